"""Warns in each plan of what is legal, and probably not what was meant: Terraform's checks."""

from constructs import Construct
from jupyter_on_gke.cluster import hardware_rules, ignored, regions
from jupyter_on_gke.expressions import local, settle, var
from jupyter_on_gke.iap import members
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.variables.refusal import Refusal, refusal

WARNINGS: dict[str, Refusal] = {
    # A refusal would stop the blueprint's own first tfvars.
    "only_named_members": refusal(members.only_named_members, add_auth=var("add_auth")),
    "names_are_somebodys": refusal(members.names_are_somebodys, add_auth=var("add_auth")),
    "location_is_known": refusal(regions.location_is_known, cluster_location=var("cluster_location")),
    "counts_are_used": refusal(hardware_rules.counts_are_used, value=var("cpu_pools")),
    "machines_are_plain": refusal(hardware_rules.machines_are_plain, pools=local("written_cpu_pools")),
    "created_cluster_is_meant": refusal(
        ignored.created_cluster_is_meant, create_cluster=var("create_cluster"), manage=var("manage")
    ),
}
"""Name of a check -> what it says."""


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
