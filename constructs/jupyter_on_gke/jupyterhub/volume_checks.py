"""What stops a plan: volumes of `jupyterhub_values` that no server can have beside those that profiles give it.

Plan-time functions, each with the sentence for what it refuses: every name and path once, as the API server wants them.
"""

from jupyter_on_gke.plan_time import at, distinct, plan_time
from jupyter_on_gke.profiles.choices import DATA_MOUNT, DATA_VOLUME
from jupyter_on_gke.profiles.kubespawner import SHARED_MEMORY, SHARED_MEMORY_MOUNT
from jupyter_on_gke.profiles.profile import Settled

STORAGE_TYPES = ("dynamic", "static", "none")
# The chart's own, of extraFiles.
FILES = "files"


@plan_time
def any_has(storage: str, profiles: list[Settled]) -> bool:
    """Whether any profile offers a choice of storage."""
    return any(storage in profile.storage for profile in profiles)


@plan_time
def has_home(written_storage_type: str, profiles: list[Settled]) -> bool:
    """Whether servers have a volume for the home."""
    return written_storage_type != "none" or any_has("gcsfuse", profiles)


@plan_time
def taken_volumes(
    written_storage_type: str, written_volume_name: str, written_paths: list[str], profiles: list[Settled]
) -> list[str]:
    """The names of the volumes that servers have from us."""
    has_shared_memory = SHARED_MEMORY_MOUNT not in written_paths and any(
        profile.accelerator != "" for profile in profiles
    )
    return [
        *([written_volume_name] if has_home(written_storage_type, profiles) else []),
        *([DATA_VOLUME] if any_has("shared", profiles) else []),
        *([SHARED_MEMORY] if has_shared_memory else []),
    ]


@plan_time
def taken_paths(written_storage_type: str, written_home_path: str, profiles: list[Settled]) -> list[str]:
    """Where these are, but for shared memory, for which one's own can stand in."""
    return [
        *([f"/{written_home_path.strip('/')}"] if has_home(written_storage_type, profiles) else []),
        *([DATA_MOUNT] if any_has("shared", profiles) else []),
    ]


@plan_time
def volumes_have_names_of_their_own(
    has_own_profile_list: bool, written_volumes: list[str], written_mounts: list[str], taken_volumes: list[str]
) -> str:
    """Refuses a name that is ours."""
    names = sorted({*written_volumes, *written_mounts} & set(taken_volumes))
    if has_own_profile_list or len(names) == 0:
        return ""
    return f"jupyterhub_values has the volume {', '.join(names)}, whose name a volume of ours has: write another name."


@plan_time
def volumes_are_beside_ours(has_own_profile_list: bool, written_paths: list[str], taken_paths: list[str]) -> str:
    """Refuses a path that is ours."""
    paths = sorted(set(written_paths) & set(taken_paths))
    if has_own_profile_list or len(paths) == 0:
        return ""
    return (
        f"jupyterhub_values has a volume on {', '.join(paths)}, where the home or the bucket is: write another "
        "mountPath, or for a home of your own singleuser.storage.type: none and no gcsfuse in profiles."
    )


@plan_time
def volumes_have_paths_of_their_own(written_paths: list[str]) -> str:
    """Refuses one path for two."""
    twice = [path for path in distinct(written_paths) if len([each for each in written_paths if each == path]) > 1]
    if len(twice) > 0:
        return (
            f"jupyterhub_values has two volumes or files on {', '.join(twice)}: write a mountPath of its own for each."
        )
    return ""


@plan_time
def mounts_are_of_volumes(
    has_own_profile_list: bool,
    written_storage_type: str,
    written_volume_name: str,
    written_mounted: list[str],
    written_volumes: list[str],
) -> str:
    """Refuses a mount of nothing."""
    home = [written_volume_name] if written_storage_type != "none" else []
    unknown = sorted(set(written_mounted) - {*written_volumes, *home, FILES})
    if has_own_profile_list or len(unknown) == 0:
        return ""
    return (
        f"jupyterhub_values has mounts of {', '.join(unknown)}, which is no volume: write it in "
        "singleuser.storage.extraVolumes."
    )


@plan_time
def storage_is_of_a_known_type(written_storage_type: str) -> str:
    """Refuses what the chart does not have."""
    if written_storage_type in STORAGE_TYPES:
        return ""
    return f"jupyterhub_values has singleuser.storage.type {written_storage_type}: write dynamic, static or none."


@plan_time
def static_storage_has_a_claim(written_storage_type: str, written_singleuser: dict[str, object]) -> str:
    """Refuses the type alone."""
    claim = at(written_singleuser, "storage.static.pvcName")
    if written_storage_type != "static" or claim is not None:
        return ""
    return (
        "jupyterhub_values has singleuser.storage.type: static without a claim: write its name in "
        "singleuser.storage.static.pvcName."
    )
