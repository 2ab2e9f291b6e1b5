"""Why a server gets no node: a real scheduler says it of KubeSpawner's real pod. `--refresh` records it as a case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jupyter_on_gke.doctoring.findings import findings
from tests.doctoring.records import NOW, pruned, record, seen
from tests.doctoring.scenes import ANN, SCENES, Scene, name, storage_class
from tests.support.api_server import create, listed
from tests.support.control_plane import Cluster, empty_cluster, kubectl
from tests.support.gke_nodes import nodes
from tests.support.server import Server
from tests.support.synth import Json

pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("scheduling")]

HOMES = "ai-on-gke-homes"


@pytest.fixture(params=[pytest.param(scene, id=scene.cause) for scene in SCENES])
def scene(request: pytest.FixtureRequest) -> Scene:
    scene: Scene = request.param
    return scene


@pytest.fixture
def cluster(api_server: None, shared: Path, scene: Scene) -> Iterator[Cluster]:
    with empty_cluster(shared, "doctor") as cluster:
        create(storage_class(HOMES, "WaitForFirstConsumer"))
        cluster.add_nodes([scene.node(node) for pool in scene.pools for node in nodes(pool)])
        yield cluster
        kubectl("delete", "csinodes", "--all")
        kubectl("delete", "storageclass", HOMES, "ai-on-gke-at-once", "--ignore-not-found")


def test_what_the_scheduler_says_is_understood(scene: Scene, cluster: Cluster) -> None:
    scene.before(cluster)
    ann = scene.ann()
    if ann.claim:
        # KubeSpawner makes the claim first.
        create(ann.claim | {"metadata": ann.claim["metadata"] | {"namespace": cluster.namespace}})
    assert cluster.schedule({name(): Server(pod=ann.pod, claim=None)}, patience=0.5) == {}
    assert cluster.why_not(name())
    what: dict[str, list[Json]] = {
        "pods": [pod for pod in listed("Pod", cluster.namespace) if pod["metadata"]["name"] == name()],
        "claims": listed("PersistentVolumeClaim", cluster.namespace),
        "events": listed("Event", cluster.namespace, fieldSelector=f"involvedObject.name={name()}"),
    }
    record(scene.cause, f"Said by kube-scheduler 1.34: {scene.how}.", **{key: pruned(it) for key, it in what.items()})
    found = findings(seen(what), NOW)
    assert [(each.cause.name, each.who) for each in found] == [(scene.cause, ANN)]
