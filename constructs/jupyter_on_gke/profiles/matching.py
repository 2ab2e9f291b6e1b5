"""Which node pools profiles are for: plan-time functions."""

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.accelerators.catalog import TPU_RESOURCE
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import plan_time, thousandths
from jupyter_on_gke.profiles.profile import Profile


@plan_time
def has_enough(pool: Pool, profile: Profile, accelerators: dict[str, Accelerator]) -> bool:
    """A server on a TPU node takes all of its chips; GPUs of one node can go to several."""
    known = accelerators.get(profile.accelerator)
    if known is not None and known.resource == TPU_RESOURCE:
        return pool.count == profile.accelerator_count
    return pool.count >= profile.accelerator_count


@plan_time
def matching(profile: Profile, pools: list[Pool], accelerators: dict[str, Accelerator]) -> list[Pool]:
    """The pools that have what the profile asks for."""
    return [
        pool
        for pool in pools
        if pool.accelerator == profile.accelerator
        and pool.spot == profile.spot
        and profile.node_pool in ("", pool.name)
        and (profile.accelerator == "" or has_enough(pool, profile, accelerators))
    ]


@plan_time
def profile_matches(
    chosen_profiles: list[Profile], pools: list[Pool], accelerators: dict[str, Accelerator]
) -> dict[str, list[Pool]]:
    """Name of a profile -> the pools that have what it asks for."""
    return {profile.name: matching(profile, pools, accelerators) for profile in chosen_profiles}


@plan_time
def has_room(pool: Pool, profile: Profile, rooms: dict[str, list[float]], memory_amounts: dict[str, int]) -> bool:
    """Whether a node has room for the guarantee beside what GKE runs there; where nothing is known, it has."""
    room = rooms.get(pool.machine_type)
    return room is None or (
        room[0] >= profile.cpu_guarantee
        and thousandths(room[1]) * 1024 >= memory_amounts.get(profile.memory_guarantee, 0)
    )


@plan_time
def fitting(
    profile: Profile, matches: list[Pool], rooms: dict[str, list[float]], memory_amounts: dict[str, int]
) -> list[Pool]:
    """Of the matching pools those with room, and of those the ones with the fewest accelerators."""
    roomy = [pool for pool in matches if has_room(pool, profile, rooms, memory_amounts)]
    fewest = min([pool.count for pool in roomy], default=0)
    return [pool for pool in roomy if pool.count == fewest]


@plan_time
def profile_pools(
    chosen_profiles: list[Profile],
    profile_matches: dict[str, list[Pool]],
    rooms: dict[str, list[float]],
    memory_amounts: dict[str, int],
) -> dict[str, list[Pool]]:
    """Name of a profile -> the pools that it is for."""
    return {
        profile.name: fitting(profile, profile_matches.get(profile.name, []), rooms, memory_amounts)
        for profile in chosen_profiles
    }
