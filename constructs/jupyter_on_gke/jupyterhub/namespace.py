"""Creates the namespace of JupyterHub, or names the existing one."""

from collections.abc import Sequence

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, first, interpolate, string_map, when
from jupyter_on_gke.imports.kubernetes import NamespaceV1
from jupyter_on_gke.jupyterhub.names import ready_namespace
from jupyter_on_gke.plan_time import settle_logic


class Namespace(Construct):
    """The namespace that holds JupyterHub and all notebooks. Destroying it deletes the home directories.

    `managed` are the names of one that was there before and that the stack manages, as splats.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: Expression,
        labels: Expression,
        create: Expression,
        managed: Sequence[str],
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
        made = first("kubernetes_namespace_v1.jupyterhub[*].metadata[0].name", *managed)
        self.name = settle_logic(self, ready_namespace, made=made, namespace=name)
