"""Manages the global address that was there before, as it is."""

from constructs import Construct
from jupyter_on_gke.adoption import kept, settling
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, interpolate, when
from jupyter_on_gke.imports.google import ComputeGlobalAddress


class ManagedAddress(Construct):
    """`google_compute_global_address.managed`. Destroying it gives the address back."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        name: Expression,
        manage: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        address = ComputeGlobalAddress(
            self,
            "managed",
            count=when(settling.ADDRESS.terraform(things=manage)),
            project=interpolate(project),
            name=interpolate(name),
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=kept.ADDRESS),
        )
        self.created: list[ITerraformDependable] = [address]
