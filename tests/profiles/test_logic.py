"""Plan-time functions about profiles, as Python computes them."""

from dataclasses import replace
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.profiles import (
    checks,
    defaults,
    matching,
    pool_defaults,
    rules,
    settling,
    unrunnable,
    unsold,
    without_storage,
    written_amounts,
    zones,
)
from jupyter_on_gke.profiles.images import NOTEBOOK_IMAGE
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.variables.memory import memory_amount
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory

ACCELERATORS = catalog.accelerators()
ROOMS = {"small": [1.5, 2.0], "large": [7.25, 25.0], "gpu": [7.25, 25.0]}
POOL = Pool(
    name="pool", accelerator="", count=0, zones=["a-b"], machine_type="large", spot=False, unfit="", takes_hub=True
)
L4 = replace(POOL, name="l4", accelerator="nvidia-l4", count=1, machine_type="gpu")
TPU = replace(POOL, name="tpu", accelerator="tpu-v5-lite-podslice", count=4, machine_type="ct5lp-hightpu-4t")
CPU_PROFILE = Profile(name="cpu")
GPU_PROFILE = Profile(name="gpu", accelerator="nvidia-l4")


def settled(profile: Profile, **attributes: Any) -> Settled:
    """With what is settled of it, as little as can be."""
    more: dict[str, Any] = {
        "ephemeral_storage_gb": 0,
        "memory_gibibytes": 4,
        "resource": "",
        "selector": {},
        "pools": [],
    }
    return Settled(**{**vars(profile), **more, **attributes})


@pytest.mark.parametrize(
    ("memory", "amount"),
    [("1M", 1000), ("1.5G", 1536000), ("2T", 2 * 1024 * 1024 * 1000), ("8", 0), ("8Gi", 0), ("08G", 0), ("", 0)],
)
def test_amounts_of_memory(memory: str, amount: int) -> None:
    assert memory_amount(memory) == amount


RIGHT: list[tuple[Any, dict[str, Any], bool]] = [
    (rules.has_name, {"name": "a" * 63}, True),
    (rules.has_name, {"name": "a" * 64}, False),
    (rules.has_cpus, {"cpu_guarantee": 0.1}, True),
    (rules.has_cpus, {"cpu_guarantee": 0}, False),
    (rules.has_cpus, {"cpu_guarantee": 2, "cpu_limit": 2}, True),
    (rules.has_cpus, {"cpu_guarantee": 2, "cpu_limit": 1.9}, False),
    (rules.has_memory_up_to_its_limit, {"memory_guarantee": "1G", "memory_limit": "1024M"}, True),
    (rules.has_memory_up_to_its_limit, {"memory_guarantee": "1G", "memory_limit": "1023M"}, False),
    (rules.has_memory_up_to_its_limit, {"memory_guarantee": "1G", "memory_limit": "8Gi"}, True),
    (rules.has_whole_accelerators, {"accelerator_count": 1}, True),
    (rules.has_whole_accelerators, {"accelerator_count": 0}, False),
    (rules.has_whole_accelerators, {"accelerator_count": 1.5}, False),
    (rules.has_known_storage, {"storage": ["disk", "gcsfuse"]}, True),
    (rules.has_known_storage, {"storage": ["disk", "disk"]}, False),
    (rules.has_known_storage, {"storage": ["nfs"]}, False),
    (rules.has_labels, {"node_selector": {"cloud.google.com/machine-family": "c3"}}, True),
    (rules.has_labels, {"node_selector": {"a": "b c"}}, False),
    (rules.has_times, {"max_age": 0}, True),
    (rules.has_times, {"kernel_idle_timeout": -1}, False),
    (rules.has_whole_ephemeral_storage, {"ephemeral_storage_gb": 2}, True),
    (rules.has_whole_ephemeral_storage, {"ephemeral_storage_gb": 1}, False),
    (rules.has_whole_ephemeral_storage, {"ephemeral_storage_gb": 2.5}, False),
]


