"""Stands in for the load balancer: chooses a backend service by path, signs people in, signs tokens.

It does what the documentation says of Google's: a path rule is matched against the path as sent;
`x-goog-` headers of the caller are thrown away; each request gets a token whose audience is the
chosen backend service; `gcp-iap-mode=CLEAR_LOGIN_COOKIE` ends the session.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

import aiohttp
from aiohttp import web
from yarl import URL

from .standins import Loopback
from .tokens import HUB_AUDIENCE, USERS_AUDIENCE, Signer, claims

COOKIE = "GCP_IAP_STANDIN"
PEOPLE = ("alice@corp.example", "bob@corp.example", "blocked@corp.example")

# As an Ingress gives them to the load balancer; the first that matches counts.
SEPARATE = {"/hub": HUB_AUDIENCE, "/hub/*": HUB_AUDIENCE, "/*": USERS_AUDIENCE}
ONE = {"/*": HUB_AUDIENCE}


@dataclass
class Iap:
    """The load balancer in front of the proxy at `upstream`."""

    loopback: Loopback
    signer: Signer
    upstream: int
    rules: dict[str, str]
    seen: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = self.loopback.serve(self._handle)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def audience(self, raw_path: str) -> str:
        """The audience of the backend service that serves this path."""
        path = raw_path.partition("?")[0]
        for rule, audience in self.rules.items():
            if path == rule or (rule.endswith("/*") and path.startswith(rule[:-1])):
                return audience
        raise LookupError(path)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        query = parse_qs(urlsplit(request.raw_path).query)
        here = request.raw_path.partition("?")[0]
        if query.get("gcp-iap-mode") == ["CLEAR_LOGIN_COOKIE"]:
            gone = redirect(here)
            gone.del_cookie(COOKIE, path="/")
            return gone
        if here == "/_accounts":
            return self._choose(query.get("account"), query["continue"][0])
        email = unquote(request.cookies.get(COOKIE, ""))
        if not email:
            return redirect("/_accounts?continue=" + quote(request.raw_path, safe=""))
        return await self._pass_on(request, email)

    def _choose(self, account: list[str] | None, onward: str) -> web.StreamResponse:
        """The page on which a person chooses an account, and its answer."""
        if account:
            chosen = redirect(onward)
            chosen.set_cookie(COOKIE, quote(account[0]), path="/", httponly=True)
            return chosen
        target = quote(onward, safe="")
        rows = "".join(
            f'<p><a href="/_accounts?account={quote(person)}&amp;continue={target}">{html.escape(person)}</a></p>'
            for person in PEOPLE
        )
        page = f"<title>Accounts</title><h1>Choose an account</h1>{rows}"
        style = "<style>body{font:18px sans-serif;margin:4em auto;width:22em}</style>"
        return web.Response(text=style + page, content_type="text/html")

    async def _pass_on(self, request: web.Request, email: str) -> web.StreamResponse:
        audience = self.audience(request.raw_path)
        self.seen.append((request.raw_path, audience))
        kept = [
            (name, value)
            for name, value in request.headers.items()
            if not name.lower().startswith("x-goog-") and name.lower() != "content-length"
        ]
        token = self.signer.token(claims(email, audience))
        headers = [*kept, ("X-Goog-IAP-JWT-Assertion", token)]
        target = URL(f"http://127.0.0.1:{self.upstream}{request.raw_path}", encoded=True)
        async with (
            aiohttp.ClientSession(auto_decompress=False) as session,
            session.request(
                request.method,
                target,
                headers=headers,
                data=await request.read() or None,
                allow_redirects=False,
            ) as answer,
        ):
            copy = web.StreamResponse(status=answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    copy.headers.add(name, value)
            await copy.prepare(request)
            async for chunk in answer.content.iter_any():
                await copy.write(chunk)
            await copy.write_eof()
            return copy


def redirect(target: str) -> web.Response:
    return web.Response(status=302, headers={"Location": target})
