"""The demo's spawner: says which node the pod would be on, and starts a server of this machine instead."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Dict

from jupyter_on_gke.demo.in_the_hub.pod_recorder import PodRecorder


class DemoSpawner(PodRecorder):
    """Writes what was chosen beside the pod."""

    nodes = Dict(help="Slug of a profile -> where its pods would be.").tag(config=True)

    @property
    def node(self) -> str:
        """Where the pod would be."""
        return str(self.nodes.get(self.user_options.get("profile", ""), "any node of the cluster that has room"))

    async def start(self) -> tuple[str, int]:
        """A server of this machine, after its pod is written."""
        started = await super().start()
        folder = Path(self.pods_dir)
        # So that nothing stays where the hub is killed.
        (folder / f"{self.user.name}.pid").write_text(str(self.pid), encoding="utf-8")
        choice = {"person": self.user.name, "options": self.user_options, "node": self.node}
        whole = folder / f"{self.user.name}.choice"
        whole.write_text(json.dumps(choice), encoding="utf-8")
        # At once: who looks for it reads it whole.
        whole.rename(whole.with_suffix(".choice.json"))
        return started

    async def stop(self, now: bool = False) -> None:
        """Stop the server."""
        await SimpleLocalProcessSpawner.stop(self, now=now)
        (Path(self.pods_dir) / f"{self.user.name}.pid").unlink(missing_ok=True)

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """What the page says while the server starts."""
        yield {"progress": 30, "message": f"The pod would be on {self.node}."}
        yield {"progress": 60, "message": "A process of this machine starts in its place."}
