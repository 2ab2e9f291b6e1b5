"""What the catalog says of accelerators in a place and of machine types, computed in Python."""

import pytest

from jupyter_on_gke.accelerators import catalog, lookups
from jupyter_on_gke.accelerators.machines import MACHINE_TYPES, allocatable

DISKS = catalog.disks()
ACCELERATORS = catalog.accelerators()


@pytest.mark.parametrize(
    ("machine_type", "disks"),
    [
        ("n4-standard-8", ["hyperdisk-balanced"]),
        ("a3-ultragpu-8g", ["hyperdisk-balanced"]),
        ("a3-highgpu-1g", ["pd-balanced", "pd-ssd", "hyperdisk-balanced"]),
        ("n2", ["pd-standard", "pd-balanced", "pd-ssd"]),
        ("x9-standard-4", []),
        ("", []),
    ],
)
def test_disks_by_machine(machine_type: str, disks: list[str]) -> None:
    assert lookups.by_machine(DISKS, machine_type) == disks


@pytest.mark.parametrize(
    ("accelerator", "place", "is_offered"),
    [
        ("nvidia-l4", "us-central1", True),
        ("nvidia-l4", "us-central1-a", True),
        ("nvidia-l4", "us-central1-f", False),
        ("nvidia-l4", "us-central", False),
        ("nvidia-l4", "africa-south1", False),
        ("tpu-v6e-slice", "europe-west4", True),
        ("unknown", "africa-south1", True),
    ],
)
def test_offered(accelerator: str, place: str, is_offered: bool) -> None:
    assert lookups.offered(accelerator, ACCELERATORS, place) is is_offered


@pytest.mark.parametrize(
    ("machine_type", "room"),
    [
        ("n2-custom-4-16384", [3.17, 11.6]),
        ("custom-8-8192-ext", [7.16, 4.6]),
        ("e2-custom-micro-2048", [0.19, 0.0]),
        ("n2d-custom-96-786432", [94.94, 730.9]),
        ("n2-standard-4", None),
        ("n2-custom-4", None),
        ("", None),
    ],
)
def test_rooms_of_custom_machines(machine_type: str, room: list[float] | None) -> None:
    found = lookups.rooms({"e2-medium": [0.2, 1.0]}, lookups.custom_sizes([machine_type]), CPU, MEMORY)
    assert found == {"e2-medium": [0.2, 1.0]} | ({machine_type: room} if room else {})


CPU, MEMORY = list(lookups.CPU), list(lookups.MEMORY)


@pytest.mark.parametrize("machine_type", [name for name in MACHINE_TYPES if name.startswith("n2-standard-")])
def test_rooms_of_custom_machines_are_those_of_others_of_the_size(machine_type: str) -> None:
    vcpus, gib = MACHINE_TYPES[machine_type]
    custom = f"n2-custom-{vcpus}-{round(gib * 1024)}"
    assert allocatable(custom) == allocatable(machine_type)
    [cpu, memory] = lookups.rooms({}, lookups.custom_sizes([custom]), CPU, MEMORY)[custom]
    [other_cpu, other_memory] = catalog.rooms()[machine_type]
    # Of predefined ones the nearest hundredth and tenth are taken, of custom ones the ones below.
    assert 0 <= round(other_cpu - cpu, 4) <= 0.01
    assert 0 <= round(other_memory - memory, 4) <= 0.1
