"""Runs a real JupyterHub with a real configurable-http-proxy, and talks HTTP to them."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_on_gke.demo.hub_process import IN_THE_HUB, MODULES, START_SECONDS, HubProcess
from tests.support.needs import lack

from .ports import WORKER, free_port

HEADER = "X-Goog-IAP-JWT-Assertion"
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILES = MODULES
SINGLE_USER = [sys.executable, str(IN_THE_HUB / "start.py"), "jupyterhub.singleuser"]
"""What starts a person's own server, as in the demo."""


def proxy_command() -> str:
    """The path of configurable-http-proxy."""
    found = ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
    if not found.exists():
        lack("hub", "configurable-http-proxy is not here: `npm ci` gets it.")
    return str(found)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that the answer sets (not those that it clears)."""
        jar: SimpleCookie = SimpleCookie()
        for line in self.headers.get_all("Set-Cookie") or []:
            jar.load(line)
        return {name: morsel.value for name, morsel in jar.items() if morsel.value}


def request(
    port: int,
    path: str,
    headers: Iterable[tuple[str, str | bytes]] = (),
    *,
    method: str = "GET",
    cookies: dict[str, str] | None = None,
    body: str | None = None,
) -> Answer:
    """Send a request just as given: path as it is, headers repeated if they are."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    sent = list(headers)
    connection.putrequest(method, path, skip_host=any(name == "Host" for name, _ in sent))
    for name, value in sent:
        connection.putheader(name, value)
    if cookies:
        connection.putheader("Cookie", "; ".join(f"{k}={v}" for k, v in cookies.items()))
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode() if body is not None else None)
    got = connection.getresponse()
    answer = Answer(got.status, got.headers, got.read().decode("utf-8", "replace"))
    connection.close()
    return answer


class Hub(HubProcess):
    """A running hub, and a service of it that may ask all."""

    CONFIGURATION = HERE / "jupyterhub_config.py"

    def __init__(self, folder: Path, settings: Mapping[str, Mapping[str, Any]], environment: dict[str, str]) -> None:
        self.token = secrets.token_hex(16)
        worker = {WORKER: os.environ[WORKER]} if WORKER in os.environ else {}
        super().__init__(
            folder=folder,
            settings=settings,
            environment={**worker, "TESTS_TOKEN": self.token, **environment},
            command=proxy_command(),
            port=free_port(),
            proxy=free_port(),
            proxy_api=free_port(),
        )

    def start(self) -> Hub:
        """Start, and wait until people can sign in."""
        self.launch()
        self.wait()
        return self

    def api(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """Ask the hub's API as an administrator's service."""
        authorization = [("Authorization", f"token {self.token}")]
        sent = None if body is None else json.dumps(body)
        answer = request(self.port, f"/hub/api{path}", authorization, method=method, body=sent)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body}")
        return json.loads(answer.body) if answer.body else None

    def users(self) -> dict[str, bool]:
        """Names of the hub's users, and whether each is an administrator."""
        return {user["name"]: user["admin"] for user in self.api("/users")}

    def sign_in(self, *tokens: str | bytes, direct: bool = False) -> Answer:
        """GET /hub/login with these tokens, through the proxy unless `direct`."""
        port = self.port if direct else self.proxy
        return request(port, "/hub/login", [(HEADER, token) for token in tokens])

    def who(self, cookies: dict[str, str], *tokens: str) -> str | None:
        """The name of the person to whom the hub thinks these cookies belong.

        Behind IAP a cookie is good only with that person's token.
        """
        headers = [(HEADER, token) for token in tokens]
        answer = request(self.port, "/hub/api/user", headers, cookies=cookies)
        return str(json.loads(answer.body)["name"]) if answer.status == 200 else None

    def start_server(self, name: str, **options: str) -> None:
        """Start a user's server with these choices, and wait for it."""
        path = f"/users/{quote(name)}"
        if name not in self.users():
            self.api(path, "POST")
        if not self.api(path)["servers"]:
            self.api(f"{path}/server", "POST", options)
        end = time.monotonic() + START_SECONDS
        while not self.api(path)["servers"].get("", {}).get("ready"):
            if time.monotonic() > end:
                raise TimeoutError(f"the server of {name} did not start")
            time.sleep(0.1)

    def stop_server(self, name: str) -> None:
        """Stop a user's server, if there is one, and wait until it is gone."""
        if name not in self.users() or not self.api(f"/users/{quote(name)}")["servers"]:
            return
        self.api(f"/users/{quote(name)}/server", "DELETE")
        end = time.monotonic() + START_SECONDS
        while self.api(f"/users/{quote(name)}")["servers"]:
            if time.monotonic() > end:
                raise TimeoutError(f"the server of {name} did not stop")
            time.sleep(0.1)

    def pod(self, name: str) -> Any:
        """The pod that KubeSpawner made for a person's last server; None if it made none."""
        record = self.folder / f"{name}.pod.json"
        return json.loads(record.read_text(encoding="utf-8")) if record.exists() else None

    def recorded(self, path: str) -> list[dict[str, str]]:
        """Headers of the requests to this path that reached a user's server."""
        record = self.folder / "record.jsonl"
        lines = record.read_text().splitlines() if record.exists() else []
        return [entry for entry in map(json.loads, lines) if path in entry["path"]]
