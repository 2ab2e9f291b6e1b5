"""What becomes of profiles: what they leave open follows from the catalog and this deployment. Plan-time functions."""

from dataclasses import replace

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.accelerators.catalog import (
    GPU_DRIVER_LABEL,
    GPU_LABEL,
    GPU_RESOURCE,
    SPOT_LABEL,
    TPU_RESOURCE,
    TPU_TOPOLOGY_LABEL,
)
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import extended, plan_time, shown
from jupyter_on_gke.profiles.ephemeral_storage import LOCAL_SSD_GB, MOST_GB, has_local_ssd
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.profiles.profile import Profile, Settled

# Seconds. An accelerator costs many times what a CPU does.
CPU_IDLE_TIMEOUT = 3600
ACCELERATOR_IDLE_TIMEOUT = 1200


@plan_time
def chosen_profiles(wanted: list[Profile], written_defaults: list[Profile]) -> list[Profile]:
    """The profiles that were written, else those that the cluster can run."""
    return wanted if len(wanted) > 0 else written_defaults


@plan_time
def default_images(notebook_image: str) -> dict[str, list[str]]:
    """Extended resource -> the images where a profile names none. One of the team's own comes first everywhere."""
    own = [] if notebook_image == NOTEBOOK_IMAGE else [notebook_image]
    return {"": [notebook_image], GPU_RESOURCE: [*own, *GPU_IMAGES], TPU_RESOURCE: [*own, *TPU_IMAGES]}


@plan_time
def images(profile: Profile, otherwise: list[str]) -> list[str]:
    """Its images, or others where it names none."""
    return profile.images if len(profile.images) > 0 else otherwise


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
def descriptions(chosen_profiles: list[Profile], accelerators: dict[str, Accelerator]) -> dict[str, str]:
    """Name of a profile -> what is written about it, else what it has."""
    return {
        profile.name: profile.description if profile.description != "" else description(profile, accelerators)
        for profile in chosen_profiles
    }


@plan_time
def resource(profile: Profile) -> str:
    """The extended resource of its accelerator."""
    if profile.accelerator == "":
        return ""
    return TPU_RESOURCE if profile.accelerator.startswith("tpu") else GPU_RESOURCE


@plan_time
def ephemeral_storage(profile: Profile, cluster_is_autopilot: bool) -> int:
    """GiB of the pod; 0 for all that its node has. Autopilot has no such default."""
    if profile.ephemeral_storage_gb is not None:
        return profile.ephemeral_storage_gb
    on_autopilot = LOCAL_SSD_GB if has_local_ssd(profile) else MOST_GB
    return on_autopilot if cluster_is_autopilot else 0


@plan_time
def labels(profile: Profile, accelerators: dict[str, Accelerator]) -> dict[str, str]:
    """Labels by which nodes of its accelerator are known."""
    known = accelerators.get(profile.accelerator)
    label = known.label if known is not None else GPU_LABEL
    topology = known.topologies.get(f"{profile.accelerator_count}", "") if known is not None else ""
    return {
        **({label: profile.accelerator} if profile.accelerator != "" else {}),
        **({TPU_TOPOLOGY_LABEL: topology} if topology != "" else {}),
    }


@plan_time
def accelerator_labels(
    chosen_profiles: list[Profile], accelerators: dict[str, Accelerator]
) -> dict[str, dict[str, str]]:
    """Name of a profile -> labels by which nodes of its accelerator are known."""
    return {profile.name: labels(profile, accelerators) for profile in chosen_profiles}


@plan_time
def is_driver_chosen(profile: Profile, accelerators: dict[str, Accelerator], cluster_is_autopilot: bool) -> bool:
    """Whether Autopilot is to install a newer driver than its own choice."""
    known = accelerators.get(profile.accelerator)
    return cluster_is_autopilot and known is not None and known.driver == "LATEST"


