"""Whether servers, and the hub, can be on the nodes of a pool: plan-time functions."""

from jupyter_on_gke.accelerators.catalog import GPU_RESOURCE, SPOT_LABEL, TPU_RESOURCE
from jupyter_on_gke.accelerators.lookups import family
from jupyter_on_gke.accelerators.machines import ARM_FAMILIES
from jupyter_on_gke.cluster.pool import ExistingPool, Taint
from jupyter_on_gke.plan_time import lower, plan_time, text_at
from jupyter_on_gke.written.pods import USER_POD_TAINTS

ACCELERATOR_TAINTS = (GPU_RESOURCE, TPU_RESOURCE)
NO_SCHEDULE = "NO_SCHEDULE"
LACKS_METADATA_SERVER = "lacks GKE's metadata server"


@plan_time
def needs_metadata_server(
    add_auth: bool,
    gcs_bucket: str,
    user_buckets: list[str],
    notebook_project_roles: list[str],
    storage: list[list[str]],
    mounts_own_bucket: bool,
) -> bool:
    """Whether pods have accounts at Google: a node's own metadata server hands out the node's, to whoever may ask."""
    has_roles = len(user_buckets) + len(notebook_project_roles) > 0
    return (
        add_auth
        or gcs_bucket != ""
        or has_roles
        or any("gcsfuse" in choices for choices in storage)
        or mounts_own_bucket
    )


@plan_time
def unfit_because(image_type: str, machine_type: str) -> str:
    """Why no server, and no hub, can be on such nodes, whatever taints they have; "" if one can."""
    if lower(image_type).startswith("windows"):
        return "runs Windows"
    return "has Arm processors" if family(machine_type) in ARM_FAMILIES else ""


@plan_time
def without_server(needs_metadata_server: bool, metadata: str) -> str:
    """Why no server, and no hub, can have its account there; "" if one can."""
    return LACKS_METADATA_SERVER if needs_metadata_server and not metadata.startswith("GKE_METADATA") else ""


@plan_time
def first_reason(one: str, other: str) -> str:
    """The first of the reasons that there is."""
    return one if one != "" else other


@plan_time
def tolerates(toleration: object, taint: Taint) -> bool:
    """Whether a toleration, as it is written for Kubernetes, is for the taint."""
    return (
        text_at(toleration, "key") in ("", taint.key)
        and lower(text_at(toleration, "effect")) in ("", lower(taint.effect.replace("_", "")))
        and (text_at(toleration, "operator") == "Exists" or text_at(toleration, "value") == taint.value)
    )


@plan_time
def is_tolerated(taint: Taint, pool: ExistingPool) -> bool:
    """Whether the servers of a profile that is for the pool tolerate it: `tolerations` of kubespawner.py."""
    of_accelerator = taint.key in ACCELERATOR_TAINTS and pool.accelerator != ""
    of_spot = taint.key == SPOT_LABEL and taint.value == "true" and pool.spot
    return (of_accelerator or of_spot) and taint.effect == NO_SCHEDULE


@plan_time
def repels(taint: Taint) -> bool:
    """Whether it keeps pods away that do not tolerate it."""
    return taint.effect != "PREFER_NO_SCHEDULE"


@plan_time
def is_for_hub(taint: Taint) -> bool:
    """Whether it is the taint that JupyterHub's chart has for nodes of its own, and tolerates."""
    return taint.key in USER_POD_TAINTS and taint.value == "core" and taint.effect == NO_SCHEDULE


@plan_time
def existing_obstacles(existing_pools: list[ExistingPool], needs_metadata_server: bool) -> dict[str, str]:
    """Name of a pool -> why neither a server nor the hub can be there, whatever taints it has; "" if one can."""
    return {
        pool.name: first_reason(
            unfit_because(pool.image_type, pool.machine_type), without_server(needs_metadata_server, pool.metadata)
        )
        for pool in existing_pools
    }


@plan_time
def untolerated_taints(
    existing_taints: dict[str, list[Taint]], written_tolerations: list[object]
) -> dict[str, list[Taint]]:
    """Name of a pool -> the taints that keep servers away, but for what profiles tolerate."""
    return {
        name: [
            taint
            for taint in taints
            if repels(taint) and not any(tolerates(each, taint) for each in written_tolerations)
        ]
        for name, taints in sorted(existing_taints.items())
    }


@plan_time
def repelling_taints(
    recognized_pools: list[ExistingPool], untolerated_taints: dict[str, list[Taint]]
) -> dict[str, list[str]]:
    """Name of a pool -> the taints that keep servers away."""
    return {
        pool.name: [
            f"{taint.key}={taint.value}"
            for taint in untolerated_taints.get(pool.name, [])
            if not is_tolerated(taint, pool)
        ]
        for pool in recognized_pools
    }


@plan_time
def taints_for_hub(existing_taints: dict[str, list[Taint]]) -> dict[str, list[str]]:
    """Name of a pool -> the taints that keep the hub away."""
    return {
        name: [taint.key for taint in taints if repels(taint) and not is_for_hub(taint)]
        for name, taints in sorted(existing_taints.items())
    }
