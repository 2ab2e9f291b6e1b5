"""A profile: as people write it, and as it is settled."""

from dataclasses import dataclass, field

from jupyter_on_gke.plan_time.records import named


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What people write of a profile in the variable `profiles`; None is what the cluster decides."""

    name: str
    """1 to 63 lowercase letters, digits and hyphens."""
    display_name: str = ""
    """What people read. By default the name."""
    description: str = ""
    """What people read below it. By default CPUs, memory and accelerator."""
    cpu_guarantee: float = 1
    """Cores that a server has at least."""
    cpu_limit: float | None = None
    """Cores that it can use at most. By default as many as its node has to spare."""
    memory_guarantee: str = "4G"
    """A number and M, G or T, which are powers of 1,024."""
    memory_limit: str = ""
    """As the guarantee, which it is by default."""
    ephemeral_storage_gb: int | None = None
    """GiB outside of the home. By default 10 on Autopilot, or 200 with local SSD; on Standard what the node has."""
    accelerator: str = named("", also="accelerator_type")
    """GKE's name of it. By default none."""
    accelerator_count: int = 1
    """Accelerators of each server."""
    spot: bool = False
    """Cheaper nodes that may end at any time."""
    node_pool: str = ""
    """A Standard cluster's pool, by name. By default any that fits."""
    node_selector: dict[str, str] = field(default_factory=dict)
    """More labels of nodes."""
    images: list[str] = field(default_factory=list)
    """What people choose among, each with its tag. By default notebook_image; with a GPU, images with CUDA 12."""
    storage: list[str] = field(default_factory=list)
    """Some of disk, shared and gcsfuse; the first is chosen. By default all that this deployment has."""
    kernel_idle_timeout: int | None = None
    """Seconds, 0 for never. By default an hour, 20 minutes with an accelerator."""
    server_idle_timeout: int | None = None
    """As kernel_idle_timeout, of the whole server."""
    max_age: int | None = None
    """Seconds after which a server ends in any case. By default never."""
    default: bool = False
    """Whether it is chosen when the page opens. By default the first is."""


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
