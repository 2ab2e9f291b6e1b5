"""How IAP's stand-in knows who is there: by Google's accounts, and a cookie as IAP's is.

Of Google's cookie it is known that it is called `__Host-GCP_IAP_AUTH_TOKEN_` and hexadecimal digits. That it is
good for the host alone that it was made for is this model's: nothing of Google's says so.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from jupyter_on_gke.demo.iap_session import (
    ACCOUNTS_HOST,
    PEOPLE,
    accounts_page,
    choice_of_accounts,
    host_of,
    path_of,
    query_of,
    redirect,
)

PREFIX = "__Host-GCP_IAP_AUTH_TOKEN_"
ACCOUNT_COOKIE = "__Host-ACCOUNT"
RETURN_PATH = "/_gcp_gatekeeper/authenticate"
T = TypeVar("T")


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
