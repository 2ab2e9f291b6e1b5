"""Creates the Kubernetes service account of notebooks, and names whom to grant what they may use."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, first, interpolate, local, negate, principal, string_map, text, when
from jupyter_on_gke.imports.google import DataGoogleServiceAccount
from jupyter_on_gke.imports.kubernetes import ServiceAccountV1
from jupyter_on_gke.jupyterhub import account
from jupyter_on_gke.plan_time import settle_logic

MADE = "kubernetes_service_account_v1.notebooks_kubernetes[*].metadata[0].name"
EMAILS = "data.google_service_account.notebooks_existing[*].email"
MEMBERS = "data.google_service_account.notebooks_existing[*].member"


class NotebookIdentity(Construct):
    """The identity of all notebooks: their Kubernetes service account itself, or an existing Google account.

    `name` is the Kubernetes account's, `member` what IAM grants to: that account, or the Google account that the
    annotation says the pods act as. To IAM, accounts of the same name in namespaces of the same name are one in
    all clusters of the project: the account's default name is made of the cluster's, so that no two are by chance.
    What is there keeps its name. `use_google` says whether notebooks have anything to use at Google.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        project_number: Expression,
        name: Expression,
        namespace: Expression,
        ready_namespace: Expression,
        labels: Expression,
        create: Expression,
        create_namespace: Expression,
        project_roles: Expression,
        reach_buckets: Expression,
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
        email = first(EMAILS)
        kubernetes = ServiceAccountV1(
            self,
            "notebooks_kubernetes",
            count=when(account.is_made.terraform(create_service_account=create, create_namespace=create_namespace)),
            metadata={
                "name": interpolate(name),
                "namespace": interpolate(ready_namespace),
                "labels": string_map(labels),
                "annotations": string_map(account.annotations.terraform(create_service_account=create, email=email)),
            },
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.NOTEBOOK_ACCOUNT),
        )
        self.name = settle_logic(self, account.notebook_account, made=first(MADE), service_account=name)
        itself = principal(
            project=project, project_number=project_number, namespace=namespace, account=interpolate(self.name)
        )
        self.member = settle_logic(
            self,
            account.notebook_member,
            create_service_account=create,
            itself=text(itself),
            google_account=first(MEMBERS),
        )
        self.use_google = settle_logic(
            self,
            account.notebooks_use_google,
            reach_buckets=reach_buckets,
            notebook_project_roles=project_roles,
            create_service_account=create,
            written_singleuser=local("written_singleuser"),
        )
        self.ready: list[ITerraformDependable] = [kubernetes]
