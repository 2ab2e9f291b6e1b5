"""The catalog of accelerators: well-formed, and as documented where that is known."""

import math
import re

import pytest

from jupyter_on_gke.accelerators.gpus import GPUS, Gpu
from jupyter_on_gke.accelerators.machines import HOME_DISKS, MACHINE_TYPES, PERSISTENT_DISKS, allocatable, home_disks
from jupyter_on_gke.accelerators.tpus import TPU_SLICES, TpuSlice

EVERY_GPU = [pytest.param(gpu, id=gpu.name) for gpu in GPUS]
EVERY_TPU = [pytest.param(tpu, id=f"{tpu.accelerator}-{tpu.topology}") for tpu in TPU_SLICES]

MOST_VCPUS_ON_N1 = {
    "nvidia-tesla-t4": {1: 48, 2: 48, 4: 96},
    "nvidia-tesla-v100": {1: 12, 2: 24, 4: 48, 8: 96},
    "nvidia-tesla-p100": {1: 16, 2: 32, 4: 64},
    "nvidia-tesla-p4": {1: 24, 2: 48, 4: 96},
}
"""Of each GPU that is attached to N1, the numbers of GPUs and the most vCPUs beside them (source C of gpus.py)."""


def gpu_named(name: str) -> Gpu:
    return next(gpu for gpu in GPUS if gpu.name == name)


@pytest.mark.parametrize("each", EVERY_GPU + EVERY_TPU)
def test_zones(each: Gpu | TpuSlice) -> None:
    assert len(set(each.zones)) == len(each.zones)
    for zone in each.zones:
        assert re.fullmatch(r"[a-z]+-[a-z]+[0-9]+-([a-z]|ai[0-9][a-z])", zone), zone


def test_names_are_different() -> None:
    assert len({gpu.name for gpu in GPUS}) == len(GPUS)
    assert len({gpu.title for gpu in GPUS}) == len(GPUS)
    # A profile names the accelerator and the number of chips.
    assert len({(tpu.accelerator, tpu.chips) for tpu in TPU_SLICES}) == len(TPU_SLICES)
    assert len({tpu.machine_type for tpu in TPU_SLICES}) == len(TPU_SLICES)
    assert not {gpu.name for gpu in GPUS} & {tpu.accelerator for tpu in TPU_SLICES}


@pytest.mark.parametrize("gpu", EVERY_GPU)
def test_counts(gpu: Gpu) -> None:
    counts = [count for count, _ in gpu.machine_types]
    assert counts == sorted(set(counts))
    assert list(gpu.autopilot_counts) == sorted(set(gpu.autopilot_counts))
    assert set(gpu.autopilot_counts) <= set(counts)


@pytest.mark.parametrize("gpu", EVERY_GPU)
def test_machine_types_of_gpus(gpu: Gpu) -> None:
    for _, machine_type in gpu.machine_types:
        assert machine_type in MACHINE_TYPES
        assert home_disks(machine_type) == gpu.home_disks
    sizes = [MACHINE_TYPES[machine_type] for _, machine_type in gpu.machine_types]
    assert sizes == sorted(sizes)
    assert gpu.home_disks


@pytest.mark.parametrize("name", MOST_VCPUS_ON_N1)
def test_n1_has_no_more_vcpus_than_its_gpus_allow(name: str) -> None:
    machine_types = dict(gpu_named(name).machine_types)
    assert machine_types.keys() == MOST_VCPUS_ON_N1[name].keys()
    for count, most in MOST_VCPUS_ON_N1[name].items():
        assert MACHINE_TYPES[machine_types[count]][0] <= most


@pytest.mark.parametrize("tpu", EVERY_TPU)
def test_a_slice_is_one_node(tpu: TpuSlice) -> None:
    assert tpu.chips == math.prod(int(side) for side in tpu.topology.split("x"))
    assert tpu.machine_type in MACHINE_TYPES
    assert tpu.machine_type.endswith(f"-{tpu.chips}t")
    assert tpu.home_disks


def test_slices_of_a_type_have_one_title_and_the_same_zones() -> None:
    of_type = {(tpu.accelerator, tpu.title, tpu.zones) for tpu in TPU_SLICES}
    assert len(of_type) == len({tpu.accelerator for tpu in TPU_SLICES})


@pytest.mark.parametrize("machine_type", MACHINE_TYPES)
def test_machine_types(machine_type: str) -> None:
    vcpus, gib = MACHINE_TYPES[machine_type]
    size = re.search(r"-(\d+)(-lssd)?$", machine_type)
    assert size is None or int(size[1]) == vcpus
    left = allocatable(machine_type)
    assert left
    assert 0 < left[0] < vcpus
    assert 0 < left[1] < gib
    assert home_disks(machine_type)


