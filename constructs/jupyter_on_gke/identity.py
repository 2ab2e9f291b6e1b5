"""Creates the identities of nodes, of notebooks (two accounts, linked), and of the hub."""

import json

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import (
    DataGoogleServiceAccount,
    ProjectIamCustomRole,
    ProjectIamMember,
    ServiceAccount,
    ServiceAccountIamMember,
)
from imports.kubernetes import ServiceAccountV1
from jupyter_on_gke.expressions import Expression, first, interpolate, negate, settle, string_map, when

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


class NotebookIdentity(Construct):
    """The Google and the Kubernetes service account of notebooks: one name, linked or already there."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        name: Expression,
        namespace: Expression,
        labels: Expression,
        create: Expression,
        create_namespace: Expression,
        after: list[ITerraformDependable],
        after_cluster: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        # No depends_on: a wrong name of an existing account is found while planning.
        DataGoogleServiceAccount(
            self,
            "notebooks_existing",
            count=when(negate(create)),
            project=interpolate(project),
            account_id=interpolate(name),
        )
        ServiceAccount(
            self,
            "notebooks",
            count=when(create),
            project=interpolate(project),
            account_id=interpolate(name),
            display_name="JupyterHub notebooks",
            depends_on=after,
        )
        link = ServiceAccountIamMember(
            self,
            "notebooks_workload_identity",
            count=when(create),
            service_account_id=interpolate("google_service_account.notebooks[0].name"),
            role="roles/iam.workloadIdentityUser",
            member=f"serviceAccount:{interpolate(project)}.svc.id.goog[{interpolate(namespace)}/{interpolate(name)}]",
            # The workload identity pool is there only with the cluster.
            depends_on=after_cluster,
        )
        email = first(
            "google_service_account.notebooks[*].email",
            "data.google_service_account.notebooks_existing[*].email",
        )
        # In a namespace that we make, the account cannot be there already.
        kubernetes = ServiceAccountV1(
            self,
            "notebooks_kubernetes",
            count=when(f"({create} || {create_namespace})"),
            metadata={
                "name": interpolate(name),
                "namespace": interpolate(namespace),
                "labels": string_map(labels),
                "annotations": {"iam.gke.io/gcp-service-account": interpolate(email)},
            },
        )
        self.member = settle(
            self,
            "notebook_member",
            interpolate(
                first(
                    "google_service_account.notebooks[*].member",
                    "data.google_service_account.notebooks_existing[*].member",
                )
            ),
        )
        self.ready: list[ITerraformDependable] = [link, kubernetes]


class HubIdentity(Construct):
    """What JupyterHub's hub may do in the project: look up a backend service by its name."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        project_number: Expression,
        namespace: Expression,
        digest: Expression,
        create: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        ProjectIamCustomRole(
            self,
            "hub_backends",
            count=when(create),
            project=interpolate(project),
            role_id=f"jupyterhubHub_{interpolate(digest)}",
            # At most 100 characters, of which a namespace has up to 63.
            title=f"JupyterHub's hub in {interpolate(namespace)}",
            description="Looks up the backend service that is the audience of IAP's tokens.",
            permissions=["compute.backendServices.get"],
            depends_on=after,
        )
        ProjectIamMember(
            self,
            "hub",
            count=when(create),
            project=interpolate(project),
            role=interpolate("google_project_iam_custom_role.hub_backends[0].id"),
            # The Kubernetes service account itself: no Google service account that others could use.
            member=f"principal://iam.googleapis.com/projects/{interpolate(project_number)}/locations/global/"
            f"workloadIdentityPools/{interpolate(project)}.svc.id.goog/subject/ns/{interpolate(namespace)}/sa/hub",
            # The workload identity pool is there only with the cluster.
            depends_on=after,
        )
