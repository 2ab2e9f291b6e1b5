"""How IAP's stand-in knows who is there: a plain cookie, or Google's accounts and a cookie as IAP's is.

Of Google's cookie it is known that it is called `__Host-GCP_IAP_AUTH_TOKEN_` and hexadecimal digits. That it is
good for the host alone that it was made for is this model's: nothing of Google's says so.
"""

from __future__ import annotations

import html
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from aiohttp import web

PEOPLE = ("alice@corp.example", "bob@corp.example", "blocked@corp.example")
PLAIN_COOKIE = "GCP_IAP_STANDIN"
PREFIX = "__Host-GCP_IAP_AUTH_TOKEN_"
ACCOUNTS_HOST = "accounts.standin.test"
ACCOUNT_COOKIE = "__Host-ACCOUNT"
RETURN_PATH = "/_gcp_gatekeeper/authenticate"
T = TypeVar("T")
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


@dataclass
class GoogleSessions:
    """Accounts at a host of their own, which remember a choice, and an unguessable session for each host."""

    valid: dict[str, tuple[str, str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def cookie(self, host: str) -> str:
        return PREFIX + host.encode().hex()

    def person(self, request: web.Request) -> str:
        host = host_of(request)
        made_for, email = self.valid.get(request.cookies.get(self.cookie(host), ""), ("", ""))
        return email if made_for == host else ""

    def new_session(self, host: str, email: str) -> str:
        """The value of a cookie for this host."""
        return noted(self.valid, (host, email))

    def own_page(self, request: web.Request) -> web.Response | None:
        if host_of(request) == ACCOUNTS_HOST:
            return self._accounts(request)
        if path_of(request) != RETURN_PATH:
            return None
        query = query_of(request)
        host, email = self.codes.pop(query.get("code", ""), ("", ""))
        if host != host_of(request):
            return web.Response(status=400)
        back = redirect("/" + query["continue"].lstrip("/"))
        set_host_cookie(back, self.cookie(host), self.new_session(host, email))
        return back

    def _accounts(self, request: web.Request) -> web.Response:
        """The page of accounts. Who has chosen is not asked again, unless the caller wants it."""
        query = query_of(request)
        onward = query.get("continue", "")
        email = query.get("account", "")
        if not email and "prompt" not in query:
            email = self.accounts.get(request.cookies.get(ACCOUNT_COOKIE, ""), "")
        if not email:
            return choice_of_accounts({person: accounts_page(onward, person) for person in PEOPLE})
        target = urlsplit(onward)
        code = noted(self.codes, (str(target.hostname), email))
        path = onward.partition(target.netloc)[2]
        asked = urlencode({"code": code, "continue": path})
        back = redirect(f"{target.scheme}://{target.netloc}{RETURN_PATH}?{asked}")
        set_host_cookie(back, ACCOUNT_COOKIE, noted(self.accounts, email))
        return back

    def sign_in(self, request: web.Request, **more: str) -> web.Response:
        port = request.host.partition(":")[2]
        here = f"https://{request.host}{path_of(request) if more else request.raw_path}"
        return redirect(f"https://{ACCOUNTS_HOST}:{port}/?{urlencode({'continue': here, **more})}")

    def sign_out(self, request: web.Request) -> web.Response:
        gone = self.sign_in(request, prompt="select_account")
        cookie = self.cookie(host_of(request))
        self.valid.pop(request.cookies.get(cookie, ""), None)
        gone.del_cookie(cookie, path="/", secure=True, httponly=True, samesite="None")
        return gone


def noted(where: dict[str, T], what: T) -> str:
    """A new unguessable key for it."""
    key = secrets.token_urlsafe(32)
    where[key] = what
    return key


def set_host_cookie(answer: web.Response, name: str, value: str) -> None:
    """Sets a cookie that is this host's alone."""
    answer.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="None")


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
