"""A user's server that its owner has turned bad: it answers everything and keeps all headers."""

from __future__ import annotations

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with open(os.environ["RECORD"], "a", encoding="utf-8") as record:
            headers = {name.lower(): value for name, value in self.headers.items()}
            record.write(json.dumps({"path": self.path, **headers}) + "\n")
        page = f"<h1>Server of {os.environ['JUPYTERHUB_USER']}</h1>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("X-JupyterHub-Version", os.environ["HUB_VERSION"])
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Nothing: what this server writes would land in the hub's log."""


address = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
ThreadingHTTPServer((address.hostname or "", address.port or 0), Handler).serve_forever()
