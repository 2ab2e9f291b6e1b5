"""How IAP's stand-in knows who is there: by a plain cookie, which the demo has."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from aiohttp import web

PEOPLE = ("alice@corp.example", "bob@corp.example", "blocked@corp.example")
PLAIN_COOKIE = "GCP_IAP_STANDIN"
ACCOUNTS_HOST = "accounts.standin.test"
"""Where accounts have a host of their own, which is behind no IAP."""
STYLE = "<style>:root{color-scheme:light dark}body{font:18px sans-serif;margin:4em auto;width:22em}</style>"


class Sessions(Protocol):
    """Who is signed in at the load balancer, and how people get so."""

    def cookie(self, host: str) -> str:
        """Name of the session's cookie at this host."""
        ...

    def person(self, request: web.Request) -> str:
        """The address of who sends this; empty if nobody is signed in."""
        ...

    def own_page(self, request: web.Request) -> web.Response | None:
        """The answer to a request for a page of the accounts or of IAP itself; None for all other."""
        ...

    def sign_in(self, request: web.Request) -> web.Response:
        """Sends a stranger to the accounts."""
        ...

    def sign_out(self, request: web.Request) -> web.Response:
        """Ends the session at this host."""
        ...


@dataclass
class PlainSessions:
    """A cookie that holds the address, and a page of accounts at the same host. Needs no TLS.

    `note` is what the page of accounts says below a field for any other address; without it there is none.
    """

    people: tuple[str, ...] = PEOPLE
    note: str = ""

    def cookie(self, host: str) -> str:
        return PLAIN_COOKIE

    def person(self, request: web.Request) -> str:
        return unquote(request.cookies.get(PLAIN_COOKIE, ""))

    def own_page(self, request: web.Request) -> web.Response | None:
        if path_of(request) != "/_accounts":
            return None
        query = query_of(request)
        onward = query["continue"]
        if "account" not in query:
            links = {person: accounts_page(onward, person) for person in self.people}
            return choice_of_accounts(links, self._other(onward))
        chosen = redirect(onward)
        chosen.set_cookie(PLAIN_COOKIE, quote(query["account"]), path="/", httponly=True)
        return chosen

    def _other(self, onward: str) -> str:
        """A form for an address that is not listed."""
        if not self.note:
            return ""
        return (
            f'<form action="/_accounts"><input type="hidden" name="continue" value="{html.escape(onward)}">'
            '<label>Another account <input name="account" type="email" required></label> '
            f"<button>Sign in</button></form><p>{html.escape(self.note)}</p>"
        )

    def sign_in(self, request: web.Request) -> web.Response:
        return redirect(accounts_page(request.raw_path))

    def sign_out(self, request: web.Request) -> web.Response:
        gone = redirect(path_of(request))
        gone.del_cookie(PLAIN_COOKIE, path="/")
        return gone


def accounts_page(onward: str, account: str = "") -> str:
    """The path of the page of accounts, or of the choice of one."""
    asked = {"account": account} if account else {}
    return "/_accounts?" + urlencode({**asked, "continue": onward})


def choice_of_accounts(links: dict[str, str], more: str = "") -> web.Response:
    """The page on which a person chooses an account. As Google's, it is not shown in frames."""
    rows = "".join(f'<p><a href="{html.escape(link)}">{html.escape(person)}</a></p>' for person, link in links.items())
    page = f"<title>Accounts</title><h1>Choose an account</h1>{rows}{more}"
    return web.Response(text=STYLE + page, content_type="text/html", headers={"X-Frame-Options": "DENY"})


def no_access(email: str) -> web.Response:
    """The answer to a person whom IAM does not grant the role that lets people pass."""
    page = f"<title>Error 403</title><h1>You don't have access</h1><p>{html.escape(email)} may not pass.</p>"
    out = '<p><a href="/?gcp-iap-mode=CLEAR_LOGIN_COOKIE">Sign in with another account</a></p>'
    return web.Response(text=STYLE + page + out, content_type="text/html", status=403)


def host_of(request: web.Request) -> str:
    """The host that is asked for, without port."""
    return request.host.partition(":")[0].lower()


def path_of(request: web.Request) -> str:
    """The path as it was sent."""
    return request.raw_path.partition("?")[0]


def query_of(request: web.Request) -> dict[str, str]:
    """The first value of each parameter."""
    return {name: values[0] for name, values in parse_qs(urlsplit(request.raw_path).query).items()}


def without(cookies: str, names: Iterable[str]) -> str:
    """The header Cookie without these."""
    gone = set(names)
    kept = [each for each in cookies.split(";") if each.partition("=")[0].strip() not in gone]
    return ";".join(kept).strip()


def redirect(target: str) -> web.Response:
    """Sends on to another address."""
    return web.Response(status=302, headers={"Location": target})
