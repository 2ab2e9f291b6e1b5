"""Starts all that the demo is, and stops it: the hub, IAP's stand-in, and what the hub asks of Google."""

from __future__ import annotations

import secrets
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_on_gke.demo.computing import Facts
from jupyter_on_gke.demo.door import Door
from jupyter_on_gke.demo.google import Cloud, Loopback
from jupyter_on_gke.demo.hub_process import IN_THE_HUB, PACKAGES, HubProcess
from jupyter_on_gke.demo.iap import ONE, SEPARATE
from jupyter_on_gke.demo.iap_keys import Keys
from jupyter_on_gke.demo.iap_session import PlainSessions
from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.demo.pages import PATH
from jupyter_on_gke.demo.people import Members
from jupyter_on_gke.demo.spawner_config import spawner_config

PROXY = "configurable-http-proxy"
NOTE = "These are those who may pass, and a stranger. IAP's stand-in believes every address: it has no passwords."
Say = Callable[[str], None]


def proxy_command() -> str:
    """The path of configurable-http-proxy. FileNotFoundError where it is not."""
    beside = [str(folder / "node_modules" / ".bin") for folder in (Path.cwd(), PACKAGES.parent)]
    found = next(filter(None, (shutil.which(PROXY, path=path) for path in [None, *beside])), None)
    if not found:
        raise FileNotFoundError(f"{PROXY} is not here: run `make demo`, or `npm install --global {PROXY}`.")
    return found


class Demo:
    """The running demo of a deployment: `first_page` is where to begin. `say` is told what people do.

    OSError where the port is taken.
    """

    def __init__(self, facts: Facts, *, folder: Path, port: int, say: Say) -> None:
        self._say, self._said = say, set[tuple[str, bool]]()
        self._loopback, keys = Loopback(), Keys()
        self.password = "" if facts.behind_iap else secrets.token_urlsafe(24)
        self._members = Members(facts.members)
        try:
            self._door = Door(
                self._loopback,
                keys,
                0,
                SEPARATE if facts.separate_hub else ONE,
                sessions=PlainSessions((*self._members.addresses(),), NOTE),
                may_pass=self._may_pass,
                at_port=port,
                folder=folder,
                behind_iap=facts.behind_iap,
            )
            cloud = Cloud(self._loopback, keys, folder)
            self.hub = HubProcess(
                folder=folder,
                settings=self._settings(facts, cloud),
                environment=cloud.hub_environment(),
                command=proxy_command(),
                port=free_port(),
                proxy=free_port(),
                proxy_api=free_port(),
            )
        except BaseException:
            self._loopback.close()
            raise
        self._door.upstream = self.hub.proxy

    @property
    def first_page(self) -> str:
        """The address to open, with the demo's key."""
        return self._door.first_page

    @property
    def pods_page(self) -> str:
        """The demo's own page."""
        return f"{self._door.url}{PATH}"

    def start(self) -> None:
        """Start the hub, and wait until people can sign in. RuntimeError, or TimeoutError, with its log's end."""
        self.hub.launch()
        self.hub.wait()

    def stop(self) -> None:
        """Stop it all, with people's servers."""
        if hasattr(self.hub, "process"):
            self.hub.stop()
        self._loopback.close()

    def _may_pass(self, email: str) -> bool:
        passes = self._members.may_pass(email)
        if (email, passes) not in self._said:
            self._said.add((email, passes))
            self._say(f"{email}: IAP lets in" if passes else f"{email}: IAP refuses, as members_allowlist has not")
        return passes

    def _settings(self, facts: Facts, cloud: Cloud) -> dict[str, Any]:
        """JupyterHub's configuration: what the chart is given, but for hosts, TLS, Google, and what starts."""
        pods = f'What it would be on GKE: <a href="{PATH}">pods and nodes</a>.'
        ours = {
            "JupyterHub": {
                "spawner_class": "jupyter_on_gke.demo.in_the_hub.demo_spawner.DemoSpawner",
                "subdomain_host": "",
                "public_url": f"{self._door.url}/",
                "cookie_host_prefix_enabled": False,
                "tornado_settings": {"cookie_options": {"secure": False}},
                "template_vars": {"announcement_home": f"A demo. {pods}"},
            },
            "KubeSpawner": spawner_config(facts.values),
            "DemoSpawner": {
                "local_cmd": [sys.executable, str(IN_THE_HUB / "server.py")],
                "nodes": facts.nodes,
                "consecutive_failure_limit": 0,
            },
        }
        password = {"SharedPasswordAuthenticator": {"admin_password": self.password}}
        door = {"IAPAuthenticator": cloud.hub_config()} if facts.behind_iap else password
        found: dict[str, Any] = merge(facts.values["hub"]["config"], {**ours, **door})
        return found


def free_port() -> int:
    """A port of this machine's own address on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
