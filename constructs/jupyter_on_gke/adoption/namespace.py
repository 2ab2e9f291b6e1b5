"""Manages the namespace that was there before, as it is."""

from constructs import Construct
from jupyter_on_gke.adoption import kept, settling
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, interpolate, when
from jupyter_on_gke.imports.kubernetes import NamespaceV1


class ManagedNamespace(Construct):
    """`kubernetes_namespace_v1.managed`. Destroying it deletes the home directories."""

    def __init__(
        self, scope: Construct, id_: str, *, name: Expression, manage: Expression, after: list[ITerraformDependable]
    ) -> None:
        super().__init__(scope, id_)
        namespace = NamespaceV1(
            self,
            "managed",
            count=when(settling.NAMESPACE.terraform(things=manage)),
            metadata={"name": interpolate(name)},
            timeouts={"delete": "30m"},
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=kept.NAMESPACE),
        )
        self.created: list[ITerraformDependable] = [namespace]
