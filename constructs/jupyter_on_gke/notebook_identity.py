"""Creates the Google and the Kubernetes service account of notebooks, linked, or uses existing ones."""

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import DataGoogleServiceAccount, ServiceAccount, ServiceAccountIamMember
from imports.kubernetes import ServiceAccountV1
from jupyter_on_gke.expressions import Expression, first, interpolate, negate, settle, string_map, when


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
