"""A user's server that its owner has turned bad: it answers everything and keeps all that it gets.

`attack/NAME.html` is a page with the script attacks/NAME.js; a parameter `cookie` is sent as Set-Cookie.
"""

from __future__ import annotations

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ATTACKS = Path(__file__).parent / "attacks"
SCRIPTS = '<script src="common.js"></script><script src="{name}.js"></script>'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.record()
        path = Path(urlsplit(self.path).path)
        name, page = path.stem, f"<h1>Server of {os.environ['JUPYTERHUB_USER']}</h1>"
        known = path.parent.name == "attack" and (ATTACKS / f"{name}.js").exists()
        if known and path.suffix == ".js":
            self.answer((ATTACKS / f"{name}.js").read_text(encoding="utf-8"), "text/javascript")
        else:
            self.answer(page + SCRIPTS.format(name=name) if known else page, "text/html")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.record(body=self.rfile.read(length).decode("utf-8", "replace"))
        self.answer("", "text/plain")

    def record(self, **more: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        with open(os.environ["RECORD"], "a", encoding="utf-8") as record:
            record.write(json.dumps({"path": self.path, **headers, **more}) + "\n")

    def answer(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("X-JupyterHub-Version", os.environ["HUB_VERSION"])
        # The browser lets a worker have all of its host if its script's answer says so.
        self.send_header("Service-Worker-Allowed", "/")
        for cookie in parse_qs(urlsplit(self.path).query).get("cookie", []):
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: what this server writes would land in the hub's log."""


address = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
ThreadingHTTPServer((address.hostname or "", address.port or 0), Handler).serve_forever()
