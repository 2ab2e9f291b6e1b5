"""Why a server gets no node: a real scheduler says it of KubeSpawner's real pod. `--refresh` records it as a case."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyter_on_gke.command.app import main
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


def waiting(scene: Scene, cluster: Cluster) -> None:
    """Ann's server, once the scheduler has said why it waits."""
    ann = scene.ann()
    if ann.claim:
        # KubeSpawner makes the claim first.
        cluster.add(ann.claim)
    assert cluster.schedule({name(): Server(pod=ann.pod, claim=None)}, patience=0.5) == {}
    assert cluster.why_not(name())


def hub(namespace: str) -> Json:
    """The hub's Deployment, without which there is no hub; nothing here runs it."""
    labels = {"app": "jupyterhub", "component": "hub"}
    containers = [{"name": "hub", "image": "quay.io/jupyterhub/k8s-hub:4.4.0"}]
    template = {"metadata": {"labels": labels}, "spec": {"containers": containers}}
    spec = {"selector": {"matchLabels": labels}, "template": template}
    metadata = {"name": "hub", "namespace": namespace, "labels": labels}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}


@pytest.mark.parametrize("scene", [pytest.param(SCENES[0], id=SCENES[0].cause)])
def test_by_kubectl_itself(scene: Scene, cluster: Cluster) -> None:
    arguments = ["doctor", "--namespace", cluster.namespace, "--json"]
    nothing = CliRunner().invoke(main, arguments)
    assert (nothing.exit_code, nothing.stderr[:12]) == (2, "There is no ")
    kubectl("apply", "--filename", "-", given=json.dumps(hub(cluster.namespace)))
    assert CliRunner().invoke(main, arguments).exit_code == 0
    waiting(scene, cluster)
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 1
    assert [each["cause"] for each in json.loads(found.stdout)["findings"]] == [scene.cause]
    assert CliRunner().invoke(main, [*arguments, "ben@example.com"]).exit_code == 0
    kubectl("delete", "deployment", "hub", "--namespace", cluster.namespace)


@pytest.mark.parametrize("scene", [pytest.param(SCENES[0], id=SCENES[0].cause)])
def test_a_scheduler_that_hears_of_a_claim_late(scene: Scene, cluster: Cluster) -> None:
    """What it says then is none of what it says of the scene."""
    ann = scene.ann()
    cluster.schedule({name(): Server(pod=ann.pod, claim=None)}, patience=0)
    assert "not found" in cluster.why_not(name()), "there is no claim yet"
    assert ann.claim
    cluster.add(ann.claim)
    said = cluster.why_not(name())
    assert said
    assert "not found" not in said


def test_what_the_scheduler_says_is_understood(scene: Scene, cluster: Cluster) -> None:
    scene.before(cluster)
    waiting(scene, cluster)
    what: dict[str, list[Json]] = {
        "pods": [pod for pod in listed("Pod", cluster.namespace) if pod["metadata"]["name"] == name()],
        "claims": listed("PersistentVolumeClaim", cluster.namespace),
        "events": cluster.events(name()),
    }
    record(scene.cause, f"Said by kube-scheduler 1.34: {scene.how}.", **{key: pruned(it) for key, it in what.items()})
    found = findings(seen(what), NOW)
    assert [(each.cause.name, each.who) for each in found] == [(scene.cause, ANN)]
