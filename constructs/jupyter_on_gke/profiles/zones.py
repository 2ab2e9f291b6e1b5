"""The zones in which servers with a disk can be: plan-time functions."""

from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.accelerators.catalog import zones_in
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import common, distinct, plan_time
from jupyter_on_gke.profiles.ephemeral_storage import MACHINE_FAMILY, is_on_ssd_machine
from jupyter_on_gke.profiles.profile import Settled


@plan_time
def has_disk(profile: Settled) -> bool:
    """Whether people can choose a home on a disk."""
    return "disk" in profile.storage or "shared" in profile.storage


@plan_time
def offered_in(profile: Settled, accelerators: dict[str, Accelerator], local_ssds: dict[str, LocalSsds]) -> list[str]:
    """Zones that are known to offer its machines."""
    accelerator = accelerators.get(profile.accelerator)
    family = local_ssds.get(profile.node_selector.get(MACHINE_FAMILY, ""))
    of_accelerator = accelerator.zones if accelerator is not None else []
    of_family = family.zones if family is not None else []
    return of_family if is_on_ssd_machine(profile) else of_accelerator


@plan_time
def offered_zones(
    profiles: list[Settled], accelerators: dict[str, Accelerator], local_ssds: dict[str, LocalSsds], region: str
) -> dict[str, list[str]]:
    """Name of a profile -> the zones of the region that are known to offer its machines."""
    return {profile.name: zones_in(offered_in(profile, accelerators, local_ssds), region) for profile in profiles}


@plan_time
def zones_of(pools: list[Pool]) -> list[str]:
    """The zones of the pools; none where those of one are not known."""
    if any(pool.zones is None for pool in pools):
        return []
    return distinct([zone for pool in pools if pool.zones is not None for zone in pool.zones])


@plan_time
def possible_zones(
    profiles: list[Settled], profile_pools: dict[str, list[Pool]], offered_zones: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Name of a profile with a disk -> the zones that its server can be in; none where nothing is known."""
    return {
        profile.name: zones_of(profile_pools.get(profile.name, []))
        if len(profile_pools.get(profile.name, [])) > 0
        else offered_zones.get(profile.name, [])
        for profile in profiles
        if has_disk(profile)
    }


@plan_time
def profile_zones(possible_zones: dict[str, list[str]]) -> dict[str, list[str]]:
    """Name of a profile with a disk -> the zones that its server can be in, of those whose zones are known."""
    return {name: zones for name, zones in sorted(possible_zones.items()) if len(zones) > 0}


@plan_time
def home_zones(profile_zones: dict[str, list[str]]) -> list[str]:
    """The zones in which every profile with a disk can run; known zones alone, as nothing can be said of others."""
    return common([known for _, known in sorted(profile_zones.items())])
