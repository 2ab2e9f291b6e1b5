"""The node pools of an existing cluster, of what Google says of them: plan-time functions."""

import math
from dataclasses import replace

from jupyter_on_gke.accelerators.accelerator import TpuMachine
from jupyter_on_gke.cluster.pool import ExistingPool, Taint
from jupyter_on_gke.cluster.pools_filling import chips_of, tpu_of
from jupyter_on_gke.plan_time import at, elements, number, plan_time, text_at, text_of


@plan_time
def is_spot(pool: object) -> bool:
    """Also preemptible."""
    is_preemptible = text_at(pool, "node_config[0].preemptible") == "true"
    return text_at(pool, "node_config[0].spot") == "true" or is_preemptible


@plan_time
def existing_pools(existing_cluster: object) -> list[ExistingPool]:
    """The pools of the existing cluster."""
    return [
        ExistingPool(
            name=text_at(pool, "name"),
            machine_type=text_at(pool, "node_config[0].machine_type"),
            image_type=text_at(pool, "node_config[0].image_type"),
            accelerator=text_at(pool, "node_config[0].guest_accelerator[0].type"),
            count=math.floor(number(text_at(pool, "node_config[0].guest_accelerator[0].count"), 0)),
            zones=[text_of(zone) for zone in elements(at(pool, "node_locations"))],
            spot=is_spot(pool),
            metadata=text_at(pool, "node_config[0].workload_metadata_config[0].mode"),
        )
        for pool in elements(at(existing_cluster, "node_pool"))
    ]


@plan_time
def taints(pool: object) -> list[Taint]:
    """The pool's own, and GKE's; `taint` has those alone that Terraform once wrote."""
    return [
        Taint(key=text_at(taint, "key"), value=text_at(taint, "value"), effect=text_at(taint, "effect"))
        for taint in elements(at(pool, "node_config[0].effective_taints"))
    ]


@plan_time
def existing_taints(existing_cluster: object) -> dict[str, list[Taint]]:
    """Name of a pool of the existing cluster -> the taints of its nodes."""
    return {text_at(pool, "name"): taints(pool) for pool in elements(at(existing_cluster, "node_pool"))}


@plan_time
def recognized_pools(
    existing_pools: list[ExistingPool], tpu_machine_types: dict[str, TpuMachine]
) -> list[ExistingPool]:
    """The pools with their TPUs, of which the machine type says all."""
    return [
        replace(
            pool,
            accelerator=pool.accelerator if pool.accelerator != "" else tpu_of(pool.machine_type, tpu_machine_types),
            count=pool.count if pool.accelerator != "" else chips_of(pool.machine_type, tpu_machine_types),
        )
        for pool in existing_pools
    ]
