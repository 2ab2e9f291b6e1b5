"""Warns in each plan of what is legal, and probably not what was meant: Terraform's checks."""

from constructs import Construct
from jupyter_on_gke.cautions import WARNINGS
from jupyter_on_gke.cluster import ignored, regions
from jupyter_on_gke.expressions import settle, var
from jupyter_on_gke.iap import members
from jupyter_on_gke.plan_time import settle_logic


class Warned(Construct):
    """The checks, and the locals that they need."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        settle(self, "known_regions", list(regions.KNOWN))
        settle_logic(self, ignored.written_pools)
        settle_logic(self, ignored.written_network, of=var)
        settle_logic(self, ignored.written_upkeep, of=var)
        settle_logic(self, members.reserved_names, servers_domain=var("servers_domain"))
        for name, warning in WARNINGS.items():
            warning.warn(self, name)
