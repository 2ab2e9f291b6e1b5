"""Creates the Kubernetes service account of notebooks, and names whom to grant what they may use."""

import json

from cdktf import ITerraformDependable, TerraformResourceLifecycle

from constructs import Construct
from imports.google import DataGoogleServiceAccount
from imports.kubernetes import ServiceAccountV1
from jupyter_on_gke import written_values
from jupyter_on_gke.expressions import Expression, first, interpolate, negate, principal, settle, string_map, when

ACTS_AS = "iam.gke.io/gcp-service-account"


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
        # In a namespace that we make, the account cannot be there already.
        kubernetes = ServiceAccountV1(
            self,
            "notebooks_kubernetes",
            count=when(f"({create} || {create_namespace})"),
            metadata={
                "name": interpolate(name),
                "namespace": interpolate(ready_namespace),
                "labels": string_map(labels),
                # With it pods act as that Google account, and grants to themselves do not count.
                "annotations": string_map(
                    f"{create} ? {{}} : {{{json.dumps(ACTS_AS)} = "
                    f"{first('data.google_service_account.notebooks_existing[*].email')}}}"
                ),
            },
            lifecycle=TerraformResourceLifecycle(ignore_changes=["metadata[0].name"]),
        )
        there = "kubernetes_service_account_v1.notebooks_kubernetes[*].metadata[0].name"
        self.name = settle(self, "notebook_account", interpolate(f"coalesce(one({there}), {name})"))
        itself = principal(
            project=project, project_number=project_number, namespace=namespace, account=interpolate(self.name)
        )
        self.member = settle(
            self,
            "notebook_member",
            interpolate(f'{create} ? "{itself}" : {first("data.google_service_account.notebooks_existing[*].member")}'),
        )
        # An account of one's own has grants of one's own.
        own = f"!{create} || {written_values.singleuser('serviceAccountName')} != null"
        self.use_google = settle(
            self,
            "notebooks_use_google",
            interpolate(f"{reach_buckets} || length({project_roles}) > 0 || {own}"),
        )
        self.ready: list[ITerraformDependable] = [kubernetes]
