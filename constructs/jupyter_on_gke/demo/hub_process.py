"""Runs a real JupyterHub with a real configurable-http-proxy, in a folder of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

PACKAGES = Path(__file__).parents[2]
MODULES = Path(__file__).parents[1] / "jupyterhub" / "hub"
"""The hub's own modules, as the chart mounts them."""
IN_THE_HUB = Path(__file__).with_name("in_the_hub")
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(kw_only=True)
class HubProcess:
    """A hub: `port` is its own, `proxy` the proxy's, `proxy_api` where the hub tells the proxy its routes.

    `settings` are sections of JupyterHub's configuration, as the chart's `hub.config` has them; `command` is
    configurable-http-proxy's.
    """

    CONFIGURATION: ClassVar[Path] = IN_THE_HUB / "jupyterhub_config.py"

    folder: Path
    settings: Mapping[str, Mapping[str, Any]]
    environment: Mapping[str, str]
    command: str
    port: int
    proxy: int
    proxy_api: int
    log_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log_file = self.folder / "hub.log"
        sections = {name: dict(section) for name, section in self.settings.items()}
        sections.setdefault("JupyterHub", {}).update(bind_url=f"http://127.0.0.1:{self.proxy}", hub_port=self.port)
        sections["ConfigurableHTTPProxy"] = {
            "command": [self.command],
            "api_url": f"http://127.0.0.1:{self.proxy_api}",
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "hub.json").write_text(json.dumps(sections), encoding="utf-8")

    def launch(self) -> None:
        """Start the process and do not wait."""
        # Not all of the environment: a proxy's settings, say, are no business of this hub.
        kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
        paths = os.pathsep.join(map(str, (MODULES, PACKAGES)))
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(  # noqa: S603  # our own file
                [sys.executable, str(IN_THE_HUB / "start.py"), "jupyterhub", "-f", str(self.CONFIGURATION)],
                cwd=self.folder,
                env={**kept, "PYTHONPATH": paths, **self.environment},
                # Nothing is written to it: it is closed when this process is gone, of which the hub hears (ending.py).
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # A Ctrl-C in the terminal is for who started it: this process is told in turn.
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until people can sign in. RuntimeError where it ends, TimeoutError where it does not begin."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the hub ended:\n{self.log()[-3000:]}")
            if self._is_healthy():
                return
            time.sleep(0.1)
        raise TimeoutError(f"the hub did not start:\n{self.log()[-3000:]}")

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.proxy, timeout=30)
        try:
            connection.request("GET", "/hub/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """Stop it, with the proxy and people's servers, and wait until they are gone."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        # Nothing where the hub has stopped them, which takes their numbers away.
        for file in self.folder.glob("*.pid"):
            with contextlib.suppress(OSError, ValueError):
                os.killpg(int(file.read_text(encoding="utf-8")), signal.SIGKILL)

    def log(self) -> str:
        """What hub and proxy wrote."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")