def test_home_disks() -> None:
    families = {machine_type.partition("-")[0] for machine_type in MACHINE_TYPES}
    assert families <= HOME_DISKS.keys()
    for disks in HOME_DISKS.values():
        assert disks
        assert set(disks) <= {*PERSISTENT_DISKS, "hyperdisk-balanced"}


def test_what_is_not_known() -> None:
    assert allocatable("x9-standard-4") is None
    assert home_disks("x9-standard-4") == ()


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("nvidia-tesla-t4", "us-central1-a"),
        ("nvidia-l4", "us-central1-a"),
        ("nvidia-tesla-a100", "us-central1-a"),
        ("nvidia-h100-80gb", "us-central1-a"),
    ],
)
def test_known_places(name: str, zone: str) -> None:
    assert zone in gpu_named(name).zones


@pytest.mark.parametrize(
    ("accelerator", "zone"),
    [
        ("tpu-v4-podslice", "us-central2-b"),
        ("tpu-v5-lite-podslice", "us-west4-a"),
        ("tpu-v5p-slice", "us-east5-a"),
        ("tpu-v6e-slice", "europe-west4-a"),
        ("tpu7x", "us-central1-c"),
    ],
)
def test_known_places_of_tpus(accelerator: str, zone: str) -> None:
    assert all(zone in tpu.zones for tpu in TPU_SLICES if tpu.accelerator == accelerator)


@pytest.mark.parametrize(
    ("machine_type", "vcpus", "gib"),
    [
        ("e2-medium", 2, 4),
        ("n1-standard-4", 4, 15),
        ("n1-highcpu-2", 2, 1.8),
        ("n2-highmem-128", 128, 864),
        ("c3-standard-22-lssd", 22, 88),
        ("c3d-highcpu-360", 360, 708),
        ("c4-standard-2", 2, 7),
        ("c4-highmem-4", 4, 31),
        ("g2-standard-24", 24, 96),
        ("g4-standard-48", 48, 180),
        ("a2-megagpu-16g", 96, 1360),
        ("a3-highgpu-1g", 26, 234),
        ("ct5lp-hightpu-8t", 224, 384),
        ("ct6e-standard-8t", 180, 1440),
    ],
)
def test_known_sizes(machine_type: str, vcpus: int, gib: float) -> None:
    assert MACHINE_TYPES[machine_type] == (vcpus, gib)


@pytest.mark.parametrize(
    ("machine_type", "vcpus", "gib"),
    [
        ("e2-medium", 0.94, 2.902),  # 1060 thousandths; a quarter and 100 MiB
        ("t2d-standard-2", 1.93, 6.102),
        ("n2-standard-16", 15.89, 58.422),  # 5,611.5 MiB of 64 GiB, and 100 MiB
    ],
)
def test_known_room_for_pods(machine_type: str, vcpus: float, gib: float) -> None:
    assert allocatable(machine_type) == (vcpus, gib)


@pytest.mark.parametrize(
    ("machine_type", "disks"),
    [
        ("e2-standard-4", ("pd-standard", "pd-balanced", "pd-ssd")),
        ("n1-standard-8", ("pd-standard", "pd-balanced", "pd-ssd")),
        ("c3-standard-4", ("pd-balanced", "pd-ssd", "hyperdisk-balanced")),
        ("n4-standard-2", ("hyperdisk-balanced",)),
        ("c4-standard-2", ("hyperdisk-balanced",)),
        ("a3-highgpu-8g", ("pd-balanced", "pd-ssd", "hyperdisk-balanced")),
        ("a3-ultragpu-8g", ("hyperdisk-balanced",)),
        ("a4-highgpu-8g", ("hyperdisk-balanced",)),
        ("ct5lp-hightpu-4t", ("pd-balanced", "pd-ssd")),
        ("ct6e-standard-4t", ("hyperdisk-balanced",)),
    ],
)
def test_known_disks(machine_type: str, disks: tuple[str, ...]) -> None:
    assert home_disks(machine_type) == disks


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("nvidia-tesla-t4", (1, 2, 4)),
        ("nvidia-l4", (1, 2, 4, 8)),
        ("nvidia-tesla-a100", (1, 2, 4, 8, 16)),
        ("nvidia-h100-80gb", (1, 2, 4, 8)),
        ("nvidia-b200", (8,)),
        ("nvidia-tesla-v100", ()),
    ],
)
def test_known_counts_on_autopilot(name: str, counts: tuple[int, ...]) -> None:
    assert gpu_named(name).autopilot_counts == counts
