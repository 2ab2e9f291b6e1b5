"""Idle kernels and servers end, busy ones do not: a real single-user server with a profile's arguments."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
import uuid
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from jupyter_server_terminals.terminalmanager import TerminalManager
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.support.cases import expected_values
from tests.support.synth import ROOT

from .conftest import MakeHub
from .hubs import Hub, request

PERSON = "ann@corp.example"
KNOWN = {each.__name__: each for each in (ServerApp, MappingKernelManager, TerminalManager)}
IDLE_SECONDS = 3
# Jupyter Server looks only once a minute whether it should end.
LOOKS_EVERY = 60
VALUES = expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars")
OVERRIDES = {each["slug"]: each["kubespawner_override"] for each in VALUES["singleuser"]["profileList"]}


def hurried(arguments: list[str]) -> list[str]:
    """The arguments with other numbers."""
    return [re.sub(r"=\d+$", "=1" if "interval" in each else f"={IDLE_SECONDS}", each) for each in arguments]


@pytest.mark.parametrize("profile", OVERRIDES)
def test_jupyter_server_knows_each_argument(profile: str) -> None:
    arguments = OVERRIDES[profile]["args"]
    assert len(arguments) == 5
    for argument in arguments:
        name, trait = argument.removeprefix("--").split("=")[0].split(".")
        assert trait in KNOWN[name].class_traits(config=True)


def test_nothing_ends_where_the_times_are_0() -> None:
    values = expected_values(ROOT / "tests" / "cases" / "variants" / "profiles-autopilot.tfvars")
    overrides = {each["slug"]: each["kubespawner_override"] for each in values["singleuser"]["profileList"]}
    assert overrides["cheap"]["args"] == []
    assert len(overrides["plain"]["args"]) == 5


class Server:
    """Ann's server, through the proxy."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        hub.start_server(PERSON)
        self.started = time.monotonic()
        token = hub.api(f"/users/{PERSON}/tokens", "POST")["token"]
        self.path, self.headers = f"/user/{PERSON}/api/kernels", [("Authorization", f"token {token}")]

    def start_kernel(self) -> str:
        answer = request(self.hub.proxy, self.path, self.headers, method="POST", body="{}")
        assert answer.status == 201, answer.body
        return str(json.loads(answer.body)["id"])

    def kernels(self) -> set[str]:
        return {each["id"] for each in json.loads(request(self.hub.proxy, self.path, self.headers).body)}

    def is_there(self) -> bool:
        return bool(self.hub.api(f"/users/{PERSON}")["servers"])

    async def connect(self, kernel: str) -> WebSocketClientConnection:
        """A websocket, as of a notebook's tab."""
        url = f"ws://127.0.0.1:{self.hub.proxy}{self.path}/{kernel}/channels"
        return await websocket_connect(HTTPRequest(url, headers=dict(self.headers)))


def execute(code: str) -> str:
    """A message that runs a cell."""
    header = {"msg_id": uuid.uuid4().hex, "session": uuid.uuid4().hex, "username": "", "version": "5.3"}
    content: dict[str, Any] = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    message = {"header": {**header, "msg_type": "execute_request"}, "parent_header": {}, "metadata": {}}
    return json.dumps({**message, "content": content, "channel": "shell", "buffers": []})


@pytest.fixture(scope="module")
def server(make_hub: MakeHub, tmp_path_factory: pytest.TempPathFactory) -> Server:
    spawner = {
        "cmd": [sys.executable, "-m", "jupyterhub.singleuser"],
        # CI is root.
        "args": [*hurried(OVERRIDES["t4"]["args"]), "--ServerApp.allow_root=True"],
        "home_dir_template": str(tmp_path_factory.mktemp("homes") / "{username}"),
        "poll_interval": 1,
    }
    hub = {"authenticator_class": "dummy", "spawner_class": "simple"}
    return Server(make_hub("idle", {"JupyterHub": hub, "SimpleLocalProcessSpawner": spawner}))


def test_a_running_cell_is_left_alone_and_all_else_ends(server: Server) -> None:
    asyncio.run(idle_and_busy(server))
    # The cell has ended meanwhile, its kernel ends soon, and then nothing keeps the server.
    end = server.started + 2 * LOOKS_EVERY + 20
    while server.is_there() and time.monotonic() < end:
        time.sleep(0.5)
    assert not server.is_there()
    log = server.hub.log()
    assert "Culling 'idle' kernel" in log
    assert "No kernels for" in log or "shutting down" in log.lower()


async def idle_and_busy(server: Server) -> None:
    idle, busy = server.start_kernel(), server.start_kernel()
    tabs = [await server.connect(kernel) for kernel in (idle, busy)]
    # Longer than the server's first look, and silent.
    seconds = LOOKS_EVERY + 5 - (time.monotonic() - server.started)
    await tabs[1].write_message(execute(f"import time; time.sleep({seconds})"))

    await asyncio.sleep(4 * IDLE_SECONDS)
    assert server.kernels() == {busy}, "the idle kernel has ended although its tab is open"
    await asyncio.sleep(max(0, server.started + LOOKS_EVERY + 2 - time.monotonic()))
    assert server.is_there(), "the server has looked, and stays"
    assert server.kernels() == {busy}, "the cell runs on"
    for tab in tabs:
        tab.close()
