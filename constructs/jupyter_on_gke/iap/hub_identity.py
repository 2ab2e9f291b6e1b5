"""Creates the hub's role in the project, of one permission: to look up a backend service by its name."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, interpolate, when
from jupyter_on_gke.imports.google import ProjectIamCustomRole


class HubIdentity(Construct):
    """What JupyterHub's hub may do in the project: look up a backend service by its name."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
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
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.ROLE),
        )
        self.role = Expression("google_project_iam_custom_role.hub_backends[0].id")
