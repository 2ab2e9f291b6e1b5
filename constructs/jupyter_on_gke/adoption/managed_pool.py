"""A node pool that was there before, as people write it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ManagedPool:
    """A pool of managed_pools. What is not written stays as it is."""

    name: str
    """The pool's name at Google."""
    min_count: int = -1
    """Nodes that are always there, as the pool counts them: in each zone, or in all. By default as it is."""
    max_count: int = -1
    """Nodes at most, as the pool counts them. By default as it is."""
    node_count: int = -1
    """Nodes in each zone, where no autoscaler decides. By default as it is."""
