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
def misfit(pool: ManagedPool, there: Reported) -> str:
    """What is written of a pool that it cannot have as it is, and what to write instead; "" if nothing is."""
    counts = counts_of(pool, there)
    if not counts.scales and pool.min_count >= 0:
        return f"{pool.name} has min_count {pool.min_count}, but no autoscaler: write max_count, too"
    if counts.scales and pool.node_count >= 0:
        return (
            f"{pool.name} has node_count {pool.node_count}, but an autoscaler, which decides that: write min_count and "
            "max_count"
        )
    if counts.scales and counts.low > counts.high:
        return f"{pool.name} would have at least {counts.low} nodes and at most {counts.high}: write both counts"
    return ""


@plan_time
def counts_fit(name: str, written_managed_pools: list[ManagedPool], reported_sizes: dict[str, Reported]) -> str:
    """Refuses counts of a pool of this name that do not go with what is there. What is not there, its import refuses."""
    wrong = [
        f"managed_pools: {text}."
        for pool in written_managed_pools
        for there in [reported_sizes.get(name)]
        if there is not None and pool.name == name
        for text in [misfit(pool, there)]
        if text != ""
    ]
    return " ".join(wrong)


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