@pytest.mark.parametrize(("rule", "written", "holds"), RIGHT)
def test_rules(rule: Any, written: dict[str, Any], holds: bool) -> None:
    assert rule(replace(CPU_PROFILE, **written)) is holds


def test_what_must_hold_for_all_of_them() -> None:
    two = [replace(CPU_PROFILE, default=True), GPU_PROFILE]
    assert rules.names_differ(two) == rules.one_default(two) == rules.shared_is_there(two, "") == ""
    assert rules.names_differ([CPU_PROFILE, CPU_PROFILE]) == (
        "profiles has cpu, cpu: write a different name for each profile."
    )
    both = [replace(each, default=True, storage=["shared"]) for each in two]
    assert rules.one_default(both).startswith("profiles has cpu, gpu as defaults: ")
    assert rules.shared_is_there(both, "").startswith("profiles: cpu, gpu offers the shared bucket, but ")
    assert rules.shared_is_there(both, "data") == ""


@pytest.mark.parametrize(
    ("profile", "pools", "names"),
    [
        (CPU_PROFILE, [POOL, L4], ["pool"]),
        (replace(CPU_PROFILE, node_pool="other"), [POOL], []),
        (replace(CPU_PROFILE, spot=True), [POOL], []),
        (GPU_PROFILE, [L4, replace(L4, name="two", count=2)], ["l4", "two"]),
        (replace(GPU_PROFILE, accelerator_count=2), [L4], []),
        (Profile(name="tpu", accelerator=TPU.accelerator, accelerator_count=1), [TPU], []),
        (Profile(name="tpu", accelerator=TPU.accelerator, accelerator_count=4), [TPU], ["tpu"]),
    ],
)
def test_matching_pools(profile: Profile, pools: list[Pool], names: list[str]) -> None:
    assert [pool.name for pool in matching.matching(profile, pools, ACCELERATORS)] == names


@pytest.mark.parametrize(
    ("cpu", "memory", "names"),
    [
        (1.5, "2G", ["small", "pool", "new"]),
        (1.6, "2G", ["pool", "new"]),
        (1, "2049M", ["pool", "new"]),
        (8, "1G", ["new"]),
    ],
)
def test_pools_with_room(cpu: float, memory: str, names: list[str]) -> None:
    """Nothing is known of the third one."""
    pools = [replace(POOL, name="small", machine_type="small"), POOL, replace(POOL, name="new", machine_type="new")]
    profile = replace(CPU_PROFILE, cpu_guarantee=cpu, memory_guarantee=memory)
    found = matching.fitting(profile, pools, ROOMS, {memory: memory_amount(memory)})
    assert [pool.name for pool in found] == names


def test_the_fewest_accelerators_that_do() -> None:
    pools = [replace(L4, name="four", count=4), replace(L4, name="two", count=2), L4]
    assert [pool.name for pool in matching.fitting(GPU_PROFILE, pools, ROOMS, {})] == ["l4"]


def cpu_default(*pools: Pool) -> Profile:
    """The CPU profile of a Standard cluster with these pools."""
    of_cpus = pool_defaults.default_cpu_pools(list(pools))
    rooms = pool_defaults.default_cpu_rooms(of_cpus, ROOMS)
    cpus = pool_defaults.default_cpu(rooms)
    return pool_defaults.cpu_profile(of_cpus, cpus, pool_defaults.default_memory(rooms, cpus))


@pytest.mark.parametrize(
    ("pools", "cpu", "memory", "spot"),
    [
        ([], 8, "8G", False),
        ([POOL], 7.2, "8G", False),
        ([replace(POOL, machine_type="small"), replace(POOL, spot=True)], 1.5, "2G", False),
        ([replace(POOL, spot=True), L4], 7.2, "8G", True),
        ([replace(POOL, machine_type="unknown")], 8, "8G", False),
    ],
)
def test_cpu_profile(pools: list[Pool], cpu: float, memory: str, spot: bool) -> None:
    profile = cpu_default(*pools)
    assert (profile.cpu_guarantee, profile.memory_guarantee, profile.spot) == (cpu, memory, spot)


