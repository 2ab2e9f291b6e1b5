"""What the catalog says of an accelerator in a place, and of a machine type: plan-time functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.accelerators.catalog import KERNEL_GIB, KERNEL_PART, OTHERS_CPU, OTHERS_GIB
from jupyter_on_gke.accelerators.machines import (
    CPU_BRACKETS,
    CUSTOM,
    EVICTION_GIB,
    MEMORY_BRACKETS,
    SHARED_CORE_TAKES,
)
from jupyter_on_gke.plan_time import captured, matches, number, plan_time, without

# What is reckoned with, as whole numbers: ten-thousandths of a vCPU, and of a MiB.
PARTS = 10_000
MIB = 1024
# More than any machine has, for the last bracket.
NO_END = 10**9


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """What GKE reserves of the next `width` after the first `above`: `part` ten-thousandths."""

    above: int
    width: int
    part: int


@dataclass(frozen=True, kw_only=True)
class CustomSize:
    """The size of a custom machine type; 0 vCPUs stand for a shared core."""

    vcpus: int
    mebibytes: int


def brackets(rows: Sequence[tuple[float, float]], unit: int) -> tuple[Bracket, ...]:
    """The brackets of machines.py, whose widths are in whole units."""
    found: list[Bracket] = []
    above = 0
    for width, part in rows:
        whole = NO_END if math.isinf(width) else round(width * unit)
        found.append(Bracket(above=above, width=whole, part=round(part * PARTS)))
        above += whole
    return tuple(found)


CPU, MEMORY = brackets(CPU_BRACKETS, 1), brackets(MEMORY_BRACKETS, MIB)
OTHERS_TAKE_CPU = round(OTHERS_CPU * PARTS)
SHARED_CORE_LEAVES = round((2 - SHARED_CORE_TAKES) * PARTS)
OTHERS_TAKE_MEMORY = round((KERNEL_GIB + OTHERS_GIB + EVICTION_GIB) * MIB * PARTS)
KERNELS_PART = round(KERNEL_PART * PARTS)
# A hundredth of a vCPU, and a tenth of a GiB.
SHOWN_CPU, SHOWN_MEMORY = PARTS // 100, PARTS * MIB // 10


@plan_time
def family(machine_type: str) -> str:
    """The family of a machine type: n2 of n2-standard-4."""
    return without("-.*", machine_type)


@plan_time
def kind(machine_type: str) -> str:
    """The machine type up to the second hyphen: a3-ultragpu of a3-ultragpu-8g; "" where it has none."""
    return "".join(captured("^([^-]*-[^-]*)", machine_type))


@plan_time
def by_machine(families: dict[str, list[str]], machine_type: str) -> list[str]:
    """What a map by family, or by kind, holds for a machine type."""
    return families.get(kind(machine_type), families.get(family(machine_type), []))


@plan_time
def offered(accelerator: str, accelerators: dict[str, Accelerator], place: str) -> bool:
    """Whether the accelerator is known to be offered in a region or zone, or nothing is known of it."""
    known = accelerators.get(accelerator)
    zones = known.zones if known is not None else []
    return len(zones) == 0 or any(zone == place or zone.startswith(f"{place}-") for zone in zones)


@plan_time
def reserved(amount: int, of: list[Bracket]) -> int:
    """Ten-thousandths that GKE reserves of an amount."""
    return sum([bracket.part * min(max(amount - bracket.above, 0), bracket.width) for bracket in of])


@plan_time
def custom_size(machine_type: str) -> CustomSize:
    """The size of a custom machine type."""
    size = captured(CUSTOM, machine_type)
    return CustomSize(
        vcpus=math.floor(number("".join(size[:1]), 0)),
        mebibytes=math.floor(number("".join(size[1:2]), 0)),
    )


@plan_time
def custom_sizes(machine_types: list[str]) -> dict[str, CustomSize]:
    """Of custom machine types -> their sizes."""
    return {machine_type: custom_size(machine_type) for machine_type in machine_types if matches(CUSTOM, machine_type)}


@plan_time
def room_for_cpu(vcpus: int, cpu_brackets: list[Bracket]) -> int:
    """Hundredths of a vCPU that one pod can ask for."""
    left = vcpus * PARTS - reserved(vcpus, cpu_brackets) if vcpus > 0 else SHARED_CORE_LEAVES
    return max(left - OTHERS_TAKE_CPU, 0) // SHOWN_CPU


@plan_time
def room_for_memory(mebibytes: int, memory_brackets: list[Bracket]) -> int:
    """Tenths of a GiB that one pod can ask for."""
    others = OTHERS_TAKE_MEMORY + KERNELS_PART * mebibytes + reserved(mebibytes, memory_brackets)
    return max(mebibytes * PARTS - others, 0) // SHOWN_MEMORY


@plan_time
def rooms(
    predefined_rooms: dict[str, list[float]],
    custom_sizes: dict[str, CustomSize],
    cpu_brackets: list[Bracket],
    memory_brackets: list[Bracket],
) -> dict[str, list[float]]:
    """Machine type -> the vCPUs and GiB of memory that one pod can ask for, alone on such a node."""
    custom = {
        machine_type: [
            room_for_cpu(size.vcpus, cpu_brackets) / 100,
            room_for_memory(size.mebibytes, memory_brackets) / 10,
        ]
        for machine_type, size in sorted(custom_sizes.items())
    }
    return predefined_rooms | custom
