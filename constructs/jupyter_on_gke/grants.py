"""Grants notebooks their buckets and roles, and the hub its role, once JupyterHub is there."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, interpolate, principal, var, when
from jupyter_on_gke.imports.google import ProjectIamMember, StorageBucketIamMember
from jupyter_on_gke.jupyterhub.account import each_role, has_bucket

OBJECT_USER = "roles/storage.objectUser"


class Grants(Construct):
    """Everything that is granted to the Kubernetes accounts of notebooks and of the hub.

    Nobody needs it before the first sign-in. A new cluster's workload identity pool, and a new role, are not known to
    all of IAM at once: a grant that comes minutes later meets them there.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        notebooks: Expression,
        project_roles: Expression,
        bucket: Expression,
        user_buckets: Expression,
        hub: str,
        hub_role: Expression,
        hub_has_role: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        StorageBucketIamMember(
            self,
            "notebooks",
            count=when(has_bucket.terraform(bucket=bucket)),
            bucket=interpolate(bucket),
            role=OBJECT_USER,
            member=interpolate(notebooks),
            depends_on=after,
        )
        users = StorageBucketIamMember(
            self,
            "notebooks_users",
            bucket=interpolate("each.value"),
            role=OBJECT_USER,
            member=interpolate(notebooks),
            depends_on=after,
        )
        users.add_override("for_each", interpolate(user_buckets))
        roles = ProjectIamMember(
            self,
            "notebooks_roles",
            project=interpolate(project),
            role=interpolate("each.value"),
            member=interpolate(notebooks),
            depends_on=after,
        )
        roles.add_override("for_each", interpolate(each_role.terraform(notebook_project_roles=project_roles)))
        ProjectIamMember(
            self,
            "hub",
            count=when(hub_has_role),
            project=interpolate(project),
            role=interpolate(hub_role),
            # The Kubernetes service account itself: no Google service account that others could use.
            member=hub,
            depends_on=after,
        )


def grants(
    stack: Construct,
    deployment: Deployment,
    *,
    notebooks: Expression,
    user_buckets: Expression,
    hub_role: Expression,
    after: list[ITerraformDependable],
) -> Grants:
    """Puts all grants into a stack, as late as can be."""
    return Grants(
        stack,
        "grants",
        project=deployment.project,
        notebooks=notebooks,
        project_roles=var("notebook_project_roles"),
        bucket=var("gcs_bucket"),
        user_buckets=user_buckets,
        hub=principal(
            project=deployment.project,
            project_number=deployment.project_number,
            namespace=deployment.namespace,
            account="hub",
        ),
        hub_role=hub_role,
        hub_has_role=var("add_auth"),
        after=after,
    )
