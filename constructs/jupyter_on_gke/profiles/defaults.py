"""The profiles of who writes none: the blueprint's on Autopilot, and on Standard what the node pools have."""

from dataclasses import dataclass

from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.accelerators.catalog import zones_in
from jupyter_on_gke.accelerators.lookups import offered
from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.ephemeral_storage import COMPUTE_CLASS, LOCAL_SSD_LABEL, MACHINE_FAMILY
from jupyter_on_gke.profiles.profile import Profile

LOCAL_SSD = {LOCAL_SSD_LABEL: "true"}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A profile of Autopilot."""

    name: str
    display_name: str
    description: str = ""
    cpu: int
    memory: str
    ephemeral_storage_gb: int = 0
    """0 for what Autopilot gives."""
    accelerator: str = ""
    accelerator_count: int = 1
    node_selector: dict[str, str]


OFFERS = (
    # General purpose: in every region, on machines that servers share, billed by what they ask for.
    Offer(name="cpu", display_name="CPU", cpu=8, memory="16G", node_selector={}),
    Offer(
        name="c3",
        display_name="CPU (C3 with local SSD)",
        description="6 CPU, 16G of memory, 400 GiB of local SSD; a machine of its own, all of which is billed",
        # With the sidecar of a bucket, what c3-standard-8-lssd has room for: the next one has 22 vCPUs.
        cpu=6,
        memory="16G",
        ephemeral_storage_gb=400,
        node_selector={COMPUTE_CLASS: "Performance", MACHINE_FAMILY: "c3", **LOCAL_SSD},
    ),
    *(
        Offer(
            name=name,
            display_name=title,
            cpu=cpu,
            memory=memory,
            ephemeral_storage_gb=storage,
            accelerator="nvidia-l4",
            accelerator_count=count,
            node_selector={COMPUTE_CLASS: "Accelerator", **LOCAL_SSD},
        )
        for name, title, count, cpu, memory, storage in (
            ("l4", "GPU (NVIDIA L4)", 1, 6, "24G", 200),
            ("l4-x2", "GPU (2 x NVIDIA L4)", 2, 20, "80G", 400),
        )
    ),
)


@plan_time
def c3_is_for_all(
    local_ssds: dict[str, LocalSsds],
    accelerators: dict[str, Accelerator],
    disks: dict[str, list[str]],
    region: str,
    home_storage_class: str,
    home_disk_type: str,
) -> bool:
    """Whether homes are in zones, and of a type, with which a C3 runs as well.

    It is no reason for others: it is offered where it is in all zones of L4, and in two at least, and takes the disks.
    """
    c3 = local_ssds.get("c3")
    l4 = accelerators.get("nvidia-l4")
    zones = zones_in(c3.zones if c3 is not None else [], region)
    others = zones_in(l4.zones if l4 is not None else [], region)
    takes_disks = home_storage_class != "" or home_disk_type in disks.get("c3", [])
    return len(zones) > 1 and all(zone in zones for zone in others) and takes_disks


@plan_time
def offers_there(
    offers: list[Offer], accelerators: dict[str, Accelerator], c3_is_for_all: bool, region: str
) -> list[Offer]:
    """What Autopilot has in this region."""
    return [
        offer
        for offer in offers
        if (c3_is_for_all if offer.name == "c3" else offered(offer.accelerator, accelerators, region))
    ]


@plan_time
def autopilot_profiles(offers_there: list[Offer]) -> list[Profile]:
    """The profiles of an Autopilot cluster."""
    return [
        Profile(
            name=offer.name,
            display_name=offer.display_name,
            description=offer.description,
            cpu_guarantee=offer.cpu,
            memory_guarantee=offer.memory,
            ephemeral_storage_gb=offer.ephemeral_storage_gb if offer.ephemeral_storage_gb > 0 else None,
            accelerator=offer.accelerator,
            accelerator_count=offer.accelerator_count,
            node_selector=offer.node_selector,
        )
        for offer in offers_there
    ]


@plan_time
def default_profiles(
    autopilot_profiles: list[Profile],
    cpu_profile: Profile,
    accelerator_profiles: list[Profile],
    cluster_is_autopilot: bool,
) -> list[Profile]:
    """What the cluster can run."""
    return autopilot_profiles if cluster_is_autopilot else [cpu_profile, *accelerator_profiles]