@plan_time
def selectors(
    chosen_profiles: list[Profile],
    accelerator_labels: dict[str, dict[str, str]],
    profile_pools: dict[str, list[Pool]],
    accelerators: dict[str, Accelerator],
    cluster_is_autopilot: bool,
) -> dict[str, dict[str, str]]:
    """Name of a profile -> the labels of its nodes; what the accelerator says goes before what was written.

    Where pools are known by name, they are chosen by it: preemptible ones have another label than spot ones.
    """
    return {
        profile.name: {
            **profile.node_selector,
            **accelerator_labels.get(profile.name, {}),
            **({GPU_DRIVER_LABEL: "latest"} if is_driver_chosen(profile, accelerators, cluster_is_autopilot) else {}),
            **({SPOT_LABEL: "true"} if profile.spot and len(profile_pools.get(profile.name, [])) == 0 else {}),
        }
        for profile in chosen_profiles
    }


@plan_time
def idle_timeout(written: int | None, profile: Profile) -> int:
    """Seconds that were written, else as many as its nodes are worth."""
    if written is not None:
        return written
    return ACCELERATOR_IDLE_TIMEOUT if profile.accelerator != "" else CPU_IDLE_TIMEOUT


@plan_time
def named_profiles(
    chosen_profiles: list[Profile], descriptions: dict[str, str], bucket: str, has_user_buckets: bool
) -> list[Profile]:
    """With the texts, the limit and the storage that were left open."""
    return [
        replace(
            profile,
            display_name=profile.display_name if profile.display_name != "" else profile.name,
            description=descriptions.get(profile.name, ""),
            memory_limit=profile.memory_limit if profile.memory_limit != "" else profile.memory_guarantee,
            storage=storage(profile, bucket, has_user_buckets),
        )
        for profile in chosen_profiles
    ]


@plan_time
def filled_profiles(named_profiles: list[Profile], cluster_is_autopilot: bool) -> list[Profile]:
    """With the times and the ephemeral storage, too."""
    return [
        replace(
            profile,
            ephemeral_storage_gb=ephemeral_storage(profile, cluster_is_autopilot),
            kernel_idle_timeout=idle_timeout(profile.kernel_idle_timeout, profile),
            server_idle_timeout=idle_timeout(profile.server_idle_timeout, profile),
            max_age=profile.max_age if profile.max_age is not None else 0,
        )
        for profile in named_profiles
    ]


@plan_time
def resources(chosen_profiles: list[Profile]) -> dict[str, str]:
    """Name of a profile -> the extended resource of its accelerator."""
    return {profile.name: resource(profile) for profile in chosen_profiles}


@plan_time
def profiles(
    filled_profiles: list[Profile],
    resources: dict[str, str],
    selectors: dict[str, dict[str, str]],
    profile_pools: dict[str, list[Pool]],
    default_images: dict[str, list[str]],
    memory_amounts: dict[str, int],
) -> list[Settled]:
    """The profiles with everything that follows from the catalog, the pools and this deployment."""
    return [
        extended(
            Settled,
            profile,
            memory_gibibytes=memory_amounts.get(profile.memory_guarantee, 0) // 1024 / 1000,
            resource=resources.get(profile.name, ""),
            selector=selectors.get(profile.name, {}),
            pools=[pool.name for pool in profile_pools.get(profile.name, [])],
            images=images(profile, default_images.get(resources.get(profile.name, ""), [])),
        )
        for profile in filled_profiles
    ]


@plan_time
def mounts_buckets(profiles: list[Settled]) -> bool:
    """Whether any server mounts a bucket."""
    return any("shared" in profile.storage or "gcsfuse" in profile.storage for profile in profiles)


@plan_time
def reach_buckets(mounts_buckets: bool, bucket: str, has_user_buckets: bool, mounts_own_bucket: bool) -> bool:
    """Whether servers have a bucket, mounted or by their account."""
    return mounts_buckets or bucket != "" or has_user_buckets or mounts_own_bucket
