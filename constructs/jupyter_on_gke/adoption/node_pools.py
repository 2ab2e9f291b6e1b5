"""Manages the node pools that were there before: how many nodes they have, and not what these are."""

from constructs import Construct
from jupyter_on_gke.adoption import kept, pools_settling
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster.choice import Place
from jupyter_on_gke.expressions import Expression, dynamic, interpolate
from jupyter_on_gke.imports.google import ContainerNodePool
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.resource_settings import TIMEOUTS
from jupyter_on_gke.variables.refusal import refusal, refuse

KEY = "each.key"


class ManagedNodePools(Construct):
    """`google_container_node_pool.managed`, by name. How many nodes they have is managed, what these are is kept."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        place: Place,
        manage: Expression,
        pools: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        settle_logic(self, pools_settling.reported_scaling)
        settle_logic(self, pools_settling.reported_sizes)
        counts = settle_logic(self, pools_settling.managed_counts, manage=manage, written_managed_pools=pools)
        by_name = settle_logic(self, pools_settling.written_counts, written_managed_pools=pools)
        self.sizes = settle_logic(self, pools_settling.managed_sizes)
        fits = (
            refusal(pools_settling.autoscaler_is_meant, written=f"{by_name}[{KEY}]", counts=f"{counts}[{KEY}]"),
            refusal(pools_settling.counts_are_in_order, name=KEY, counts=f"{counts}[{KEY}]"),
        )
        created = ContainerNodePool(
            self,
            "managed",
            project=interpolate(place.project),
            location=interpolate(place.location),
            cluster=interpolate(place.name),
            name=interpolate(KEY),
            timeouts=TIMEOUTS,
            depends_on=after,
            lifecycle={"ignore_changes": kept.NODE_POOL},
        )
        refuse(created, fits)
        created.add_override("for_each", interpolate(self.sizes))
        created.add_override("node_count", interpolate("each.value.node_count"))
        kinds = ("min_node_count", "max_node_count", "total_min_node_count", "total_max_node_count")
        created.add_override(
            "dynamic.autoscaling",
            dynamic(
                pools_settling.scaled.terraform(size="each.value"),
                {count: interpolate(f"autoscaling.value.{count}") for count in kinds},
            ),
        )
        self.created: list[ITerraformDependable] = [created]
