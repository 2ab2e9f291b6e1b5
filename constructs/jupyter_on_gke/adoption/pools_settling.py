"""How many nodes the node pools have that were there before: as is written, else as it is. Plan-time functions."""

import math
from dataclasses import dataclass

from jupyter_on_gke.adoption.managed_pool import ManagedPool
from jupyter_on_gke.plan_time import at, elements, keys_of, number, plan_time, text_at


@dataclass(frozen=True, kw_only=True)
class Reported:
    """How many nodes a pool has: `low` to `high` if the autoscaler decides, of each zone or in total."""

    scales: bool
    in_total: bool
    low: int
    high: int
    node_count: int = -1
    """Nodes in each zone, where somebody wrote it."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a pool is given: nodes of each zone or in total, or a number of them; None is as it is."""

    scales: bool
    min_node_count: int | None
    max_node_count: int | None
    total_min_node_count: int | None
    total_max_node_count: int | None
    node_count: int | None


@plan_time
def count_of(text: str) -> int:
    """A count as Google has it."""
    return math.floor(number(text, 0))


@plan_time
def reported_scaling(existing_cluster: object) -> dict[str, object]:
    """Name of a pool of the cluster that is there -> what its autoscaler does; None without one."""
    return {text_at(pool, "name"): at(pool, "autoscaling[0]") for pool in elements(at(existing_cluster, "node_pool"))}


@plan_time
def reported(scaling: object, total: int) -> Reported:
    """What Google says of a pool's size; a pool that counts in total has a total above 0."""
    return Reported(
        scales=len(keys_of(scaling)) > 0,
        in_total=total > 0,
        low=count_of(text_at(scaling, "min_node_count") if total == 0 else text_at(scaling, "total_min_node_count")),
        high=count_of(text_at(scaling, "max_node_count")) if total == 0 else total,
    )


@plan_time
def reported_sizes(reported_scaling: dict[str, object]) -> dict[str, Reported]:
    """Name of a pool of the cluster that is there -> its size."""
    return {
        name: reported(scaling, count_of(text_at(scaling, "total_max_node_count")))
        for name, scaling in sorted(reported_scaling.items())
    }


@plan_time
def counts_of(pool: ManagedPool, there: Reported) -> Reported:
    """What is written, else what is there."""
    return Reported(
        scales=there.scales or pool.max_count >= 0,
        in_total=there.in_total,
        low=pool.min_count if pool.min_count >= 0 else there.low,
        high=pool.max_count if pool.max_count >= 0 else there.high,
        node_count=pool.node_count,
    )


@plan_time
def managed_counts(
    manage: list[str], written_managed_pools: list[ManagedPool], reported_sizes: dict[str, Reported]
) -> dict[str, Reported]:
    """The pools that are managed, by their names, with the counts that they are to have."""
    nothing = Reported(scales=False, in_total=False, low=0, high=0)
    return {
        pool.name: counts_of(pool, reported_sizes.get(pool.name, nothing))
        for pool in written_managed_pools
        if "node_pools" in manage
    }


@plan_time
def written_counts(written_managed_pools: list[ManagedPool]) -> dict[str, ManagedPool]:
    """Name of a pool -> what is written of it."""
    return {pool.name: pool for pool in written_managed_pools}


@plan_time
def autoscaler_is_meant(written: ManagedPool, counts: Reported) -> str:
    """Refuses counts that nobody would look at: the autoscaler's without one, and another beside one."""
    pool = f"managed_pools: {written.name}"
    if written.min_count >= 0 and not counts.scales:
        return f"{pool} has min_count {written.min_count}, but no autoscaler: write max_count, too."
    if written.node_count >= 0 and counts.scales:
        return f"{pool} has node_count {written.node_count}, but an autoscaler: write min_count and max_count instead."
    return ""


@plan_time
def counts_are_in_order(name: str, counts: Reported) -> str:
    """Refuses counts that Google would, of which one is written and the other is there."""
    if not counts.scales or counts.low <= counts.high:
        return ""
    return (
        f"managed_pools: {name} would have {counts.low} nodes at least and {counts.high} at most: write min_count and "
        "max_count."
    )


@plan_time
def size_of(counts: Reported) -> Size:
    """The counts as arguments of the pool."""
    return Size(
        scales=counts.scales,
        min_node_count=None if counts.in_total else counts.low,
        max_node_count=None if counts.in_total else counts.high,
        total_min_node_count=counts.low if counts.in_total else None,
        total_max_node_count=counts.high if counts.in_total else None,
        node_count=counts.node_count if counts.node_count >= 0 and not counts.scales else None,
    )


@plan_time
def managed_sizes(managed_counts: dict[str, Reported]) -> dict[str, Size]:
    """The pools that are managed, by their names."""
    return {name: size_of(counts) for name, counts in sorted(managed_counts.items())}


@plan_time
def scaled(size: Size) -> list[Size]:
    """A block with the counts, if the autoscaler decides."""
    return [size] if size.scales else []


@plan_time
def names_of_pools(adopts: bool, managed_sizes: dict[str, Size]) -> set[str]:
    """The pools that are taken over."""
    return set(sorted(managed_sizes) if adopts else [])
