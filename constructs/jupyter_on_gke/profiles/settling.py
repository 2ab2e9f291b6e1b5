"""What becomes of profiles: the pools that they are matched with, and what they leave open. Plan-time functions."""

from dataclasses import replace

from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.accelerators.catalog import (
    GPU_DRIVER_LABEL,
    GPU_LABEL,
    GPU_RESOURCE,
    SPOT_LABEL,
    TPU_RESOURCE,
    TPU_TOPOLOGY_LABEL,
    zones_in,
)
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import common, distinct, extended, plan_time, shown, thousandths
from jupyter_on_gke.profiles.ephemeral_storage import (
    LOCAL_SSD_GB,
    MACHINE_FAMILY,
    MOST_GB,
    has_local_ssd,
    is_on_ssd_machine,
)
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.profiles.written_amounts import with_written_amounts
from jupyter_on_gke.variables.memory import gibibytes, memory_amount
from jupyter_on_gke.written_values import WrittenCpu, WrittenMemory

# Seconds. An accelerator costs many times what a CPU does.
CPU_IDLE_TIMEOUT = 3600
ACCELERATOR_IDLE_TIMEOUT = 1200


@plan_time
def chosen_profiles(
    wanted: list[Profile], default_profiles: list[Profile], cpu: WrittenCpu, memory: WrittenMemory
) -> list[Profile]:
    """The profiles that were written, else those that the cluster can run."""
    return wanted if len(wanted) > 0 else [with_written_amounts(profile, cpu, memory) for profile in default_profiles]


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
def has_room(pool: Pool, profile: Profile, rooms: dict[str, list[float]]) -> bool:
    """Whether a node has room for the guarantee beside what GKE runs there; where nothing is known, it has."""
    room = rooms.get(pool.machine_type)
    return room is None or (
        room[0] >= profile.cpu_guarantee and thousandths(room[1]) * 1024 >= memory_amount(profile.memory_guarantee)
    )


@plan_time
def fitting(profile: Profile, matches: list[Pool], rooms: dict[str, list[float]]) -> list[Pool]:
    """Of the matching pools those with room, and of those the ones with the fewest accelerators."""
    roomy = [pool for pool in matches if has_room(pool, profile, rooms)]
    fewest = min([pool.count for pool in roomy], default=0)
    return [pool for pool in roomy if pool.count == fewest]


@plan_time
def profile_pools(
    chosen_profiles: list[Profile], profile_matches: dict[str, list[Pool]], rooms: dict[str, list[float]]
) -> dict[str, list[Pool]]:
    """Name of a profile -> the pools that it is for."""
    return {profile.name: fitting(profile, profile_matches.get(profile.name, []), rooms) for profile in chosen_profiles}


@plan_time
def images(profile: Profile, notebook_image: str) -> list[str]:
    """The images where the profile names none. An image of the team's own comes first everywhere."""
    own = [] if notebook_image == NOTEBOOK_IMAGE else [notebook_image]
    if len(profile.images) > 0:
        return profile.images
    if profile.accelerator == "":
        return [notebook_image]
    return [*own, *TPU_IMAGES] if profile.accelerator.startswith("tpu") else [*own, *GPU_IMAGES]


@plan_time
def storage(profile: Profile, bucket: str, has_user_buckets: bool) -> list[str]:
    """The storage choices where the profile names none, the first of which is chosen."""
    if len(profile.storage) > 0:
        return profile.storage
    shared = ["shared"] if bucket != "" else []
    return [*shared, "disk", "gcsfuse"] if has_user_buckets else [*shared, "disk"]


@plan_time
def title(profile: Profile, accelerators: dict[str, Accelerator]) -> str:
    """The accelerators, as people read them."""
    known = accelerators.get(profile.accelerator)
    amount = f"{profile.accelerator_count} x " if profile.accelerator_count > 1 else ""
    return f"{amount}{known.title if known is not None else profile.accelerator}"


@plan_time
def description(profile: Profile, accelerators: dict[str, Accelerator]) -> str:
    """What it has."""
    accelerated = f", {title(profile, accelerators)}" if profile.accelerator != "" else ""
    spot = ", on spot nodes that can end at any time" if profile.spot else ""
    return f"{shown(profile.cpu_guarantee)} CPU, {profile.memory_guarantee} of memory{accelerated}{spot}"


@plan_time
def resource(profile: Profile) -> str:
    """The extended resource of its accelerator."""
    if profile.accelerator == "":
        return ""
    return TPU_RESOURCE if profile.accelerator.startswith("tpu") else GPU_RESOURCE


@plan_time
def ephemeral_storage(profile: Profile, is_autopilot: bool) -> int:
    """GiB of the pod; 0 for all that its node has. Autopilot has no such default."""
    if profile.ephemeral_storage_gb is not None:
        return profile.ephemeral_storage_gb
    on_autopilot = LOCAL_SSD_GB if has_local_ssd(profile) else MOST_GB
    return on_autopilot if is_autopilot else 0


