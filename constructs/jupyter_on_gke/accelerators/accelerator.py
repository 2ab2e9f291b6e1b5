"""What profiles and node pools need to know of an accelerator, and of machines with local SSDs."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """A GPU or TPU. Keys that are counts are texts, as in Terraform's maps."""

    title: str
    resource: str
    """The extended resource that a pod asks for."""
    label: str
    """The label of its nodes."""
    machine_types: dict[str, str]
    """Number on a node -> the smallest machine type."""
    topologies: dict[str, str]
    """Number on a node -> a TPU's topology."""
    autopilot_counts: list[int]
    driver: str
    spot_only: list[int]
    """Numbers that are sold as spot or flex-start alone."""
    reserved: bool
    home_disks: list[str]
    zones: list[str]
    """Zones that are known to offer it; empty is unknown, never none."""


@dataclass(frozen=True, kw_only=True)
class TpuMachine:
    """What a machine type of TPU nodes has."""

    accelerator: str
    chips: int


@dataclass(frozen=True, kw_only=True)
class LocalSsds:
    """Where a family of machines is known to be offered with local SSDs."""

    regions: list[str]
    zones: list[str]


@dataclass(frozen=True, kw_only=True)
class GpuMachine:
    """The GPUs that a machine type has of its own."""

    accelerator: str
    count: int
