"""Profiles whose servers could not have the disks that they are to have, as people read them: each list is a local."""

from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.accelerators.lookups import by_machine
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import distinct, plan_time
from jupyter_on_gke.profiles.ephemeral_storage import (
    COMPUTE_CLASS,
    MACHINE_FAMILY,
    MOST_GB,
    SHARING,
    has_local_ssd,
    is_on_ssd_machine,
)
from jupyter_on_gke.profiles.profile import Profile, Settled


@plan_time
def disks_are_ours(home_storage_class: str, storage_type: str) -> bool:
    """Whether homes are disks of the class that is made here; nor is there one where the chart is told to use none."""
    return home_storage_class == "" and storage_type == "dynamic"


@plan_time
def machine_family(profile: Profile) -> str:
    """The family of machines that it names."""
    return profile.node_selector.get(MACHINE_FAMILY, "")


@plan_time
def is_among(disk_type: str, types: list[str]) -> bool:
    """Whether it is one of the types, or none is known."""
    return len(types) == 0 or disk_type in types


@plan_time
def machines(profile: Profile, profile_pools: dict[str, list[Pool]]) -> list[str]:
    """Families and types of machines that it can be on, as far as is known."""
    return [machine_family(profile), *[pool.machine_type for pool in profile_pools.get(profile.name, [])]]


@plan_time
def accelerators_without_disk(accelerators: dict[str, Accelerator], home_disk_type: str) -> list[str]:
    """Accelerators to whose machines no home disk can be attached."""
    return [name for name, known in sorted(accelerators.items()) if home_disk_type not in known.home_disks]


@plan_time
def machines_without_disk(
    profiles: list[Settled], profile_pools: dict[str, list[Pool]], disks: dict[str, list[str]], home_disk_type: str
) -> list[str]:
    """Machines to which no home disk can be attached."""
    every = [machine for profile in profiles for machine in machines(profile, profile_pools)]
    return [machine for machine in distinct(every) if not is_among(home_disk_type, by_machine(disks, machine))]


@plan_time
def without_disk(
    profiles: list[Settled],
    profile_pools: dict[str, list[Pool]],
    accelerators_without_disk: list[str],
    machines_without_disk: list[str],
    disks_are_ours: bool,
) -> list[str]:
    """With machines to which no home disk can be attached."""
    return [
        profile.name
        for profile in profiles
        if disks_are_ours
        and ("disk" in profile.storage or "shared" in profile.storage)
        and (
            profile.accelerator in accelerators_without_disk
            if profile.accelerator != ""
            else any(machine in machines_without_disk for machine in machines(profile, profile_pools))
        )
    ]


@plan_time
def shares_machines(profile: Profile) -> bool:
    """Whether Autopilot puts it on machines that servers share."""
    is_sharing = profile.node_selector.get(COMPUTE_CLASS, "") in SHARING
    return profile.accelerator == "" and not has_local_ssd(profile) and is_sharing


@plan_time
def asking_for_storage(profiles: list[Settled], cluster_is_autopilot: bool) -> list[str]:
    """With more ephemeral storage than Autopilot gives."""
    return [
        f"{profile.name} (ephemeral_storage_gb = {profile.ephemeral_storage_gb})"
        for profile in profiles
        if cluster_is_autopilot and shares_machines(profile) and profile.ephemeral_storage_gb > MOST_GB
    ]


@plan_time
def is_in_region(family: str, local_ssds: dict[str, LocalSsds], region: str) -> bool:
    """Whether machines of the family with local SSDs are there, or nothing is known of them."""
    known = local_ssds.get(family)
    return known is None or region in known.regions


@plan_time
def without_local_ssds(
    profiles: list[Settled], local_ssds: dict[str, LocalSsds], cluster_is_autopilot: bool, region: str
) -> list[str]:
    """On machines with local SSDs that an Autopilot cluster of this region does not have."""
    return [
        f"{profile.name} ({machine_family(profile)} with local SSDs)"
        for profile in profiles
        if cluster_is_autopilot
        and is_on_ssd_machine(profile)
        and not is_in_region(machine_family(profile), local_ssds, region)
    ]
