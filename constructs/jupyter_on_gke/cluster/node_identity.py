"""Creates the service account of a created cluster's nodes, with the few roles that nodes need."""

import json

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import ProjectIamMember, ServiceAccount
from jupyter_on_gke.expressions import Expression, first, interpolate, settle, when

NODE_ROLES = (
    # Logs, metrics and metadata: what GKE's nodes need.
    "roles/container.defaultNodeServiceAccount",
    # Images from the project's own Artifact Registry.
    "roles/artifactregistry.reader",
)


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
        # A cluster's name may be longer than an account's, and be taken in another location.
        digest = f'substr(sha256("${{{cluster_location}}}/${{{cluster_name}}}"), 0, 4)'
        account = ServiceAccount(
            self,
            "nodes",
            count=when(create),
            project=interpolate(project),
            account_id=f"{interpolate(f'substr({cluster_name}, 0, 18)')}-nodes-{interpolate(digest)}",
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
        roles.add_override("for_each", interpolate(f"toset({create} ? {json.dumps(NODE_ROLES)} : [])"))
        self.email = settle(self, "node_service_account", interpolate(first("google_service_account.nodes[*].email")))
        self.ready: list[ITerraformDependable] = [account, roles]
