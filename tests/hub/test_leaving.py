"""Somebody leaves: docs/authentication.md's steps one by one, on a real server with an open notebook.

Off the allowlist first, blocked then; in between it is shown what goes on, which is why there are two steps.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import web
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from jupyter_on_gke.demo.google import Loopback
from jupyter_on_gke.demo.iap import COOKIE, SEPARATE, Iap
from tests.support.cases import CASES, expected_values

from .conftest import MakeWorld, World
from .hubs import HEADER, SINGLE_USER, Answer, Hub, request
from .notebooks import execute
from .tokens import claims

GONE = "gone@corp.example"
KERNELS = f"/user/{GONE}/api/kernels"
# As `connection_max_seconds`, but shorter than a test's patience.
CONNECTION_SECONDS = 8.0


@dataclass
class Gate(Iap):
    """A load balancer with an allowlist."""

    off_the_list: set[str] = field(default_factory=set)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.sessions.person(request) in self.off_the_list:
            return web.Response(status=403, text="You don't have access")
        return await super().handle(request)


@dataclass
class Person:
    """What somebody holds who uses the hub: a session, an API token, and a server with a notebook."""

    world: World
    gate: Gate
    cookies: dict[str, str]
    token: str
    pid: int

    def come(self, path: str, method: str = "GET", body: str | None = None) -> Answer:
        """By the front door, in the browser, with the API token too."""
        cookies = {**self.cookies, COOKIE: quote(GONE)}
        return request(self.gate.port, path, self.bearer, method=method, cookies=cookies, body=body)

    def from_a_pod(self, path: str, method: str = "GET") -> Answer:
        """Past IAP, as code in somebody's server may."""
        return request(self.world.hub.port, path, self.bearer, method=method)

    @property
    def bearer(self) -> list[tuple[str, str | bytes]]:
        return [("Authorization", f"token {self.token}")]

    async def open_notebook(self, kernel: str) -> WebSocketClientConnection:
        url = f"ws://127.0.0.1:{self.gate.port}{KERNELS}/{kernel}/channels"
        headers = {"Authorization": f"token {self.token}", "Cookie": f"{COOKIE}={quote(GONE)}"}
        return await websocket_connect(HTTPRequest(url, headers=headers))


@pytest.fixture
def person(make_world: MakeWorld, loopback: Loopback, tmp_path: Path) -> Person:
    server = {
        "cmd": SINGLE_USER,
        # CI is root.
        "args": ["--ServerApp.allow_root=True"],
        "home_dir_template": str(tmp_path / "{username}"),
    }
    # The chart's: a hub that starts anew leaves servers as they are.
    hub = {"spawner_class": "simple", "cleanup_servers": False, "token_expires_in_max_seconds": 30 * 86400}
    world = make_world("leaving", jupyterhub=hub, more={"SimpleLocalProcessSpawner": server})
    gate = Gate(loopback, world.signer, world.hub.proxy, SEPARATE, connection_seconds=CONNECTION_SECONDS)
    cookies = request(gate.port, "/hub/login", cookies={COOKIE: quote(GONE)}).cookies
    token = world.hub.api(f"/users/{GONE}/tokens", "POST")["token"]
    world.hub.start_server(GONE)
    pid = int(world.hub.api(f"/users/{GONE}")["servers"][""]["state"]["pid"])
    return Person(world, gate, cookies, token, pid)


def restart(hub: Hub, **changes: dict[str, Any]) -> None:
    """As an apply does: the hub goes, and comes with other settings; servers stay."""
    hub.stop()
    file = hub.folder / "hub.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    for section, values in changes.items():
        settings[section].update(values)
    file.write_text(json.dumps(settings), encoding="utf-8")
    hub.start()


async def runs_a_cell(notebook: WebSocketClientConnection) -> bool:
    """Whether a cell that is sent on this connection runs; False if the connection has ended."""
    try:
        await notebook.write_message(execute("1 + 1"))
    except WebSocketClosedError:
        return False
    while (message := await asyncio.wait_for(notebook.read_message(), CONNECTION_SECONDS)) is not None:
        if json.loads(message)["msg_type"] == "execute_result":
            return True
    return False


def test_somebody_leaves(person: Person) -> None:
    asyncio.run(leave(person))


async def leave(person: Person) -> None:
    hub = person.world.hub
    kernel = json.loads(person.come(KERNELS, "POST", "{}").body)["id"]
    notebook = await person.open_notebook(kernel)
    opened = time.monotonic()
    assert await runs_a_cell(notebook)

    # Step 1, its first half.
    person.gate.off_the_list.add(GONE)
    for path in ("/hub/home", "/hub/login", KERNELS):
        assert person.come(path).status == 403, "nothing new passes IAP"
    assert await runs_a_cell(notebook), "what is open goes on"
    await asyncio.sleep(max(0.0, opened + CONNECTION_SECONDS + 1 - time.monotonic()))
    assert not await runs_a_cell(notebook), "for as long as a connection may be"
    assert person.from_a_pod(f"/hub/api/users/{GONE}").status == 200, "an API token goes on, from a pod"
    server = hub.api(f"/users/{GONE}")["servers"][""]
    assert server["ready"], "and so does the server"

    # Its second half.
    restart(hub, IAPAuthenticator={"blocked_users": [GONE]})
    assert hub.api(f"/users/{GONE}")["servers"] == {}
    assert not (Path("/proc") / str(person.pid)).exists()
    assert_closed(person)


def test_a_blocked_person_who_is_still_on_the_list(person: Person) -> None:
    """Forgotten in a group, say: JupyterHub's list holds. Everybody else comes in as before."""
    hub = person.world.hub
    restart(hub, IAPAuthenticator={"blocked_users": [GONE]})
    answer = person.come("/hub/login")
    assert answer.status == 403
    assert "your account is not allowed to use this hub" in answer.body
    assert_closed(person)
    signed = [(HEADER, person.world.signer.token(claims("stays@corp.example")))]
    assert request(hub.proxy, "/hub/login", signed).status == 302


def assert_closed(person: Person) -> None:
    """Nothing that the person held opens anything, by either way."""
    for method, path in (
        ("GET", f"/hub/api/users/{GONE}"),
        ("POST", f"/hub/api/users/{GONE}/server"),
        ("POST", f"/hub/api/users/{GONE}/tokens"),
        ("GET", "/hub/spawn"),
        ("GET", "/hub/home"),
    ):
        assert person.from_a_pod(path, method).status in (302, 403, 404), path
        assert person.come(path, method).status in (302, 403, 404), path
    assert person.come(KERNELS).status in (302, 403, 404, 424)
    assert person.world.hub.api(f"/users/{GONE}")["servers"] == {}
    assert person.world.hub.api(f"/users/{GONE}")["admin"] is False


def test_homes_stay_when_a_user_is_deleted() -> None:
    for case, deleted in (("existing-iap-no_bucket", False), ("existing-servers-apart", True)):
        values = expected_values(CASES / "variants" / f"{case}.tfvars")
        assert values["hub"]["config"]["KubeSpawner"]["delete_pvc"] is deleted
