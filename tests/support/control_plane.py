"""A real API server and scheduler, with the test in the places of the kubelet and of the disks' provisioner."""

from __future__ import annotations

import fcntl
import json
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.api_server import ask, create, listed, path
from tests.support.needs import lack
from tests.support.synth import Json

if TYPE_CHECKING:  # it imports KubeSpawner, and every process of the tests this file
    from tests.support.server import Server

GOOGLES_KINDS = Path(__file__).parents[1] / "googles-kinds.yaml"
NAMESPACE = "chart-tests"
MADE_HERE = "jupyter-on-gke-test"
SECONDS = 30
PROBE, BOUND, CORDONED = "probe", "bound", "were unschedulable"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
UNSCHEDULABLE = "node.kubernetes.io/unschedulable"
SELECTED = "volume.kubernetes.io/selected-node"


def kubectl(*arguments: str, given: str = "") -> str:
    done = subprocess.run(["kubectl", *arguments], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def prepare_cluster(_: Path) -> str:
    """Google's kinds, and the namespace in which charts are judged."""
    kubectl("apply", "--filename", str(GOOGLES_KINDS))
    kubectl("wait", "--for=condition=established", "--timeout=60s", "--filename", str(GOOGLES_KINDS))
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}}
    kubectl("apply", "--filename", "-", given=json.dumps(namespace))
    return "prepared"


def _labelled(node: Json, labels: dict[str, str]) -> Json:
    metadata = node["metadata"]
    return node | {"metadata": metadata | {"labels": metadata["labels"] | labels}}


