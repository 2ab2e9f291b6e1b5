"""Manages the service account of nodes that were there before, as it is."""

from constructs import Construct
from jupyter_on_gke.adoption import kept, settling
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, interpolate, when
from jupyter_on_gke.imports.google import ServiceAccount


class ManagedNodeIdentity(Construct):
    """`google_service_account.managed`: the account of the nodes. What it is granted stays, and is not managed."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        account: Expression,
        manage: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        identity = ServiceAccount(
            self,
            "managed",
            count=when(settling.NODE_IDENTITY.terraform(things=manage)),
            project=interpolate(project),
            account_id=interpolate(account),
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=kept.NODE_IDENTITY),
        )
        self.created: list[ITerraformDependable] = [identity]
