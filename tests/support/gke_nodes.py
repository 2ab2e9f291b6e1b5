"""Nodes as GKE would make them, from the node pools of a deployment: labels, taints, and room for pods."""

from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.accelerators.machines import allocatable
from jupyter_on_gke.accelerators.tpus import TPU_SLICES
from tests.support.synth import Json

ACCELERATED = ("nvidia.com/gpu", "google.com/tpu")
EFFECTS = {"NO_SCHEDULE": "NoSchedule", "PREFER_NO_SCHEDULE": "PreferNoSchedule", "NO_EXECUTE": "NoExecute"}
TPUS = {each.machine_type: each for each in TPU_SLICES}
# Where a pool leaves the zones to GKE: its worst choice, for most accelerators are in us-central1-a.
REGIONS_ZONES = ("us-central1-b", "us-central1-c", "us-central1-f")


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A node pool, as GKE and its labels know it."""

    name: str
    machine_type: str
    gpu: str = ""
    count: int = 0
    spot: bool = False
    preemptible: bool = False
    zones: tuple[str, ...] = REGIONS_ZONES
    labels: tuple[tuple[str, str], ...] = ()
    taints: tuple[tuple[str, str, str], ...] = ()
    """Key, value and effect of a team's own taints."""
    windows: bool = False


def described_pool(pool: Json) -> Pool:
    """From a pool as Google describes it; the provider's resource has the same form."""
    config = pool["node_config"][0]
    gpus = config["guest_accelerator"]
    return Pool(
        name=pool["name"],
        machine_type=config["machine_type"],
        gpu=gpus[0]["type"] if gpus else "",
        count=gpus[0]["count"] if gpus else 0,
        spot=bool(config["spot"]),
        preemptible=bool(config["preemptible"]),
        zones=tuple(pool["node_locations"]) or REGIONS_ZONES,
        taints=tuple(
            (taint["key"], taint["value"], EFFECTS[taint["effect"]])
            for taint in config.get("effective_taints") or config.get("taint") or []
            # Of a created pool, a stand-in for the provider makes up what Google computes.
            if taint["key"] not in ACCELERATED and taint["effect"] in EFFECTS
        ),
        windows=str(config.get("image_type")).upper().startswith("WINDOWS"),
    )


def pool_of(node: str) -> str:
    """The pool of a node, by its name."""
    return node.rsplit("-", 4)[0]


def nodes(pool: Pool) -> list[Json]:
    """Two nodes in each zone."""
    return [node(pool, zone, number) for zone in pool.zones for number in (1, 2)]


def node(pool: Pool, zone: str, number: int) -> Json:
    labels = {
        "cloud.google.com/gke-nodepool": pool.name,
        "cloud.google.com/machine-family": pool.machine_type.split("-")[0],
        "node.kubernetes.io/instance-type": pool.machine_type,
        "topology.kubernetes.io/region": zone.rpartition("-")[0],
        "topology.kubernetes.io/zone": zone,
        "topology.gke.io/zone": zone,
        "kubernetes.io/arch": "arm64" if is_arm(pool) else "amd64",
        "kubernetes.io/os": "windows" if pool.windows else "linux",
        **provisioning(pool),
    }
    # No machine type with Arm is known by its size.
    room = allocatable(pool.machine_type) or (is_arm(pool) and (7.9, 27.0))
    assert room, pool.machine_type
    resources = {"cpu": f"{int(room[0] * 1000)}m", "memory": f"{int(room[1] * 1024)}Mi", "pods": "110"}
    with_ssd = dict(pool.labels).get("cloud.google.com/gke-ephemeral-storage-local-ssd") == "true"
    resources["ephemeral-storage"] = "500Gi" if with_ssd else "50Gi"
    taints = [{"key": key, "value": value, "effect": effect} for key, value, effect in pool.taints]
    if is_arm(pool):
        taints.append({"key": "kubernetes.io/arch", "value": "arm64", "effect": "NoSchedule"})
    if pool.windows:
        taints.append({"key": "node.kubernetes.io/os", "value": "windows", "effect": "NoSchedule"})
    tpu = TPUS.get(pool.machine_type)
    if tpu:
        labels["cloud.google.com/gke-tpu-accelerator"] = tpu.accelerator
        labels["cloud.google.com/gke-tpu-topology"] = tpu.topology
        labels["cloud.google.com/gke-accelerator-count"] = str(tpu.chips)
        accelerate(resources, taints, "google.com/tpu", tpu.chips)
    if pool.gpu:
        labels["cloud.google.com/gke-accelerator"] = pool.gpu
        accelerate(resources, taints, "nvidia.com/gpu", pool.count)
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": f"{pool.name}-{zone}-{number}", "labels": labels | dict(pool.labels)},
        "spec": {"taints": taints},
        "status": {
            "allocatable": resources,
            "capacity": resources,
            "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady"}],
        },
    }


def is_arm(pool: Pool) -> bool:
    """Whether GKE gives the nodes Arm processors, and a taint for it."""
    return pool.machine_type.split("-")[0] in ("t2a", "c4a", "n4a", "a4x")


def provisioning(pool: Pool) -> dict[str, str]:
    """The labels of spot and preemptible nodes, which have no taint in a Standard pool."""
    if pool.spot:
        return {"cloud.google.com/gke-provisioning": "spot", "cloud.google.com/gke-spot": "true"}
    if pool.preemptible:
        return {"cloud.google.com/gke-provisioning": "preemptible", "cloud.google.com/gke-preemptible": "true"}
    return {"cloud.google.com/gke-provisioning": "standard"}


def accelerate(resources: dict[str, str], taints: list[dict[str, str]], resource: str, count: int) -> None:
    """What GKE adds to a node with accelerators."""
    resources[resource] = str(count)
    taints.append({"key": resource, "value": "present", "effect": "NoSchedule"})


def autopilot_pool(name: str, pod: Json) -> Pool:
    """The node that Autopilot would make for a pod: what it selects, and room for what it asks for."""
    selector: dict[str, str] = pod["spec"].get("nodeSelector") or {}
    limits: dict[str, Any] = pod["spec"]["containers"][0]["resources"]["limits"]
    topology = selector.get("cloud.google.com/gke-tpu-topology")
    chips = int(limits.get("google.com/tpu", 0))
    tpu = next((each for each in TPU_SLICES if (each.topology, each.chips) == (topology, chips)), None)
    gpus = int(limits.get("nvidia.com/gpu", 0))
    return Pool(
        name=name,
        machine_type=tpu.machine_type if tpu else "a3-ultragpu-8g" if gpus == 8 else "g2-standard-24",
        gpu=selector.get("cloud.google.com/gke-accelerator", ""),
        count=gpus,
        spot=selector.get("cloud.google.com/gke-spot") == "true",
        zones=("us-central1-b",) if not tpu else ("us-central1-a",),
        labels=tuple(selector.items()),
    )