def test_profiles_of_accelerators() -> None:
    pools = [L4, replace(L4, name="two", count=2, spot=True), TPU, replace(L4, accelerator="nvidia-tesla-t4"), POOL]
    of_name = pool_defaults.accelerator_pools(pools)
    rooms = pool_defaults.accelerator_rooms(of_name, pools, ROOMS)
    found = pool_defaults.accelerator_profiles(
        of_name,
        pool_defaults.accelerator_names(of_name, ACCELERATORS),
        pool_defaults.accelerator_cpus(rooms),
        pool_defaults.accelerator_memory(rooms),
    )
    assert {each.name: (each.display_name, each.cpu_guarantee, each.memory_guarantee) for each in found} == {
        "l4": ("GPU (NVIDIA L4)", 5.4, "18G"),
        "l4-x2-spot": ("GPU (2 x NVIDIA L4, spot)", 5.4, "18G"),
        "t4": ("GPU (NVIDIA T4)", 5.4, "18G"),
        "tpu-v5-lite-podslice-x4": ("TPU v5e, 4 chips", 1, "4G"),
    }


@pytest.mark.parametrize(
    ("region", "class_", "disk", "offered"),
    [
        ("us-central1", "", "pd-balanced", True),
        ("us-central1", "", "pd-standard", False),
        ("us-central1", "own", "pd-standard", True),
        ("asia-east1", "", "pd-balanced", False),
        ("us-east5", "", "pd-balanced", False),
    ],
)
def test_c3(region: str, class_: str, disk: str, offered: bool) -> None:
    of_catalog = (catalog.local_ssds(), ACCELERATORS, catalog.disks())
    assert defaults.c3_is_for_all(*of_catalog, region, class_, disk) is offered


@pytest.mark.parametrize(
    ("cpu", "memory", "expected"),
    [
        (WrittenCpu(guarantee=None, limit=None), WrittenMemory(guarantee=None, limit=None), (8, 8, "16G", "32G")),
        (WrittenCpu(guarantee=9, limit=None), WrittenMemory(guarantee="64G", limit=None), (9, 9, "64G", "64G")),
        (WrittenCpu(guarantee=None, limit=2), WrittenMemory(guarantee=None, limit="1G"), (2, 2, "1G", "1G")),
        (WrittenCpu(guarantee=1, limit=20), WrittenMemory(guarantee="1G", limit="64G"), (1, 20, "1G", "64G")),
    ],
)
def test_written_amounts(cpu: WrittenCpu, memory: WrittenMemory, expected: tuple[float, float, str, str]) -> None:
    default = replace(CPU_PROFILE, cpu_guarantee=8, cpu_limit=8, memory_guarantee="16G", memory_limit="32G")
    amounts = written_amounts.memory_amounts([], [default], memory)
    with_cpus = written_amounts.defaults_with_cpus([default], cpu)
    with_limits = written_amounts.defaults_with_limits(with_cpus, memory, amounts)
    (found,) = written_amounts.written_defaults(with_limits, memory, amounts)
    assert (found.cpu_guarantee, found.cpu_limit, found.memory_guarantee, found.memory_limit) == expected


def test_images() -> None:
    own = settling.default_images("example.com/own:1")
    assert own[""] == ["example.com/own:1"]
    assert own["nvidia.com/gpu"][0] == own["google.com/tpu"][0] == "example.com/own:1"
    assert "example.com/own:1" not in settling.default_images(NOTEBOOK_IMAGE)["nvidia.com/gpu"]
    assert settling.images(replace(CPU_PROFILE, images=["a:1"]), ["b:1"]) == ["a:1"]


def test_what_it_has() -> None:
    profile = Profile(name="gpu", accelerator="nvidia-l4", accelerator_count=2, cpu_guarantee=1.5, spot=True)
    assert settling.description(profile, ACCELERATORS) == (
        "1.5 CPU, 4G of memory, 2 x NVIDIA L4, on spot nodes that can end at any time"
    )


