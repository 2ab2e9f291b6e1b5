"""What stops a plan: volumes of `jupyterhub_values` that no server can have beside those that profiles give it."""

from jupyter_on_gke.jupyterhub.values_refusal import refuse
from jupyter_on_gke.profiles.kubespawner import (
    DATA_MOUNT,
    DATA_VOLUME,
    HAS_SHARED_MEMORY,
    HOME_MOUNT,
    SHARED_MEMORY,
    home_volume,
)
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.written_values import STORAGE_TYPE, either, singleuser

SHARED_OFFERED = 'anytrue([for profile in local.profiles : contains(profile.storage, "shared")])'
GCSFUSE_OFFERED = 'anytrue([for profile in local.profiles : contains(profile.storage, "gcsfuse")])'
HAS_HOME = f'({STORAGE_TYPE} != "none" || {GCSFUSE_OFFERED})'
HOME_PATH = f'"/${{trim({either("storage.homeMountPath", HOME_MOUNT)}, "/")}}"'
USES_SHARED_MEMORY = f"anytrue([for profile in local.profiles : {HAS_SHARED_MEMORY}])"


def volumes() -> tuple[Refusal, ...]:
    """Volumes and mounts: every name and path once, as the API server wants them."""
    taken = (
        f"concat([for name in [{home_volume()}] : name if {HAS_HOME}], "
        f'[for name in ["{DATA_VOLUME}"] : name if {SHARED_OFFERED}], '
        f'[for name in ["{SHARED_MEMORY}"] : name if {USES_SHARED_MEMORY}])'
    )
    names = f"setintersection(concat(local.written_volumes, local.written_mounts), {taken})"
    paths = (
        f"setintersection(local.written_paths, concat([for path in [{HOME_PATH}] : path if {HAS_HOME}], "
        f'[for path in ["{DATA_MOUNT}"] : path if {SHARED_OFFERED}]))'
    )
    all_paths = "local.written_paths"
    same = f"[for each in {all_paths} : each if each == path]"
    twice = f"[for path in distinct({all_paths}) : path if length({same}) > 1]"
    unknown = (
        "setsubtract(local.written_mounted, concat(local.written_volumes, "
        f'[for name in [{home_volume()}] : name if {STORAGE_TYPE} != "none"], ["files"]))'
    )
    return (
        refuse(
            f"length({names}) > 0",
            f'the volume ${{join(", ", {names})}}, whose name a volume of ours has: write another name',
        ),
        refuse(
            f"length({paths}) > 0",
            f'a volume on ${{join(", ", {paths})}}, where the home or the bucket is: write another mountPath, or for a '
            "home of your own singleuser.storage.type: none and no gcsfuse in profiles",
        ),
        refuse(
            f"length({twice}) > 0",
            f'two volumes or files on ${{join(", ", {twice})}}: write a mountPath of its own for each',
            whatever_profiles=True,
        ),
        refuse(
            f"length({unknown}) > 0",
            f'mounts of ${{join(", ", {unknown})}}, which is no volume: write it in singleuser.storage.extraVolumes',
        ),
        refuse(
            f'!contains(["dynamic", "static", "none"], {STORAGE_TYPE})',
            f"singleuser.storage.type ${{{STORAGE_TYPE}}}: write dynamic, static or none",
            whatever_profiles=True,
        ),
        refuse(
            f'{STORAGE_TYPE} == "static" && {singleuser("storage.static.pvcName")} == null',
            "singleuser.storage.type: static without a claim: write its name in singleuser.storage.static.pvcName",
            whatever_profiles=True,
        ),
    )