def has_nodes() -> bool:
    """Whether pods would really run there: then it is somebody's cluster, and no place for made-up nodes."""
    return bool(listed("Node"))


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Nodes and a namespace for one test."""

    namespace: str

    def add_nodes(self, nodes: list[Json]) -> None:
        """Creates nodes, ready as their kubelets would say, by which `clear` finds them."""
        labels = {MADE_HERE: self.namespace}
        create(*[_labelled(node, labels) for node in nodes])

    def add(self, *objects: Json) -> None:
        """Creates objects in the namespace."""
        create(*[each | {"metadata": each["metadata"] | {"namespace": self.namespace}} for each in objects])

    def schedule(self, servers: dict[str, Server], patience: float = SECONDS) -> dict[str, str]:
        """Creates the servers, makes their disks where the scheduler wants them; name -> the node it chose."""
        objects = [
            each
            for name, server in servers.items()
            for each in (server.claim, server.pod | {"metadata": server.pod["metadata"] | {"name": name}})
            if each
        ]
        self.add(*objects)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            chosen = self.chosen(list(servers))
            if len(chosen) == len(servers):
                return chosen
            self.provision()
            time.sleep(0.05)
        return self.chosen(list(servers))

    def chosen(self, names: list[str]) -> dict[str, str]:
        """Name of a pod -> its node, where it has one."""
        nodes = {pod["metadata"]["name"]: pod["spec"].get("nodeName") for pod in listed("Pod", self.namespace)}
        return {name: nodes[name] for name in names if nodes.get(name)}

    def provision(self) -> None:
        """Makes the disks for which the scheduler has chosen a node, in that node's zone, and binds them."""
        for claim in listed("PersistentVolumeClaim", self.namespace):
            node = claim["metadata"].get("annotations", {}).get(SELECTED)
            if node and not claim["spec"].get("volumeName"):
                self._bind(claim, ask("GET", path("Node", node)))

    def _bind(self, claim: Json, node: Json) -> None:
        name, zone = claim["metadata"]["name"], node["metadata"]["labels"]["topology.gke.io/zone"]
        in_zone = {"matchExpressions": [{"key": "topology.gke.io/zone", "operator": "In", "values": [zone]}]}
        reference = {key: claim["metadata"][key] for key in ("name", "namespace", "uid")}
        disk: Json = {
            "apiVersion": "v1",
            "kind": "PersistentVolume",
            "metadata": {"name": f"{self.namespace}-{name}", "labels": {MADE_HERE: self.namespace}},
            "spec": {
                "capacity": claim["spec"]["resources"]["requests"],
                "accessModes": claim["spec"]["accessModes"],
                "storageClassName": claim["spec"]["storageClassName"],
                "claimRef": {"kind": "PersistentVolumeClaim", "apiVersion": "v1", **reference},
                "csi": {"driver": "pd.csi.storage.gke.io", "volumeHandle": f"{self.namespace}-{name}"},
                "nodeAffinity": {"required": {"nodeSelectorTerms": [in_zone]}},
            },
        }
        create(disk)
        where = path("PersistentVolumeClaim", name, self.namespace)
        bound: Json = {"metadata": {"annotations": {"pv.kubernetes.io/bind-completed": "yes"}}}
        bound["spec"] = {"volumeName": disk["metadata"]["name"]}
        ask("PATCH", where, bound)
        for each in (where, path("PersistentVolume", disk["metadata"]["name"])):
            ask("PATCH", f"{each}/status", {"status": {"phase": "Bound"}})

    def why_not(self, pod: str) -> str:
        """What the scheduler says of a pod that has no node."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if said := [each["message"] for each in self.events(pod) if each["reason"] == "FailedScheduling"]:
                return " ".join(said)
            time.sleep(0.05)
        return ""

    def events(self, pod: str) -> list[Json]:
        """What is said of a pod. The scheduler may hear of it before its claim, says so, and looks again: not that."""
        claims = [claim["metadata"]["name"] for claim in listed("PersistentVolumeClaim", self.namespace)]
        early = ["could not find v1.PersistentVolumeClaim", *(f'"{claim}" not found' for claim in claims)]
        every = listed("Event", self.namespace, fieldSelector=f"involvedObject.name={pod}")
        return [each for each in every if not any(words in each["message"] for words in early)]

    def end_servers(self) -> None:
        """Deletes pods, as when servers end. Homes stay."""
        ask("DELETE", path("Pod", namespace=self.namespace), {"gracePeriodSeconds": 0})
        assert listed("Pod", self.namespace) == []

    def cordon(self, *nodes: str, unschedulable: bool = True) -> None:
        """Takes nodes out of the scheduler's choice, or back into it."""
        for node in nodes:
            ask("PATCH", path("Node", node), {"spec": {"unschedulable": unschedulable}})
        # It hears of changes in their order, some time after they were made.
        if nodes:
            self._wait_for(nodes[-1], unschedulable)

    def _wait_for(self, node: str, unschedulable: bool) -> None:
        """Until the scheduler does with a pod for this node alone what it is to do from now on."""
        end, wanted = time.monotonic() + SECONDS, CORDONED if unschedulable else BOUND
        while (said := self._said_of(node, end)) is None or wanted not in said:
            assert time.monotonic() < end, f"{node} is not {wanted} to the scheduler, which says {said}"

    def _said_of(self, node: str, end: float) -> str | None:
        """What the scheduler does with a pod that tolerates the node's own taints; None if it does nothing."""
        taints = ask("GET", path("Node", node))["spec"].get("taints", [])
        in_place = {"matchFields": [{"key": "metadata.name", "operator": "In", "values": [node]}]}
        tolerated = [{"key": each["key"], "operator": "Exists"} for each in taints if each["key"] != UNSCHEDULABLE]
        spec: Json = {
            "containers": [{"name": "probe", "image": "probe"}],
            "affinity": {"nodeAffinity": {REQUIRED: {"nodeSelectorTerms": [in_place]}}},
            "tolerations": tolerated,
        }
        metadata = {"name": PROBE, "namespace": self.namespace}
        create({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec})
        where, said = path("Pod", PROBE, self.namespace), None
        while said is None and time.monotonic() < end:
            pod = ask("GET", where)
            conditions = [each.get("message", "") for each in pod["status"].get("conditions", [])]
            said = BOUND if pod["spec"].get("nodeName") else conditions[0] if conditions else None
            time.sleep(0.02)
        ask("DELETE", where, {"gracePeriodSeconds": 0})
        return said

    def clear(self) -> None:
        """Deletes all that the test made. Nobody would take finalizers away."""
        self.end_servers()
        ours = {"labelSelector": f"{MADE_HERE}={self.namespace}"}
        for kind, query in {"PersistentVolumeClaim": {}, "PersistentVolume": ours}.items():
            for each in listed(kind, self.namespace, **query):
                where = path(kind, each["metadata"]["name"], self.namespace)
                ask("PATCH", where, {"metadata": {"finalizers": None}})
                ask("DELETE", where)
        ask("DELETE", path("Node"), query=ours)


@contextmanager
def empty_cluster(shared: Path, name: str) -> Iterator[Cluster]:
    """A namespace on a control plane without nodes, for one test at a time of all processes."""
    with (shared / "scheduling.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if has_nodes():
            lack("cluster", "the cluster of KUBECONFIG has nodes: this test needs a control plane without any.")
        namespace = f"{name}-{uuid.uuid4().hex[:8]}"
        create({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}})
        cluster = Cluster(namespace=namespace)
        yield cluster
        cluster.clear()
        ask("DELETE", path("Namespace", namespace))