@pytest.mark.parametrize(
    ("pools", "known"),
    [([POOL, replace(POOL, zones=["a-c", "a-b"])], ["a-b", "a-c"]), ([POOL, replace(POOL, zones=None)], []), ([], [])],
)
def test_zones_of_pools(pools: list[Pool], known: list[str]) -> None:
    assert zones.zones_of(pools) == known


def test_zones_in_common() -> None:
    known = zones.profile_zones({"a": ["z-a", "z-b"], "b": [], "c": ["z-b"]})
    assert known == {"a": ["z-a", "z-b"], "c": ["z-b"]}
    assert zones.home_zones(known) == ["z-b"]
    assert checks.zones_meet(True, known, ["z-b"]) == ""
    assert checks.zones_meet(False, known, []) == ""
    assert "the servers of a are in z-a, z-b; c are in z-b, which have no zone in common" in (
        checks.zones_meet(True, known, [])
    )


def test_numbers_that_machines_have() -> None:
    wrong = replace(GPU_PROFILE, name="three", accelerator_count=3)
    profiles = [settled(each) for each in (CPU_PROFILE, GPU_PROFILE, wrong)]
    right = unrunnable.rightly_counted(profiles, {}, ACCELERATORS)
    assert right == ["cpu", "gpu"]
    assert unrunnable.miscounted(profiles, right, ACCELERATORS) == ["three (3 x nvidia-l4, which comes in 1, 2, 4, 8)"]
    assert unrunnable.rightly_counted(profiles, {"three": [L4]}, ACCELERATORS) == ["cpu", "gpu", "three"]


@pytest.mark.parametrize(
    ("made", "autopilot", "refused"),
    [([], False, ["gpu"]), (["cpu"], False, ["gpu"]), (["cpu", "nvidia-l4"], False, []), ([], True, [])],
)
def test_no_pool(made: list[str], autopilot: bool, refused: list[str]) -> None:
    profiles = [settled(GPU_PROFILE)]
    known = unrunnable.known_accelerators([], ACCELERATORS)
    assert unrunnable.fitting_no_pool(profiles, {}, ["gpu"], known, made, autopilot) == refused
    assert unrunnable.fitting_no_pool(profiles, {"gpu": [L4]}, ["gpu"], known, made, autopilot) == []


def test_machines_without_disk() -> None:
    of_family = replace(CPU_PROFILE, node_selector={"cloud.google.com/machine-family": "c3"}, storage=["disk"])
    profiles = [settled(of_family), settled(replace(GPU_PROFILE, storage=["shared"]))]
    of_accelerators = without_storage.accelerators_without_disk(ACCELERATORS, "hyperdisk-balanced")
    of_machines = without_storage.machines_without_disk(profiles, {}, catalog.disks(), "pd-standard")
    assert "nvidia-l4" in of_accelerators
    assert of_machines == ["c3"]
    assert without_storage.without_disk(profiles, {}, of_accelerators, of_machines, True) == ["cpu", "gpu"]
    assert without_storage.without_disk(profiles, {}, of_accelerators, of_machines, False) == []


@pytest.mark.parametrize(
    ("written", "bought"),
    [
        ({}, True),
        ({"spot": True}, False),
        ({"node_selector": {"cloud.google.com/reservation-name": "r"}}, False),
        ({"node_selector": {"cloud.google.com/compute-class": "Accelerator"}}, True),
        ({"node_selector": {"cloud.google.com/compute-class": "ours"}}, False),
    ],
)
def test_bought_on_demand(written: dict[str, Any], bought: bool) -> None:
    profiles = [settled(replace(GPU_PROFILE, accelerator="nvidia-h200-141gb", accelerator_count=8, **written))]
    otherwise = unsold.paid_otherwise(profiles)
    on_demand = unsold.bought_on_demand(profiles, otherwise, {}, ACCELERATORS, [], True)
    assert (on_demand == ["gpu"]) is bought
    assert (unsold.sold_by_reservation(profiles, on_demand, ACCELERATORS) != []) is bought
