"""What a browser comes to: the demo's own page, and everything else through IAP's stand-in.

Whoever signs in here runs code as the person who started the demo. So the first address has a key, as Jupyter's own
servers have, and requests for other hosts are refused: a page of somebody else's may lead a name of its own here.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from jupyter_on_gke.demo.iap import Iap
from jupyter_on_gke.demo.iap_pass import pass_on
from jupyter_on_gke.demo.iap_session import path_of, query_of, redirect, without
from jupyter_on_gke.demo.pages import PATH, choices, page

KEY = "demo"
COOKIE = "DEMO_KEY"


@dataclass
class Door(Iap):
    """The stand-in of IAP, or without IAP the port that is forwarded."""

    folder: Path = Path()
    behind_iap: bool = True
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def first_page(self) -> str:
        """The address to open."""
        return f"{self.url}/?{KEY}={self.key}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Refuse whom the address was not told, answer for the demo, pass on the rest."""
        if request.host not in {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}:
            return web.Response(status=403, text=f"Open {self.url}, not {request.host}.")
        if self._is_key(query_of(request).get(KEY, "")):
            known = redirect(path_of(request))
            known.set_cookie(self._cookie, self.key, httponly=True, samesite="Lax")
            return known
        if not self._is_key(request.cookies.get(self._cookie, "")):
            return web.Response(status=403, text="Open the address that the demo has printed: it has a key in it.")
        if path_of(request).rstrip("/") == PATH:
            return web.Response(text=page(choices(self.folder)), content_type="text/html")
        if not self.behind_iap:
            return await pass_on(request, self.upstream, self._headers(request, "127.0.0.1"), None)
        return await super().handle(request)

    def _is_key(self, text: str) -> bool:
        return secrets.compare_digest(text.encode(), self.key.encode())

    @property
    def _cookie(self) -> str:
        # A browser sends cookies of one port to all ports of a host.
        return f"{COOKIE}_{self.port}"

    def _headers(self, request: web.Request, host: str) -> list[tuple[str, str]]:
        """The caller's headers as they go on: the key is the demo's alone."""
        kept = []
        for name, value in super()._headers(request, host):
            left = without(value, [self._cookie]) if name.lower() == "cookie" else value
            if left or name.lower() != "cookie":
                kept.append((name, left))
        return kept
