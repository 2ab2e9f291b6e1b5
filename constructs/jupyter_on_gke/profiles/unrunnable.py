"""Profiles for which the cluster could never have a node, as people read them: each list is a local."""

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.accelerators.lookups import offered
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import distinct, plan_time, shown
from jupyter_on_gke.profiles.profile import Profile, Settled


@plan_time
def amount(profile: Profile) -> str:
    """Its accelerators, as they are written."""
    return f"{profile.accelerator_count} x {profile.accelerator}"


@plan_time
def has_match(profile: Profile, profile_matches: dict[str, list[Pool]]) -> bool:
    """Whether a pool has what it asks for."""
    return len(profile_matches.get(profile.name, [])) > 0


@plan_time
def is_on_autopilot(profile: Profile, accelerators: dict[str, Accelerator]) -> bool:
    """Whether Autopilot offers so many of its accelerator, or nothing is known of it."""
    known = accelerators.get(profile.accelerator)
    return known is None or profile.accelerator_count in known.autopilot_counts


@plan_time
def is_made_on_demand(profile: Profile, made_on_demand: list[str]) -> bool:
    """Whether GKE makes a pool for it."""
    return profile.node_pool == "" and (profile.accelerator if profile.accelerator != "" else "cpu") in made_on_demand


@plan_time
def known_accelerators(pools: list[Pool], accelerators: dict[str, Accelerator]) -> list[str]:
    """Those of the catalog, and those that pools have."""
    return ["", *sorted(accelerators), *[pool.accelerator for pool in pools]]


@plan_time
def unknown_accelerators(profiles: list[Settled], known_accelerators: list[str]) -> list[str]:
    """With an accelerator of which nothing is known."""
    return [
        f"{profile.name} ({profile.accelerator})"
        for profile in profiles
        if profile.accelerator not in known_accelerators
    ]


@plan_time
def comes_in(profile: Profile, accelerators: dict[str, Accelerator]) -> list[str]:
    """The numbers in which machines have its accelerator; none where nothing is known."""
    known = accelerators.get(profile.accelerator)
    return sorted(known.machine_types) if known is not None else []


@plan_time
def rightly_counted(
    profiles: list[Settled], profile_matches: dict[str, list[Pool]], accelerators: dict[str, Accelerator]
) -> list[str]:
    """Names of those whose number of accelerators a machine has, or of which nothing is known."""
    return [
        profile.name
        for profile in profiles
        if has_match(profile, profile_matches)
        or accelerators.get(profile.accelerator) is None
        or str(profile.accelerator_count) in comes_in(profile, accelerators)
    ]


@plan_time
def miscounted(profiles: list[Settled], rightly_counted: list[str], accelerators: dict[str, Accelerator]) -> list[str]:
    """With a number of accelerators that no machine has."""
    return [
        f"{profile.name} ({amount(profile)}, which comes in {', '.join(comes_in(profile, accelerators))})"
        for profile in profiles
        if profile.name not in rightly_counted
    ]


@plan_time
def not_on_autopilot(
    profiles: list[Settled],
    rightly_counted: list[str],
    accelerators: dict[str, Accelerator],
    cluster_is_autopilot: bool,
) -> list[str]:
    """With accelerators that an Autopilot cluster does not offer."""
    return [
        f"{profile.name} ({amount(profile)})"
        for profile in profiles
        if cluster_is_autopilot
        and profile.accelerator != ""
        and profile.name in rightly_counted
        and not is_on_autopilot(profile, accelerators)
    ]


@plan_time
def not_in_region(
    profiles: list[Settled], accelerators: dict[str, Accelerator], cluster_is_autopilot: bool, region: str
) -> list[str]:
    """With an accelerator that an Autopilot cluster of this region does not have."""
    return [
        f"{profile.name} ({profile.accelerator})"
        for profile in profiles
        if cluster_is_autopilot and profile.accelerator != "" and not offered(profile.accelerator, accelerators, region)
    ]


@plan_time
def on_pools_of_autopilot(profiles: list[Settled], cluster_is_autopilot: bool) -> list[str]:
    """With a pool by name, on an Autopilot cluster."""
    return [profile.name for profile in profiles if cluster_is_autopilot and profile.node_pool != ""]


@plan_time
def wanted_of_pools(profile: Profile, accelerators: dict[str, Accelerator]) -> str:
    """What a pool for it would have."""
    known = accelerators.get(profile.accelerator)
    machine_type = known.machine_types.get(str(profile.accelerator_count), "") if known is not None else ""
    accelerated = amount(profile) if profile.accelerator != "" else "no accelerator"
    in_pool = f", in the pool {profile.node_pool}" if profile.node_pool != "" else ""
    on_machine = f", machine type {machine_type}" if machine_type != "" else ""
    return f"{accelerated}, {'spot' if profile.spot else 'not spot'}{in_pool}{on_machine}"


@plan_time
def fitting_no_pool(
    profiles: list[Settled],
    profile_matches: dict[str, list[Pool]],
    rightly_counted: list[str],
    known_accelerators: list[str],
    made_on_demand: list[str],
    cluster_is_autopilot: bool,
) -> list[str]:
    """Names of those that no pool of a Standard cluster fits, nor one that GKE makes; of what is right otherwise."""
    return [
        profile.name
        for profile in profiles
        if not cluster_is_autopilot
        and not has_match(profile, profile_matches)
        and profile.accelerator in known_accelerators
        and profile.name in rightly_counted
        and not is_made_on_demand(profile, made_on_demand)
    ]


@plan_time
def without_pool(
    profiles: list[Settled], fitting_no_pool: list[str], accelerators: dict[str, Accelerator]
) -> list[str]:
    """Those, and what a pool for them would have."""
    return [
        f"{profile.name} ({wanted_of_pools(profile, accelerators)})"
        for profile in profiles
        if profile.name in fitting_no_pool
    ]


@plan_time
def unfit_pools(all_pools: list[Pool]) -> list[str]:
    """Pools on which no server can be, and why."""
    return [f"{pool.name} {pool.unfit}" for pool in all_pools if pool.unfit != ""]


@plan_time
def too_large(
    profiles: list[Settled], profile_matches: dict[str, list[Pool]], profile_pools: dict[str, list[Pool]]
) -> list[str]:
    """For which no matching pool has room."""
    return [
        f"{profile.name} ({shown(profile.cpu_guarantee)} CPU and {profile.memory_guarantee} on "
        f"{', '.join(distinct([pool.machine_type for pool in profile_matches.get(profile.name, [])]))})"
        for profile in profiles
        if has_match(profile, profile_matches) and len(profile_pools.get(profile.name, [])) == 0
    ]