@plan_time
def selector(
    profile: Profile, pools: list[Pool], accelerators: dict[str, Accelerator], is_autopilot: bool
) -> dict[str, str]:
    """Labels of its nodes; what the accelerator says goes before what was written.

    Where pools are known by name, they are chosen by it: preemptible ones have another label than spot ones.
    """
    known = accelerators.get(profile.accelerator)
    label = known.label if known is not None else GPU_LABEL
    topology = known.topologies.get(f"{profile.accelerator_count}", "") if known is not None else ""
    driver = known.driver if known is not None else ""
    return {
        **profile.node_selector,
        **({label: profile.accelerator} if profile.accelerator != "" else {}),
        **({TPU_TOPOLOGY_LABEL: topology} if topology != "" else {}),
        **({GPU_DRIVER_LABEL: "latest"} if is_autopilot and driver == "LATEST" else {}),
        **({SPOT_LABEL: "true"} if profile.spot and len(pools) == 0 else {}),
    }


@plan_time
def filled_in(profile: Profile, accelerators: dict[str, Accelerator]) -> Profile:
    """The texts, the limit and the times that were left open."""
    idle = ACCELERATOR_IDLE_TIMEOUT if profile.accelerator != "" else CPU_IDLE_TIMEOUT
    return replace(
        profile,
        display_name=profile.display_name if profile.display_name != "" else profile.name,
        description=profile.description if profile.description != "" else description(profile, accelerators),
        memory_limit=profile.memory_limit if profile.memory_limit != "" else profile.memory_guarantee,
        kernel_idle_timeout=profile.kernel_idle_timeout if profile.kernel_idle_timeout is not None else idle,
        server_idle_timeout=profile.server_idle_timeout if profile.server_idle_timeout is not None else idle,
        max_age=profile.max_age if profile.max_age is not None else 0,
    )


@plan_time
def profiles(
    chosen_profiles: list[Profile],
    profile_pools: dict[str, list[Pool]],
    accelerators: dict[str, Accelerator],
    is_autopilot: bool,
    notebook_image: str,
    bucket: str,
    has_user_buckets: bool,
) -> list[Settled]:
    """The profiles with everything that follows from the catalog, the pools and this deployment."""
    return [
        extended(
            Settled,
            filled_in(profile, accelerators),
            ephemeral_storage_gb=ephemeral_storage(profile, is_autopilot),
            memory_gibibytes=gibibytes(profile.memory_guarantee),
            resource=resource(profile),
            selector=selector(profile, profile_pools.get(profile.name, []), accelerators, is_autopilot),
            pools=[pool.name for pool in profile_pools.get(profile.name, [])],
            images=images(profile, notebook_image),
            storage=storage(profile, bucket, has_user_buckets),
        )
        for profile in chosen_profiles
    ]


@plan_time
def zones(
    profile: Settled,
    pools: list[Pool],
    accelerators: dict[str, Accelerator],
    local_ssds: dict[str, LocalSsds],
    region: str,
) -> list[str]:
    """The zones that its server can be in; none where nothing is known."""
    accelerator = accelerators.get(profile.accelerator)
    family = local_ssds.get(profile.node_selector.get(MACHINE_FAMILY, ""))
    of_accelerator = accelerator.zones if accelerator is not None else []
    of_family = family.zones if family is not None else []
    offered = [*of_accelerator, *of_family] if is_on_ssd_machine(profile) else of_accelerator
    if len(pools) == 0:
        return zones_in(offered, region)
    if any(pool.zones is None for pool in pools):
        return []
    return distinct([zone for pool in pools if pool.zones is not None for zone in pool.zones])


@plan_time
def profile_zones(
    profiles: list[Settled],
    profile_pools: dict[str, list[Pool]],
    accelerators: dict[str, Accelerator],
    local_ssds: dict[str, LocalSsds],
    region: str,
) -> dict[str, list[str]]:
    """Name of a profile with a disk -> the zones that its server can be in, of those whose zones are known."""
    named = {
        profile.name: zones(profile, profile_pools.get(profile.name, []), accelerators, local_ssds, region)
        for profile in profiles
        if "disk" in profile.storage or "shared" in profile.storage
    }
    return {name: known for name, known in sorted(named.items()) if len(known) > 0}


@plan_time
def home_zones(profile_zones: dict[str, list[str]]) -> list[str]:
    """The zones in which every profile with a disk can run; known zones alone, as nothing can be said of others."""
    return common([known for _, known in sorted(profile_zones.items())])


@plan_time
def mounts_buckets(profiles: list[Settled]) -> bool:
    """Whether any server mounts a bucket."""
    return any("shared" in profile.storage or "gcsfuse" in profile.storage for profile in profiles)
