"""What a node pool's resource is given: plan-time functions of a pool of the variables."""

from jupyter_on_gke.cluster.pool import AnyPool
from jupyter_on_gke.plan_time import plan_time


@plan_time
def by_name(pools: list[AnyPool], create: bool) -> dict[str, AnyPool]:
    """The pools that are made, by their names."""
    return {pool.name: pool for pool in pools if create}


@plan_time
def scaled(pool: AnyPool) -> list[AnyPool]:
    """A block with the pool's counts, if the autoscaler decides."""
    return [pool] if pool.autoscaling else []


@plan_time
def initial_node_count(pool: AnyPool) -> int | None:
    """Nodes in each zone with which a new pool begins: the autoscaler, where it is on, starts from the minimum."""
    return pool.min_count if pool.autoscaling else None


@plan_time
def node_count(pool: AnyPool) -> int | None:
    """Nodes in each zone, where no autoscaler decides."""
    return None if pool.autoscaling else pool.initial_node_count


@plan_time
def node_locations(zones: list[str] | None, home_zones: list[str]) -> list[str] | None:
    """The zones: where Google would choose them, it could leave out the ones of people's disks."""
    if zones is not None:
        return zones
    return home_zones if len(home_zones) > 0 else None


@plan_time
def service_account(pool: AnyPool, node_service_account: str | None) -> str | None:
    """The account of its nodes; None is the Compute Engine default one."""
    return node_service_account if pool.create_service_account else None
