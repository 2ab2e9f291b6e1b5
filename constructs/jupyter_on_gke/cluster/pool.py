"""Node pools: as people write them, by kind, and in the one form in which profiles are matched with them."""

from dataclasses import dataclass

from jupyter_on_gke.plan_time.records import named


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
    """1 to 40 lowercase letters, digits and hyphens, the first a letter. Another name is another pool."""
    machine_type: str
    """A change replaces the nodes."""
    node_locations: str = ""
    """Zones, joined by commas. By default those that GKE chooses, or that have the accelerator."""
    autoscaling: bool = False
    """Whether GKE adds and removes nodes."""
    min_count: int = 1
    """Nodes in each zone, with autoscaling, even when nobody works."""
    max_count: int = 3
    """Nodes in each zone, with autoscaling."""
    local_ssd_count: int = 0
    """Local SSDs of a node. A change recreates the pool."""
    spot: bool = False
    """Cheaper nodes that may end at any time. A change recreates the pool."""
    disk_size_gb: int = 100
    """Size of a node's boot disk in GiB."""
    disk_type: str = ""
    """By default pd-standard, or what the machine takes."""
    image_type: str = "COS_CONTAINERD"
    """The nodes' operating system."""
    enable_gcfs: bool = False
    """Image streaming: servers start before their image is there as a whole."""
    enable_gvnic: bool = False
    """Google's own network card."""
    logging_variant: str = "DEFAULT"
    """DEFAULT, or MAX_THROUGHPUT."""
    auto_repair: bool = True
    """Whether GKE makes broken nodes anew."""
    auto_upgrade: bool = True
    """Only true is accepted: every created cluster is in a release channel."""
    create_service_account: bool = True
    """False takes the Compute Engine default account. A change recreates the pool."""
    preemptible: bool = False
    """The older form of spot. A change recreates the pool."""
    initial_node_count: int = 1
    """Nodes in each zone, without autoscaling."""


@dataclass(frozen=True, kw_only=True)
class CpuPool(AnyPool):
    """A pool of cpu_pools."""

    accelerator_count: int = 0
    """Accepted, and means nothing: the blueprint's pools had it."""


@dataclass(frozen=True, kw_only=True)
class GpuPool(AnyPool):
    """A pool of gpu_pools."""

    machine_type: str = ""
    """By default the smallest that carries so many GPUs."""
    autoscaling: bool = True
    """Have as many nodes as are needed. By default from none: what nobody asked for bills nothing."""
    min_count: int = 0
    """Nodes in each zone that are always there, with autoscaling."""
    enable_gcfs: bool = True
    """Image streaming: servers start before their image is there as a whole."""
    accelerator: str = named("", also="accelerator_type")
    """GKE's name of the GPU. By default what the machine has of its own. A change recreates the pool."""
    accelerator_count: int = 0
    """GPUs of a node. By default what the machine has of its own, or 1."""
    gpu_driver_version: str = ""
    """DEFAULT, LATEST or INSTALLATION_DISABLED. By default what the GPU needs."""
    reservation: str = ""
    """Name of a reservation that the nodes use, or any. By default none is named. A change is for new pools only."""


@dataclass(frozen=True, kw_only=True)
class TpuPool(AnyPool):
    """A pool of tpu_pools. New here, so that they bill nothing unless somebody works."""

    autoscaling: bool = True
    """Whether GKE adds and removes nodes."""
    min_count: int = 0
    """Nodes in each zone, with autoscaling, even when nobody works."""
    max_count: int = 1
    """Nodes in each zone, with autoscaling."""
    enable_gcfs: bool = True
    """Image streaming: servers start before their image is there as a whole."""


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
