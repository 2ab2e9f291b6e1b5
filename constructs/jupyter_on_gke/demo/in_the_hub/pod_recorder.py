"""KubeSpawner up to the pod that it would ask Kubernetes for; what starts instead is a process of this machine."""

import json
from typing import Any
from unittest.mock import patch

import jupyterhub.spawner
import kubespawner.spawner
from jupyterhub.spawner import SimpleLocalProcessSpawner
from jupyterhub.traitlets import Command
from kubernetes_asyncio.client import ApiClient, Configuration
from kubespawner import KubeSpawner
from traitlets import Unicode


class PodRecorder(KubeSpawner, SimpleLocalProcessSpawner):  # type: ignore[misc]
    """Form, its parsing, checks and overrides are KubeSpawner's own. It never talks to a Kubernetes API."""

    local_cmd = Command(help="What is started instead of the pod, with the pod's arguments.").tag(config=True)
    is_recorded = False
    pods_dir = Unicode(help="Where the pods are written, as files.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It asks for a cluster's address at once, and for nothing else before a start.
        with patch.object(kubespawner.spawner, "load_config"), patch.object(kubespawner.spawner, "shared_client"):
            super().__init__(*args, **kwargs)

    async def start(self) -> tuple[str, int]:
        """As KubeSpawner's, but for what it asks Kubernetes."""
        await self.load_user_options()
        self.is_recorded = False
        pod = await self.get_pod_manifest()
        async with ApiClient(Configuration()) as client:
            text = json.dumps(client.sanitize_for_serialization(pod))
        with open(f"{self.pods_dir}/{self.user.name}.pod.json", "w", encoding="utf-8") as file:
            file.write(text)
        self.is_recorded = True
        self.cmd, self.ip, self.port = self.local_cmd, "127.0.0.1", jupyterhub.spawner.random_port()
        started: tuple[str, int] = await SimpleLocalProcessSpawner.start(self)
        return started

    def get_env(self) -> dict[str, str]:
        """A pod's may come from Secrets and the like, a process' is texts alone."""
        every: dict[str, str] = super().get_env()
        return {name: text for name, text in every.items() if isinstance(text, str) or not self.is_recorded}

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """Of a process; a pod's is the image's."""
        found: dict[str, str] = super().user_env(env) if self.is_recorded else env
        return found

    poll = SimpleLocalProcessSpawner.poll
    stop = SimpleLocalProcessSpawner.stop
    progress = SimpleLocalProcessSpawner.progress
