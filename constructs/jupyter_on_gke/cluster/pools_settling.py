"""The node pools of the cluster in one form, whichever variable or cluster they come from: plan-time functions."""

from collections.abc import Sequence

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.cluster.pool import ExistingPool, FilledPool, Pool
from jupyter_on_gke.cluster.pools_fitness import first_reason, unfit_because
from jupyter_on_gke.plan_time import at, elements, plan_time, text_at


@plan_time
def in_one_form(pool: FilledPool) -> Pool:
    """A pool of the variables. Those with accelerators have a taint."""
    unfit = unfit_because(pool.image_type, pool.machine_type)
    return Pool(
        name=pool.name,
        accelerator=pool.accelerator,
        count=pool.count,
        zones=pool.zones,
        machine_type=pool.machine_type,
        spot=pool.spot or pool.preemptible,
        unfit=unfit,
        takes_hub=unfit == "" and pool.accelerator == "",
    )


@plan_time
def created_pools(
    cpu_pools: Sequence[FilledPool], gpu_pools: Sequence[FilledPool], tpu_pools: Sequence[FilledPool]
) -> list[Pool]:
    """The pools of the variables."""
    return [in_one_form(pool) for pool in [*cpu_pools, *gpu_pools, *tpu_pools]]


@plan_time
def unfit_for(obstacle: str, taints: list[str]) -> str:
    """Why no server can be there; "" if one can."""
    return first_reason(obstacle, f"has the taint {' and '.join(taints)}" if len(taints) > 0 else "")


@plan_time
def reported_pools(
    recognized_pools: list[ExistingPool],
    existing_obstacles: dict[str, str],
    repelling_taints: dict[str, list[str]],
    taints_for_hub: dict[str, list[str]],
) -> list[Pool]:
    """The pools of the existing cluster."""
    return [
        Pool(
            name=pool.name,
            accelerator=pool.accelerator,
            count=pool.count,
            zones=pool.zones if len(pool.zones) > 0 else None,
            machine_type=pool.machine_type,
            spot=pool.spot,
            unfit=unfit_for(existing_obstacles.get(pool.name, ""), repelling_taints.get(pool.name, [])),
            takes_hub=existing_obstacles.get(pool.name, "") == "" and len(taints_for_hub.get(pool.name, [])) == 0,
        )
        for pool in recognized_pools
    ]


@plan_time
def all_pools(
    created_pools: list[Pool], reported_pools: list[Pool], create_cluster: bool, cluster_is_autopilot: bool
) -> list[Pool]:
    """The pools of the cluster in use. An Autopilot cluster has none: GKE makes nodes for pods."""
    of_standard = created_pools if create_cluster else reported_pools
    return [] if cluster_is_autopilot else of_standard


@plan_time
def pools(all_pools: list[Pool]) -> list[Pool]:
    """Those on which a server can be."""
    return [pool for pool in all_pools if pool.unfit == ""]


@plan_time
def made_on_demand(all_pools: list[Pool], existing_cluster: object, accelerators: dict[str, Accelerator]) -> list[str]:
    """What GKE makes pools for when a pod asks for it; where nothing is known of the nodes, nothing is refused."""
    if len(all_pools) == 0:
        return ["cpu", *sorted(accelerators)]
    is_on = text_at(existing_cluster, "cluster_autoscaling[0].enabled") == "true"
    limits = elements(at(existing_cluster, "cluster_autoscaling[0].resource_limits"))
    return [text_at(limit, "resource_type") for limit in limits] if is_on else []
