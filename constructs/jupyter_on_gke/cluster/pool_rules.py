"""What the variables of node pools refuse, of every kind: plan-time rules, each giving the sentence."""

from dataclasses import asdict
from typing import Any

from jupyter_on_gke.cluster.names import region
from jupyter_on_gke.cluster.pool import AnyPool, CpuPool
from jupyter_on_gke.plan_time import as_json, distinct, matches, plan_time, trimmed
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Validation, validation

NAME = "^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$"


def pool_checks(pools: Objects) -> tuple[Validation, ...]:
    """What must hold for the pools of all kinds."""
    return (names(pools), counts(pools), sizes(pools), kinds_of_spot(pools), places(pools))


def names(pools: Objects) -> Validation:
    """GKE's form of names."""
    variable = pools.variable

    @plan_time
    def names_of_pools(pools: list[AnyPool]) -> str:
        wrong = [pool.name for pool in pools if not matches(NAME, pool.name)]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} is no name of a node pool: write 1 to 40 lowercase letters, digits "
                f"and hyphens, starting with a letter."
            )
        return ""

    return validation(names_of_pools, pools=pools.filled("name"))


def counts(pools: Objects) -> Validation:
    """What the autoscaler takes."""
    variable = pools.variable

    @plan_time
    def counts_of_pools(pools: list[AnyPool]) -> str:
        wrong = [
            pool.name
            for pool in pools
            if pool.autoscaling and (pool.min_count < 0 or pool.max_count < max(1, pool.min_count))
        ]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} has a max_count below 1 or below its min_count: write "
                f"0 <= min_count <= max_count."
            )
        return ""

    return validation(counts_of_pools, pools=pools.filled("name", "autoscaling", "min_count", "max_count"))


def sizes(pools: Objects) -> Validation:
    """Without autoscaling, a pool has nodes from the start."""
    variable = pools.variable

    @plan_time
    def sizes_of_pools(pools: list[AnyPool]) -> str:
        wrong = [pool.name for pool in pools if not pool.autoscaling and pool.initial_node_count < 1]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} has no node: write initial_node_count = 1 or more, or "
                f"autoscaling = true."
            )
        return ""

    return validation(sizes_of_pools, pools=pools.filled("name", "autoscaling", "initial_node_count"))


def kinds_of_spot(pools: Objects) -> Validation:
    """A node is one of both."""
    variable = pools.variable

    @plan_time
    def spot_of_pools(pools: list[AnyPool]) -> str:
        wrong = [pool.name for pool in pools if pool.spot and pool.preemptible]
        if len(wrong) > 0:
            return f"{variable}: {', '.join(wrong)} is both spot and preemptible: write spot = true alone."
        return ""

    return validation(spot_of_pools, pools=pools.filled("name", "spot", "preemptible"))


def places(pools: Objects) -> Validation:
    """Nodes are in the cluster's region."""
    variable = pools.variable

    @plan_time
    def places_of_pools(pools: list[AnyPool], cluster_location: str) -> str:
        wrong = [
            pool.name
            for pool in pools
            if pool.node_locations != ""
            and not all(
                trimmed(zone).startswith(f"{region(cluster_location)}-") for zone in pool.node_locations.split(",")
            )
        ]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} has node_locations outside of the region of {cluster_location}: "
                f"write zones of that region, joined by commas."
            )
        return ""

    return validation(places_of_pools, pools=pools.filled("name", "node_locations"))


def upgraded(pools: Objects) -> Validation:
    """Refuses pools that GKE does not upgrade: every created cluster is in a release channel."""
    variable = pools.variable

    @plan_time
    def upgrades_of_pools(pools: list[AnyPool], create_cluster: bool, autopilot_cluster: bool) -> str:
        wrong = [pool.name for pool in pools if create_cluster and not autopilot_cluster and not pool.auto_upgrade]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} has auto_upgrade = false, which GKE refuses in a release channel: "
                f"leave auto_upgrade out, and set when GKE may upgrade with maintenance_start_time."
            )
        return ""

    return validation(upgrades_of_pools, pools=pools.filled("name", "auto_upgrade"))


def given_on_autopilot(pools: Objects, default: list[dict[str, Any]]) -> Validation:
    """Refuses node pools for a created Autopilot cluster."""
    variable = pools.variable
    by_default = as_json([asdict(pools.cls(**pool)) for pool in default])

    @plan_time
    def pools_of_autopilot(pools: object, create_cluster: bool, autopilot_cluster: bool) -> str:
        if not (create_cluster and autopilot_cluster and as_json(pools) != by_default):
            return ""
        return (
            f"{variable} is set, but GKE makes the nodes of an Autopilot cluster itself: leave "
            f"{variable} out, or write autopilot_cluster = false."
        )

    return validation(pools_of_autopilot, pools=pools.filled())


@plan_time
def some_cpu_pool(cpu_pools: object, create_cluster: bool, autopilot_cluster: bool) -> str:
    """The hub and GKE's own pods need nodes."""
    if not (create_cluster and not autopilot_cluster and as_json(cpu_pools) in ("[]", "{}")):
        return ""
    return "cpu_pools is empty, but the hub itself needs nodes: write at least one pool."


@plan_time
def no_accelerators(pools: list[CpuPool]) -> str:
    """The blueprint's had the attribute, which means nothing."""
    wrong = [pool.name for pool in pools if pool.accelerator_count != 0]
    if len(wrong) > 0:
        return f"cpu_pools: {', '.join(wrong)} has an accelerator_count: write pools with accelerators in gpu_pools."
    return ""


@plan_time
def different(names: list[str], others: list[str]) -> bool:
    """Whether each name is there once, and none of the others is one of them."""
    return len(set(names) & set(others)) == 0 and len(distinct(names)) == len(names)


@plan_time
def names_of_cpu_pools(cpu_names: list[str]) -> str:
    """Each pool has a name of its own."""
    if different(cpu_names, []):
        return ""
    return f"cpu_pools has {', '.join(cpu_names)}: write a different name for each pool."


@plan_time
def names_of_gpu_pools(cpu_names: list[str], gpu_names: list[str]) -> str:
    """Each pool has a name of its own."""
    if different(gpu_names, cpu_names):
        return ""
    return (
        f"gpu_pools has {', '.join(gpu_names)} beside cpu_pools {', '.join(cpu_names)}: write a different "
        f"name for each pool."
    )


@plan_time
def names_of_tpu_pools(cpu_names: list[str], gpu_names: list[str], tpu_names: list[str]) -> str:
    """Each pool has a name of its own."""
    if different(tpu_names, [*cpu_names, *gpu_names]):
        return ""
    return (
        f"tpu_pools has {', '.join(tpu_names)} beside cpu_pools {', '.join(cpu_names)} and gpu_pools "
        f"{', '.join(gpu_names)}: write a different name for each pool."
    )
