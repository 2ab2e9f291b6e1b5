"""Idle kernels and servers end, busy ones do not: a real single-user server with a profile's arguments."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import pytest

from tests.support.cases import expected_values
from tests.support.synth import ROOT

from .conftest import MakeHub
from .hubs import SINGLE_USER
from .notebooks import Notebooks, execute

PERSON = "ann@corp.example"
IDLE_SECONDS = 3
# Jupyter Server looks only once a minute whether it should end.
LOOKS_EVERY = 60
VALUES = expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars")
OVERRIDES = {each["slug"]: each["kubespawner_override"] for each in VALUES["singleuser"]["profileList"]}


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    """Classes by their names; their import is two seconds, which each collection of tests would pay."""
    from jupyter_server.serverapp import ServerApp
    from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
    from jupyter_server_terminals.terminalmanager import TerminalManager

    return {each.__name__: each for each in (ServerApp, MappingKernelManager, TerminalManager)}


def hurried(arguments: list[str]) -> list[str]:
    """The arguments with other numbers."""
    return [re.sub(r"=\d+$", "=1" if "interval" in each else f"={IDLE_SECONDS}", each) for each in arguments]


@pytest.mark.parametrize("profile", OVERRIDES)
def test_jupyter_server_knows_each_argument(profile: str, known: dict[str, Any]) -> None:
    arguments = OVERRIDES[profile]["args"]
    assert len(arguments) == 5
    for argument in arguments:
        name, trait = argument.removeprefix("--").split("=")[0].split(".")
        assert trait in known[name].class_traits(config=True)


def test_nothing_ends_where_the_times_are_0() -> None:
    values = expected_values(ROOT / "tests" / "cases" / "variants" / "profiles-autopilot.tfvars")
    overrides = {each["slug"]: each["kubespawner_override"] for each in values["singleuser"]["profileList"]}
    assert overrides["cheap"]["args"] == []
    assert len(overrides["plain"]["args"]) == 5


@pytest.fixture(scope="module")
def server(make_hub: MakeHub, tmp_path_factory: pytest.TempPathFactory) -> Notebooks:
    spawner = {
        "cmd": SINGLE_USER,
        # CI is root.
        "args": [*hurried(OVERRIDES["t4"]["args"]), "--ServerApp.allow_root=True"],
        "home_dir_template": str(tmp_path_factory.mktemp("homes") / "{username}"),
        "poll_interval": 1,
    }
    hub = {"authenticator_class": "dummy", "spawner_class": "simple"}
    return Notebooks(make_hub("idle", {"JupyterHub": hub, "SimpleLocalProcessSpawner": spawner}), PERSON)


def test_a_running_cell_is_left_alone_and_all_else_ends(server: Notebooks) -> None:
    asyncio.run(idle_and_busy(server))
    # The cell has ended meanwhile, its kernel ends soon, and then nothing keeps the server.
    end = server.started + 2 * LOOKS_EVERY + 20
    while server.is_there() and time.monotonic() < end:
        time.sleep(0.5)
    assert not server.is_there()
    log = server.hub.log()
    assert "Culling 'idle' kernel" in log
    assert "No kernels for" in log or "shutting down" in log.lower()


async def idle_and_busy(server: Notebooks) -> None:
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
