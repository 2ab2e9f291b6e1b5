"""Creates the service account of a created cluster's nodes, with the few roles that nodes need."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster import names
from jupyter_on_gke.expressions import Expression, first, interpolate, settle, when
from jupyter_on_gke.imports.google import ProjectIamMember, ServiceAccount
from jupyter_on_gke.plan_time import plan_time

NODE_ROLES = (
    # Logs, metrics and metadata: what GKE's nodes need.
    "roles/container.defaultNodeServiceAccount",
    # Images from the project's own Artifact Registry.
    "roles/artifactregistry.reader",
)


@plan_time
def roles_of_nodes(create: bool) -> set[str]:
    """The roles of the account that is there."""
    return set(NODE_ROLES if create else [])


class NodeIdentity(Construct):
    """The service account of the nodes of a created cluster, with the few roles that nodes need."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        cluster_name: Expression,
        cluster_location: Expression,
        create: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        account = ServiceAccount(
            self,
            "nodes",
            count=when(create),
            project=interpolate(project),
            account_id=interpolate(
                names.account_of_nodes.terraform(cluster_location=cluster_location, cluster_name=cluster_name)
            ),
            display_name=f"Nodes of the GKE cluster {interpolate(cluster_name)}",
            depends_on=after,
        )
        roles = ProjectIamMember(
            self,
            "nodes_roles",
            project=interpolate(project),
            role=interpolate("each.value"),
            member=interpolate("google_service_account.nodes[0].member"),
        )
        roles.add_override("for_each", interpolate(roles_of_nodes.terraform(create=create)))
        self.email = settle(self, "node_service_account", interpolate(first("google_service_account.nodes[*].email")))
        self.ready: list[ITerraformDependable] = [account, roles]
