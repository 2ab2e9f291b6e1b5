"""The real KubeSpawner with the chart's values: the pod and the claim that it makes for a person's choice."""

import asyncio
import functools
from dataclasses import dataclass
from unittest import mock

import kubespawner.spawner
from kubernetes_asyncio.client import ApiClient, Configuration, rest
from kubespawner import KubeSpawner
from traitlets.config import Config

from jupyter_on_gke.demo.spawner_config import spawner_config
from tests.support.synth import Json


@functools.cache
def serializer() -> ApiClient:
    """A client that talks to nobody, and so loads no certificates."""
    with mock.patch.object(rest, "RESTClientObject"):
        return ApiClient(Configuration())


@dataclass(frozen=True, kw_only=True)
class Server:
    """What KubeSpawner would create for a person's server: the pod, and the claim of its home if it has one."""

    pod: Json
    claim: Json | None

    @property
    def volumes(self) -> dict[str, Json]:
        """The pod's volumes by name."""
        return {volume["name"]: volume for volume in self.pod["spec"]["volumes"]}

    @property
    def mounts(self) -> dict[str, str]:
        """Path in the notebook -> the volume that is there."""
        container = self.pod["spec"]["containers"][0]
        return {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}

    @property
    def limits(self) -> Json:
        """The notebook's limits."""
        return self.pod["spec"]["containers"][0]["resources"]["limits"]

    def bucket(self, volume: str) -> tuple[str, str]:
        """The bucket that a volume mounts, and its options."""
        attributes = self.volumes[volume]["csi"]["volumeAttributes"]
        return attributes["bucketName"], attributes["mountOptions"]


def make_server(values: Json, person: str, **choice: str) -> Server:
    """What KubeSpawner makes for the person who chose this: profile, storage and image by their keys."""
    return asyncio.run(_make(values, person, choice))


async def _make(values: Json, person: str, choice: dict[str, str]) -> Server:
    user = mock.Mock(id=1, url=f"/user/{person}/", escaped_name=person)
    user.name = person
    # It asks for a cluster's address at once, and for nothing else.
    with (
        mock.patch.object(kubespawner.spawner, "load_config"),
        mock.patch.object(kubespawner.spawner, "shared_client"),
    ):
        spawner = KubeSpawner(
            config=Config(KubeSpawner=spawner_config(values)),
            _mock=True,
            user=user,
            api_token="a-token-of-a-test",  # noqa: S106  # for nobody
            oauth_client_id="a-client-of-a-test",
            cookie_options={},
        )
    spawner.user_options = choice
    await spawner.load_user_options()
    as_json = serializer().sanitize_for_serialization
    pod, claim = as_json(await spawner.get_pod_manifest()), as_json(spawner.get_pvc_manifest())
    return Server(pod=pod, claim=claim if spawner.storage_pvc_ensure else None)
