"""The hubs that tests share: one process per configuration, started when first asked for."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from jupyter_on_gke.demo.google import Cloud, Loopback
from jupyter_on_gke.demo.iap import ONE, SEPARATE, Iap
from jupyter_on_gke.demo.spawner_config import spawner_config
from tests.support.cases import expected_values
from tests.support.synth import ROOT, Json

from .browser import forget_all, made_up_hosts, open_chromium
from .deployments import PATTERNS, SHAPES, Deployment, deploy
from .hubs import Hub, proxy_command, request
from .tokens import Signer

markers = itertools.count()
PLACE_OF_A_PART = re.compile(r"[\w=+/-]{41,}", re.ASCII)
PAUSE = 0.4  # a little more than these hubs' retry_seconds


@dataclass
class World:
    """A hub, what it asks of Google and Kubernetes, and IAP's keys."""

    hub: Hub
    cloud: Cloud
    signer: Signer

    def log(self) -> str:
        """What hub and proxy have written until now.

        A line may be written after the answer that it is about, so this waits for a later one.
        """
        marker = f"/hub/health?{next(markers)}."
        request(self.hub.port, marker)
        while marker not in (text := self.hub.log()):
            time.sleep(0.01)
        return text

    def leaks(self) -> list[str]:
        """Parts of tokens that are in the hub's or the proxy's log."""
        # Thousands of parts and megabytes of log: only where one could stand is looked, but for those with odd signs.
        log = self.log()
        places = "\n".join(set(PLACE_OF_A_PART.findall(log)))
        parts = {part for token in self.signer.made for part in token.split(".") if len(part) > 40}
        return [part for part in parts if part in (places if PLACE_OF_A_PART.fullmatch(part) else log)]


MakeHub = Callable[..., Hub]
MakeWorld = Callable[..., World]


# Before xdist reads the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what runs a hub, and keeps what shares one in one process: a hub of each configuration is enough.

    What waits for an idle server, or is slow by itself, is not waited for by the others.
    """
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    share = {item.path for item in ours if "world" in getattr(item, "fixturenames", ())}
    for item in ours:
        item.add_marker(pytest.mark.hub)
        item.add_marker(pytest.mark.xdist_group(group_of(item, share)))


def group_of(item: pytest.Item, share: set[Path]) -> str:
    """The tests that share hubs with this one; in the files of `share` is the hub that most have."""
    if item.path in share:
        return "hub"
    if item.path.stem.startswith("test_demo"):
        return "demo"
    return "places" if "place" in getattr(item, "fixturenames", ()) else item.path.stem


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Says early where the proxy is missing."""
    proxy_command()


@pytest.fixture(scope="package")
def loopback() -> Iterator[Loopback]:
    servers = Loopback()
    yield servers
    servers.close()


@pytest.fixture(scope="package")
def make_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeHub]:
    """Start a hub; it is stopped where this process has no test of hubs next: idle, forty take a fifth of a core."""
    hubs: list[Hub] = []

    def make(
        name: str,
        settings: dict[str, dict[str, Any]],
        environment: dict[str, str] | None = None,
        folder: Path | None = None,
    ) -> Hub:
        hubs.append(Hub(folder or tmp_path_factory.mktemp(name), settings, environment or {}))
        return hubs[-1].start()

    yield make
    for hub in hubs:
        hub.process.terminate()
    for hub in hubs:
        hub.stop()


@pytest.fixture(scope="package")
def make_world(loopback: Loopback, make_hub: MakeHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeWorld]:
    """Make a hub with our authenticator, and all that it asks. In the end no log has a token."""
    worlds: list[World] = []

    def make(
        name: str,
        trouble: dict[str, str | int] | None = None,
        values: Json | None = None,
        jupyterhub: dict[str, Any] | None = None,
        servers_host: str = "",
        more: dict[str, dict[str, Any]] | None = None,
        environment: dict[str, str] | None = None,
        **settings: Any,
    ) -> World:
        folder = tmp_path_factory.mktemp(name)
        signer = Signer()
        cloud = Cloud(loopback, signer, folder, dict(trouble or {}))
        sections = {
            "JupyterHub": {"authenticator_class": "iap_authenticator.IAPAuthenticator", **(jupyterhub or {})},
            "IAPAuthenticator": {
                **cloud.hub_config(),
                "retry_seconds": 0.3,
                "timeout_seconds": 1,
                "allow_all": True,
                **settings,
            },
            **({"KubeSpawner": spawner_config(values)} if values else {}),
            **(more or {}),
        }
        around = {**cloud.hub_environment(), "TESTS_SERVERS_HOST": servers_host, **(environment or {})}
        hub = make_hub(name, sections, around, folder)
        worlds.append(World(hub, cloud, signer))
        return worlds[-1]

    yield make
    assert [world.leaks() for world in worlds] == [[]] * len(worlds)


@pytest.fixture(scope="package")
def world(make_world: MakeWorld) -> World:
    """Everybody whom IAP lets in may use this hub, but for one blocked person."""
    return make_world(
        "open",
        values=expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars"),
        blocked_users=["Blocked@Corp.example"],
        admin_users=["Boss@Corp.example"],
    )


@pytest.fixture(scope="package")
def iap(loopback: Loopback, world: World) -> Iap:
    """The load balancer with an audience for the hub and another one for all else."""
    return Iap(loopback, world.signer, world.hub.proxy, SEPARATE)


@pytest.fixture(scope="package")
def one_audience(loopback: Loopback, world: World) -> Iap:
    """The load balancer with one audience for everything, as without the defence."""
    return Iap(loopback, world.signer, world.hub.proxy, ONE)


@pytest.fixture(scope="package")
def plain_chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium. To start one takes as long as a test with it."""
    with open_chromium(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome


@pytest.fixture
def browser(plain_chromium: Chrome) -> Chrome:
    """Chromium with nothing in its profile."""
    forget_all(plain_chromium)
    return plain_chromium


@pytest.fixture(scope="package", params=SHAPES)
def place(
    request: pytest.FixtureRequest, loopback: Loopback, make_hub: MakeHub, tmp_path_factory: pytest.TempPathFactory
) -> Deployment:
    """Each way in which hub and servers share a host or do not."""
    return deploy(request.param, loopback, make_hub, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="package")
def chromium(place: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium, which finds the deployment's hosts."""
    flags = made_up_hosts(place.certificate, *PATTERNS)
    with open_chromium(tmp_path_factory.mktemp("profile"), *flags) as chrome:
        yield chrome


@pytest.fixture
def visitor(chromium: Chrome) -> Chrome:
    """Chromium with nothing in its profile."""
    forget_all(chromium)
    return chromium
