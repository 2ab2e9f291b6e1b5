"""Servers that get no node, of KubeSpawner's own pods, on a real API server with a real scheduler."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.api_server import ask, create, path
from tests.support.cases import CASES
from tests.support.cases import expected_values as values_of
from tests.support.control_plane import Cluster, kubectl
from tests.support.gke_nodes import Pool, nodes
from tests.support.server import Server, make_server
from tests.support.synth import Json

ANN = "ann@example.com"
VALUES = "existing-no_iap-no_bucket"
CPUS = Pool(name="cpu-pool", machine_type="e2-standard-16", zones=("us-central1-b",))
ELSEWHERE = Pool(name="cpu-pool", machine_type="e2-standard-16", zones=("us-central1-f",))
LARGE = Pool(name="cpu-pool", machine_type="e2-standard-32", zones=("us-central1-b",))
SMALL = Pool(name="cpu-pool", machine_type="e2-standard-4", zones=("us-central1-b",))
GPUS = Pool(name="gpu-pool", machine_type="g2-standard-16", gpu="nvidia-l4", count=1, zones=("us-central1-b",))


def server(person: str = ANN, **changes: Json) -> Server:
    """A person's server as KubeSpawner makes it, with changes of its pod's spec."""
    made = make_server(values_of(CASES / "variants" / f"{VALUES}.tfvars"), person)
    pod = copy.deepcopy(made.pod)
    pod["spec"] |= changes
    return Server(pod=pod, claim=made.claim)


def with_limit(resource: str, amount: str) -> Server:
    made = server()
    made.pod["spec"]["containers"][0]["resources"]["limits"][resource] = amount
    made.pod["spec"]["tolerations"].append({"key": resource, "operator": "Exists"})
    return made


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A cluster in which a server of Ann's gets no node."""

    cause: str
    how: str
    pools: tuple[Pool, ...] = (CPUS,)
    ann: Callable[[], Server] = server
    before: Callable[[Cluster], None] = lambda _: None
    node: Callable[[Json], Json] = lambda node: node


def home_is_there(cluster: Cluster) -> None:
    """Ann's home was made where a node in another zone was, which is gone."""
    cluster.add_nodes(nodes(CPUS))
    assert cluster.schedule({name(): server()})
    cluster.end_servers()
    ask("DELETE", path("Node"), query={"labelSelector": "topology.gke.io/zone=us-central1-b"})
    cluster.add_nodes(nodes(ELSEWHERE))


def closed(cluster: Cluster) -> None:
    cluster.cordon(*[node["metadata"]["name"] for node in nodes(CPUS)])


def no_class_waits(_: Cluster) -> None:
    """A StorageClass that binds at once, for which nothing makes disks."""
    create(storage_class("ai-on-gke-at-once", "Immediate"))


def one_disk_a_node(cluster: Cluster) -> None:
    for node in nodes(LARGE):
        drivers = [{"name": "pd.csi.storage.gke.io", "nodeID": "n", "allocatable": {"count": 1}}]
        metadata = {"name": node["metadata"]["name"]}
        it = {"apiVersion": "storage.k8s.io/v1", "kind": "CSINode", "metadata": metadata, "spec": {"drivers": drivers}}
        kubectl("apply", "--filename", "-", given=json.dumps(it))
    for number in (1, 2):
        person = f"ben{number}@example.com"
        assert cluster.schedule({f"jupyter-ben{number}": server(person)})


def name() -> str:
    found: str = server().pod["metadata"]["name"]
    return found


def storage_class(name: str, mode: str) -> Json:
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": name},
        "provisioner": "pd.csi.storage.gke.io",
        "volumeBindingMode": mode,
    }


def in_class(name: str) -> Server:
    made = server()
    assert made.claim
    claim = copy.deepcopy(made.claim)
    claim["spec"]["storageClassName"] = name
    claim["metadata"]["annotations"].pop("volume.beta.kubernetes.io/storage-class")
    return Server(pod=made.pod, claim=claim)


def tainted(key: str) -> Callable[[Json], Json]:
    def taint(node: Json) -> Json:
        return node | {"spec": {"taints": [{"key": key, "value": "", "effect": "NoSchedule"}]}}

    return taint


def few_pods(node: Json) -> Json:
    status = node["status"]
    return node | {"status": status | {"allocatable": status["allocatable"] | {"pods": "0"}}}


SCENES = (
    Scene(cause="no_room", how="nodes of e2-standard-4, a profile that asks for 8 CPUs", pools=(SMALL,)),
    Scene(
        cause="no_accelerator",
        how="nodes with one L4 each, a server with two",
        pools=(CPUS, GPUS),
        ann=lambda: with_limit("nvidia.com/gpu", "2"),
    ),
    Scene(
        cause="home_in_another_zone",
        how="the home was made in us-central1-b, and the nodes are in us-central1-f now",
        pools=(),
        before=home_is_there,
        ann=lambda: Server(pod=server().pod, claim=None),
    ),
    Scene(
        cause="home_not_there", how="a server whose claim was deleted", ann=lambda: Server(pod=server().pod, claim=None)
    ),
    Scene(
        cause="home_without_disk",
        how="a claim of a class that binds at once, and no provisioner",
        before=no_class_waits,
        ann=lambda: in_class("ai-on-gke-at-once"),
    ),
    Scene(
        cause="too_many_disks",
        how="nodes that take one disk each, and have one each",
        before=one_disk_a_node,
        pools=(LARGE,),
    ),
    Scene(cause="too_many_pods", how="nodes that take no more pods", node=few_pods),
    Scene(
        cause="nodes_not_ready",
        how="nodes with the taint that Kubernetes gives those that are not ready",
        node=tainted("node.kubernetes.io/not-ready"),
    ),
    Scene(cause="nodes_closed", how="nodes that were cordoned", before=closed),
    Scene(cause="taint", how="nodes with a team's own taint", node=tainted("team.example.com/only")),
    Scene(
        cause="no_such_node",
        how="a profile that selects a pool which is not there",
        ann=lambda: server(nodeSelector={"cloud.google.com/gke-nodepool": "large-pool"}),
    ),
    Scene(cause="no_nodes", how="a cluster without nodes", pools=()),
)
