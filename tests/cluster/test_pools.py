"""Node pools: filled in, read and judged, computed in Python."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.cluster import pools, pools_existing, pools_filling, pools_fitness, pools_settling
from jupyter_on_gke.cluster.pool import CpuPool, ExistingPool, FilledGpuPool, GpuPool, Pool, Taint, TpuPool
from jupyter_on_gke.cluster.pool_forms import has_image_type
from tests.support.synth import Json

ACCELERATORS = catalog.accelerators()
DRIVERS = catalog.gpu_drivers()
GPUS = catalog.gpu_machine_types()
TPUS = catalog.tpu_machine_types()
BOOT_DISKS = catalog.boot_disks()
REGION = "us-central1"
T4 = "nvidia-tesla-t4"
CPU = CpuPool(name="cpu", machine_type="n4-standard-8")
POOL = ExistingPool(
    name="pool",
    machine_type="n2-standard-8",
    image_type="COS_CONTAINERD",
    accelerator="",
    count=0,
    zones=["us-central1-a"],
    spot=False,
    metadata="GKE_METADATA",
)
GPU_TAINT = Taint(key="nvidia.com/gpu", value="present", effect="NO_SCHEDULE")
SPOT_TAINT = Taint(key="cloud.google.com/gke-spot", value="true", effect="NO_SCHEDULE")
CORE_TAINT = Taint(key="hub.jupyter.org_dedicated", value="core", effect="NO_SCHEDULE")


@pytest.mark.parametrize(
    ("pool", "location", "zones", "disk"),
    [
        (CPU, REGION, None, "hyperdisk-balanced"),
        (CPU, "us-central1-a", ["us-central1-a"], "hyperdisk-balanced"),
        (replace(CPU, node_locations="us-central1-b, us-central1-c"), REGION, ["us-central1-b", "us-central1-c"], None),
        (replace(CPU, machine_type="x9-standard-4"), REGION, None, "pd-standard"),
        (replace(CPU, machine_type="n2-standard-4", disk_type="pd-ssd"), REGION, None, "pd-ssd"),
    ],
)
def test_cpu_pools(pool: CpuPool, location: str, zones: list[str] | None, disk: str | None) -> None:
    offering = pools_filling.zones_of_accelerators(ACCELERATORS, location)
    [found] = pools_filling.filled(pools_filling.known_cpu_pools([pool]), BOOT_DISKS, offering, location)
    assert (found.zones, found.accelerator, found.count) == (zones, "", 0)
    assert disk is None or found.disk_type == disk


def gpu_pools(pool: GpuPool) -> list[FilledGpuPool]:
    return pools_filling.known_gpu_pools(pools_filling.named_gpu_pools([pool], GPUS), ACCELERATORS, DRIVERS)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"accelerator": "nvidia-l4"}, ("g2-standard-4", 1, "DEFAULT", True)),
        ({"accelerator": "nvidia-l4", "accelerator_count": 2}, ("g2-standard-24", 2, "DEFAULT", True)),
        ({"accelerator": "nvidia-l4", "machine_type": "g2-standard-8"}, ("g2-standard-8", 1, "DEFAULT", True)),
        ({"accelerator": "nvidia-b200", "accelerator_count": 8}, ("a4-highgpu-8g", 8, "LATEST", True)),
        ({"accelerator": T4, "image_type": "UBUNTU_CONTAINERD"}, ("n1-standard-4", 1, "DEFAULT", False)),
        ({"accelerator": T4, "image_type": "cos_containerd"}, ("n1-standard-4", 1, "DEFAULT", True)),
        ({"accelerator": T4, "gpu_driver_version": "LATEST"}, ("n1-standard-4", 1, "LATEST", True)),
        ({"machine_type": "g2-standard-24"}, ("g2-standard-24", 2, "DEFAULT", True)),
        ({"machine_type": "a4-highgpu-8g"}, ("a4-highgpu-8g", 8, "LATEST", True)),
        ({"machine_type": "n1-standard-8"}, ("n1-standard-8", 1, "DEFAULT", True)),
        ({"accelerator": "nvidia-new", "accelerator_count": 3}, ("", 3, "DEFAULT", True)),
    ],
)
def test_gpu_pools(written: dict[str, Any], expected: tuple[str, int, str, bool]) -> None:
    [found] = gpu_pools(GpuPool(name="gpu", **written))
    assert (found.machine_type, found.count, found.driver, found.secure_boot) == expected


def test_tpu_pools() -> None:
    offering = pools_filling.zones_of_accelerators(ACCELERATORS, "us-west4")
    known = pools_filling.known_tpu_pools([TpuPool(name="tpu", machine_type="ct5lp-hightpu-4t")], TPUS)
    [found] = pools_filling.filled(known, BOOT_DISKS, offering, "us-west4")
    assert (found.accelerator, found.count) == ("tpu-v5-lite-podslice", 4)
    assert found.zones == ["us-west4-a"]
    assert found.disk_type == "pd-balanced"


def test_pools_in_one_form() -> None:
    cpu = pools_filling.known_cpu_pools([CPU, replace(CPU, name="arm", machine_type="c4a-standard-8")])
    gpu = gpu_pools(GpuPool(name="gpu", accelerator=T4, preemptible=True))
    created = pools_settling.created_pools(cpu, gpu, [])
    assert [(pool.name, pool.unfit, pool.takes_hub, pool.spot) for pool in created] == [
        ("cpu", "", True, False),
        ("arm", "has Arm processors", False, False),
        ("gpu", "", False, True),
    ]
    assert pools_settling.all_pools(created, [], True, False) == created
    assert pools_settling.all_pools(created, [], False, False) == []
    assert pools_settling.all_pools(created, [], True, True) == []
    assert [pool.name for pool in pools_settling.pools(created)] == ["cpu", "gpu"]


def test_what_google_says_of_a_pool() -> None:
    tpu = {
        "name": "tpu",
        "node_locations": ["us-west4-a"],
        "node_config": [
            {
                "machine_type": "ct5lp-hightpu-4t",
                "preemptible": True,
                "workload_metadata_config": [{"mode": "GKE_METADATA"}],
                "effective_taints": [{"key": "google.com/tpu", "value": "present", "effect": "NO_SCHEDULE"}],
            }
        ],
    }
    gpu = {"name": "gpu", "node_config": [{"guest_accelerator": [{"type": "nvidia-l4", "count": 2}]}]}
    cluster = {"node_pool": [tpu, gpu, {"name": "bare", "node_config": []}]}
    found = pools_existing.recognized_pools(pools_existing.existing_pools(cluster), TPUS)
    assert [(pool.name, pool.accelerator, pool.count, pool.spot, pool.zones) for pool in found] == [
        ("tpu", "tpu-v5-lite-podslice", 4, True, ["us-west4-a"]),
        ("gpu", "nvidia-l4", 2, False, []),
        ("bare", "", 0, False, []),
    ]
    assert pools_existing.existing_taints(cluster)["tpu"] == [replace(GPU_TAINT, key="google.com/tpu")]
    assert pools_existing.existing_pools(None) == []


@pytest.mark.parametrize(
    ("changes", "taints", "tolerations", "unfit", "takes_hub"),
    [
        ({}, [], [], "", True),
        ({"image_type": "WINDOWS_LTSC"}, [], [], "runs Windows", False),
        ({"machine_type": "t2a-standard-8"}, [], [], "has Arm processors", False),
        ({"metadata": ""}, [], [], "lacks GKE's metadata server", False),
        ({}, [GPU_TAINT], [], "has the taint nvidia.com/gpu=present", False),
        ({"accelerator": "nvidia-l4", "count": 1}, [GPU_TAINT], [], "", False),
        ({"spot": True}, [SPOT_TAINT], [], "", False),
        ({}, [CORE_TAINT], [], "has the taint hub.jupyter.org_dedicated=core", True),
        ({}, [replace(CORE_TAINT, effect="PREFER_NO_SCHEDULE")], [], "", True),
        ({}, [CORE_TAINT], [{"operator": "Exists"}], "", True),
        ({}, [CORE_TAINT], [{"key": CORE_TAINT.key, "value": "core", "effect": "NoSchedule"}], "", True),
        ({}, [CORE_TAINT], [{"key": CORE_TAINT.key, "value": "user"}], f"has the taint {CORE_TAINT.key}=core", True),
        (
            {},
            [Taint(key="a", value="1", effect="NO_EXECUTE"), Taint(key="b", value="", effect="NO_SCHEDULE")],
            [{"key": "a", "effect": "NoSchedule", "operator": "Exists"}],
            "has the taint a=1 and b=",
            False,
        ),
    ],
)
def test_who_can_be_there(
    changes: dict[str, Any], taints: list[Taint], tolerations: list[object], unfit: str, takes_hub: bool
) -> None:
    every = [replace(POOL, **changes)]
    of_pool = {POOL.name: taints}
    [found] = pools_settling.reported_pools(
        every,
        pools_fitness.existing_obstacles(every, True),
        pools_fitness.repelling_taints(every, pools_fitness.untolerated_taints(of_pool, tolerations)),
        pools_fitness.taints_for_hub(of_pool),
    )
    assert (found.unfit, found.takes_hub) == (unfit, takes_hub)


@pytest.mark.parametrize(
    ("answers", "is_needed"),
    [
        ((False, "", [], [], [["disk"]], False), False),
        ((True, "", [], [], [], False), True),
        ((False, "ours", [], [], [], False), True),
        ((False, "", ["a@example.com"], [], [], False), True),
        ((False, "", [], ["roles/viewer"], [], False), True),
        ((False, "", [], [], [["disk"], ["gcsfuse"]], False), True),
        ((False, "", [], [], [], True), True),
    ],
)
def test_who_needs_the_metadata_server(answers: Any, is_needed: bool) -> None:
    assert pools_fitness.needs_metadata_server(*answers) is is_needed


LIMITS = {"cluster_autoscaling": [{"enabled": True, "resource_limits": [{"resource_type": "nvidia-l4"}]}]}


@pytest.mark.parametrize(
    ("every", "cluster", "made"),
    [
        ([], None, ["cpu", *sorted(ACCELERATORS)]),
        ([POOL], LIMITS, ["nvidia-l4"]),
        ([POOL], {"cluster_autoscaling": [{"enabled": False, "resource_limits": [{"resource_type": "cpu"}]}]}, []),
        ([POOL], {}, []),
    ],
)
def test_made_on_demand(every: list[ExistingPool], cluster: object, made: list[str]) -> None:
    all_pools = [
        Pool(name=pool.name, accelerator="", count=0, zones=None, machine_type="", spot=False, unfit="", takes_hub=True)
        for pool in every
    ]
    assert pools_settling.made_on_demand(all_pools, cluster, ACCELERATORS) == made


def test_what_a_pool_is_given() -> None:
    scaled, fixed = replace(CPU, autoscaling=True, min_count=2), replace(CPU, initial_node_count=3)
    assert (pools.initial_node_count(scaled), pools.node_count(scaled)) == (2, None)
    assert (pools.initial_node_count(fixed), pools.node_count(fixed)) == (None, 3)
    assert pools.node_locations(["a"], ["b"]) == ["a"]
    assert pools.node_locations(None, ["b"]) == ["b"]
    assert pools.node_locations(None, []) is None
    assert pools.service_account(replace(CPU, create_service_account=False), "nodes@example.com") is None
    assert pools.by_name([scaled], True) == {"cpu": scaled}
    assert pools.by_name([scaled], False) == {}


@pytest.mark.parametrize(
    ("image", "is_known"),
    [
        ("COS_CONTAINERD", True),
        ("ubuntu_containerd", True),
        ("Windows_LTSC_containerd", True),
        ("cos", False),
        ("", False),
    ],
)
def test_images_are_known_in_small_letters_too(image: str, is_known: bool) -> None:
    """As Google's pages write them, and its API takes them."""
    assert has_image_type(replace(CPU, image_type=image)) == is_known


ELSEWHERE = {
    "name": "the key of for_each",
    "node_locations": "zones, with those of accelerators and homes",
    "max_count": "in the block autoscaling, whose value is the pool",
    "accelerator_count": "count, of GPUs; nothing of others",
    "gpu_driver_version": "driver",
}
"""An attribute of a pool -> where it is, if no resource has it under its name."""


@pytest.mark.parametrize("kind", [CpuPool, GpuPool, TpuPool])
def test_every_attribute_makes_something(kind: type, synthesized: Json) -> None:
    """What is accepted and not used would be found by nobody but who waits for it."""
    made = json.dumps(synthesized["resource"]["google_container_node_pool"])
    idle = {each.name for each in fields(kind) if f"each.value.{each.name}" not in made}
    assert idle - ELSEWHERE.keys() == set(), "use it in cluster/node_pools.py, or say where it is"
