"""Stands in for the load balancer: chooses a backend service, signs people in, signs tokens.

It does what the documentation says of Google's: a path rule is matched against the path as sent;
`x-goog-` headers of the caller are thrown away; each request gets a token whose audience is the
chosen backend service; `gcp-iap-mode=CLEAR_LOGIN_COOKIE` ends the session; of a websocket only the
first request is checked. It does not say whether IAP's own cookie goes on to the backend: `passes_cookie`.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from jupyter_on_gke.demo.google import Loopback
from jupyter_on_gke.demo.iap_keys import HUB_AUDIENCE, USERS_AUDIENCE, Keys, claims
from jupyter_on_gke.demo.iap_pass import pass_on
from jupyter_on_gke.demo.iap_session import (
    ACCOUNTS_HOST,
    PLAIN_COOKIE,
    PlainSessions,
    Sessions,
    host_of,
    no_access,
    query_of,
    without,
)

COOKIE = PLAIN_COOKIE
ADDRESS = "34.120.0.1"

# As an Ingress gives them to the load balancer; the first that matches counts.
SEPARATE = {"/hub": HUB_AUDIENCE, "/hub/*": HUB_AUDIENCE, "/*": USERS_AUDIENCE}
ONE = {"/*": HUB_AUDIENCE}


def everybody(email: str) -> bool:
    """Lets all pass."""
    return True


@dataclass
class Iap:
    """The load balancer in front of the proxy at `upstream`.

    `may_pass` is whom IAM grants the role to: by e-mail address.
    `hosts` has path rules for each host, or for `*.a.domain`; without it `rules` are for any host.
    """

    loopback: Loopback
    signer: Keys
    upstream: int
    rules: dict[str, str]
    hosts: dict[str, dict[str, str]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    sessions: Sessions = field(default_factory=PlainSessions)
    passes_cookie: bool = True
    connection_seconds: float | None = None
    may_pass: Callable[[str], bool] = everybody
    at_port: int = 0
    seen: list[tuple[str, str]] = field(default_factory=list)
    cookies_passed: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = self.loopback.serve(self.handle, self.tls, self.at_port)

    @property
    def url(self) -> str:
        """The origin at this machine's own address."""
        return self.origin("127.0.0.1")

    def origin(self, host: str) -> str:
        """The origin of a host as a browser writes it."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"

    def audience(self, raw_path: str, host: str = "") -> str:
        """The audience of the backend service that serves this path."""
        path = raw_path.partition("?")[0]
        for rule, audience in self._rules(host).items():
            if path == rule or (rule.endswith("/*") and path.startswith(rule[:-1])):
                return audience
        raise LookupError(path)

    def _rules(self, host: str) -> dict[str, str]:
        if not self.hosts:
            return self.rules
        wildcard = "*." + host.partition(".")[2]
        return self.hosts.get(host) or self.hosts.get(wildcard) or {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Sign in who is not, and pass on who may."""
        host = host_of(request)
        if host != ACCOUNTS_HOST and not self._rules(host):
            return web.Response(status=404, text="default backend - 404")
        if query_of(request).get("gcp-iap-mode") == "CLEAR_LOGIN_COOKIE":
            return self.sessions.sign_out(request)
        own = self.sessions.own_page(request)
        if own is not None:
            return own
        email = self.sessions.person(request)
        if not email:
            return self.sessions.sign_in(request)
        if not self.may_pass(email):
            return no_access(email)
        audience = self.audience(request.raw_path, host)
        self.seen.append((request.raw_path, audience))
        headers = self._headers(request, host)
        self.cookies_passed.append((host, cookie_names(headers)))
        token = self.signer.signed(claims(email, audience))
        headers.append(("X-Goog-IAP-JWT-Assertion", token))
        return await pass_on(request, self.upstream, headers, self.connection_seconds)

    def _headers(self, request: web.Request, host: str) -> list[tuple[str, str]]:
        """The caller's headers as they go on."""
        forwarded = {"x-forwarded-for", "x-forwarded-proto"} if self.tls else set()
        headers = [
            (name, value)
            for name, value in request.headers.items()
            if not name.lower().startswith("x-goog-") and name.lower() not in {"content-length", *forwarded}
        ]
        if not self.passes_cookie:
            gone = [self.sessions.cookie(host)]
            kept = [(name, without(value, gone) if name.lower() == "cookie" else value) for name, value in headers]
            headers = [(name, value) for name, value in kept if name.lower() != "cookie" or value]
        if self.tls:
            chain = [*request.headers.getall("X-Forwarded-For", []), str(request.remote), ADDRESS]
            headers += [("X-Forwarded-For", ",".join(chain)), ("X-Forwarded-Proto", "https")]
        return headers


def cookie_names(headers: list[tuple[str, str]]) -> frozenset[str]:
    """The names of the cookies that are sent."""
    cookies = [value for name, value in headers if name.lower() == "cookie"]
    return frozenset(each.partition("=")[0].strip() for line in cookies for each in line.split(";"))
