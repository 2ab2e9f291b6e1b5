"""What each plan warns of: legal, and probably not what was meant."""

from jupyter_on_gke.adoption import rules as adoption
from jupyter_on_gke.cluster import hardware_rules, ignored, regions
from jupyter_on_gke.expressions import local, var
from jupyter_on_gke.iap import members
from jupyter_on_gke.variables.refusal import Refusal, refusal

WARNINGS: dict[str, Refusal] = {
    # A refusal would stop the blueprint's own first tfvars.
    "only_named_members": refusal(members.only_named_members, add_auth=var("add_auth")),
    "names_are_somebodys": refusal(members.names_are_somebodys, add_auth=var("add_auth")),
    "location_is_known": refusal(regions.location_is_known, cluster_location=var("cluster_location")),
    "zone_is_known": refusal(regions.zone_is_known, cluster_location=var("cluster_location")),
    "counts_are_used": refusal(hardware_rules.counts_are_used, value=var("cpu_pools")),
    "machines_are_plain": refusal(hardware_rules.machines_are_plain, pools=local("written_cpu_pools")),
    "created_cluster_is_meant": refusal(
        ignored.created_cluster_is_meant, create_cluster=var("create_cluster"), manage=var("manage")
    ),
    "notebooks_keep_their_roles": refusal(
        adoption.notebooks_keep_their_roles,
        adopt=var("adopt"),
        notebook_project_roles=var("notebook_project_roles"),
    ),
}
"""Name of a check -> what it says."""
