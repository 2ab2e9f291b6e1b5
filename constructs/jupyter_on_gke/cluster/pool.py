"""Node pools: as people write them, by kind, and in the one form in which profiles are matched with them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A node pool of the cluster in use, created or existing."""

    name: str
    accelerator: str
    """GKE's name of it, "" for none."""
    count: int
    """Accelerators of a node."""
    zones: list[str] | None
    """None where GKE chooses."""
    machine_type: str
    spot: bool
    """Also preemptible."""
    unfit: str
    """Why no server can be there; "" if one can."""
    takes_hub: bool


@dataclass(frozen=True, kw_only=True)
class AnyPool:
    """What every kind of pool has in the variables."""

    name: str
    machine_type: str
    node_locations: str = ""
    autoscaling: bool = False
    min_count: int = 1
    max_count: int = 3
    local_ssd_count: int = 0
    spot: bool = False
    disk_size_gb: int = 100
    disk_type: str = ""
    image_type: str = "COS_CONTAINERD"
    enable_gcfs: bool = False
    enable_gvnic: bool = False
    logging_variant: str = "DEFAULT"
    auto_repair: bool = True
    auto_upgrade: bool = True
    create_service_account: bool = True
    preemptible: bool = False
    initial_node_count: int = 1


@dataclass(frozen=True, kw_only=True)
class CpuPool(AnyPool):
    """A pool of cpu_pools. The blueprint's have accelerator_count, too, which means nothing."""

    accelerator_count: int = 0


@dataclass(frozen=True, kw_only=True)
class GpuPool(AnyPool):
    """A pool of gpu_pools."""

    machine_type: str = ""
    """By default the smallest that carries so many GPUs."""
    enable_gcfs: bool = True
    accelerator_count: int = 0
    """GPUs of a node; 0 means 1."""
    accelerator_type: str = "nvidia-tesla-t4"
    gpu_driver_version: str = ""
    reservation: str = ""


@dataclass(frozen=True, kw_only=True)
class TpuPool(AnyPool):
    """A pool of tpu_pools. New here, so that they bill nothing unless somebody works."""

    autoscaling: bool = True
    min_count: int = 0
    max_count: int = 1
    enable_gcfs: bool = True


@dataclass(frozen=True, kw_only=True)
class FilledPool(AnyPool):
    """A pool of the variables, with what the catalog knows of it."""

    accelerator: str
    count: int
    zones: list[str] | None


@dataclass(frozen=True, kw_only=True)
class FilledCpuPool(CpuPool, FilledPool):
    """A pool of cpu_pools."""


@dataclass(frozen=True, kw_only=True)
class FilledGpuPool(GpuPool, FilledPool):
    """A pool of gpu_pools."""

    driver: str
    secure_boot: bool


@dataclass(frozen=True, kw_only=True)
class FilledTpuPool(TpuPool, FilledPool):
    """A pool of tpu_pools."""


@dataclass(frozen=True, kw_only=True)
class Taint:
    """A taint of an existing pool's nodes, as Google writes it."""

    key: str
    value: str
    effect: str


@dataclass(frozen=True, kw_only=True)
class ExistingPool:
    """A pool of the existing cluster, of what Google says of it."""

    name: str
    machine_type: str
    image_type: str
    accelerator: str
    count: int
    zones: list[str]
    spot: bool
    metadata: str
    """The mode of the metadata server."""
