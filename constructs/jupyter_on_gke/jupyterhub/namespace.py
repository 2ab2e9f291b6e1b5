"""Creates the namespace of JupyterHub, or names the existing one."""

from cdktf import ITerraformDependable, TerraformResourceLifecycle

from constructs import Construct
from imports.kubernetes import NamespaceV1
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.expressions import Expression, first, interpolate, settle, string_map, when


class Namespace(Construct):
    """The namespace that holds JupyterHub and all notebooks. Destroying it deletes the home directories."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: Expression,
        labels: Expression,
        create: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        NamespaceV1(
            self,
            "jupyterhub",
            count=when(create),
            metadata={"name": interpolate(name), "labels": string_map(labels)},
            depends_on=after,
            # Volumes, and what Google's load balancer leaves behind, go minutes later.
            timeouts={"delete": "30m"},
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.NAMESPACE),
        )
        # What is made in the namespace refers to it, so that it comes later and goes earlier.
        self.name = settle(
            self,
            "ready_namespace",
            interpolate(f"coalesce({first('kubernetes_namespace_v1.jupyterhub[*].metadata[0].name')}, {name})"),
        )
