"""Settles where hub and proxy are, by plan-time functions."""

from constructs import Construct
from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.jupyterhub import hub_placing
from jupyter_on_gke.plan_time import settle_logic


class HubPlace(Construct):
    """`values` for the chart, and `refusals`."""

    def __init__(self, scope: Construct, id_: str, *, all_pools: Expression, home_class: Expression) -> None:
        super().__init__(scope, id_)
        settle_logic(self, hub_placing.hub_is_placed)
        settle_logic(self, hub_placing.hub_pools_possible, all_pools=all_pools)
        settle_logic(self, hub_placing.hub_pools_attachable)
        settle_logic(self, hub_placing.hub_pools_second)
        settle_logic(self, hub_placing.hub_needs_second)
        settle_logic(self, hub_placing.hub_avoids, all_pools=all_pools)
        settle_logic(self, hub_placing.hub_rather_avoids)
        settle_logic(self, hub_placing.hub_takes_hyperdisk_alone)
        settle_logic(self, hub_placing.hub_preferences)
        settle_logic(self, hub_placing.hub_affinity)
        self.values = settle_logic(self, hub_placing.values_place, home_class=home_class)
        self.refusals = hub_placing.REFUSALS
