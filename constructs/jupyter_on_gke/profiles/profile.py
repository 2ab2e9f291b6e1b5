"""A profile: as people write it, and as it is settled."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What people write of a profile in the variable `profiles`; None is what the cluster decides."""

    name: str
    """A DNS label."""
    display_name: str = ""
    description: str = ""
    cpu_guarantee: float = 1
    """Cores, as the limit."""
    cpu_limit: float | None = None
    memory_guarantee: str = "4G"
    """A number and M, G or T, as the limit."""
    memory_limit: str = ""
    ephemeral_storage_gb: int | None = None
    """GiB outside of the home."""
    accelerator: str = ""
    """GKE's name of it, "" for none."""
    accelerator_count: int = 1
    spot: bool = False
    node_pool: str = ""
    """A pool by name; any that fits by default."""
    node_selector: dict[str, str] = field(default_factory=dict)
    """More labels of nodes."""
    images: list[str] = field(default_factory=list)
    storage: list[str] = field(default_factory=list)
    """Some of disk, shared and gcsfuse; the first is chosen."""
    kernel_idle_timeout: int | None = None
    """Seconds, 0 for never, as of the other times."""
    server_idle_timeout: int | None = None
    max_age: int | None = None
    default: bool = False


@dataclass(frozen=True, kw_only=True)
class Settled(Profile):
    """A profile with everything filled in, and with what follows from the catalog and the node pools."""

    ephemeral_storage_gb: int
    """0 for all that the node has."""
    kernel_idle_timeout: int
    server_idle_timeout: int
    max_age: int
    memory_gibibytes: float
    resource: str
    """The extended resource of its accelerator, "" without one."""
    selector: dict[str, str]
    """Labels of its nodes."""
    pools: list[str]
    """The node pools that it can be on, where Terraform knows them."""
