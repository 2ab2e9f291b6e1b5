"""Settles what people's values of the chart are judged by."""

from constructs import Construct
from jupyter_on_gke.expressions import settle
from jupyter_on_gke.jupyterhub import key_checks as keys
from jupyter_on_gke.jupyterhub import volume_checks as volumes
from jupyter_on_gke.jupyterhub.chart_keys import CHART_KEYS
from jupyter_on_gke.jupyterhub.written_refusals import BELONGS_UNDER, REFUSALS
from jupyter_on_gke.plan_time import settle_logic


class WrittenChecks(Construct):
    """`refusals`, and the locals that they need."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        settle(self, "chart_keys", CHART_KEYS)
        settle(self, "belongs_under", BELONGS_UNDER)
        for each in (keys.written_maps, keys.unknown_keys, keys.key_likeness, keys.near_keys, keys.key_advice):
            settle_logic(self, each)
        settle_logic(self, volumes.taken_volumes)
        settle_logic(self, volumes.taken_paths)
        self.refusals = REFUSALS
