"""Reserves the global address of JupyterHub, or looks up an existing one."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, first, interpolate, settle, when
from jupyter_on_gke.iap.settling import looks_up_address, reserves_address
from jupyter_on_gke.imports.google import ComputeGlobalAddress, DataGoogleComputeGlobalAddress


class Address(Construct):
    """The global address, reserved or existing."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        digest: Expression,
        enabled: Expression,
        existing_name: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        ComputeGlobalAddress(
            self,
            "jupyterhub",
            count=when(reserves_address.terraform(enabled=enabled, existing_name=existing_name)),
            project=interpolate(project),
            name=f"jupyter-address-{interpolate(digest)}",
            depends_on=after,
            # With url_domain_name later: Google keeps an address as long as the Ingress has it, which is changed first.
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True, ignore_changes=fixed_at_creation.ADDRESS),
        )
        DataGoogleComputeGlobalAddress(
            self,
            "existing",
            count=when(looks_up_address.terraform(enabled=enabled, existing_name=existing_name)),
            project=interpolate(project),
            name=interpolate(existing_name),
        )
        both = (
            "google_compute_global_address.jupyterhub[*]",
            "data.google_compute_global_address.existing[*]",
        )
        self.name = settle(self, "address_name", interpolate(first(*(f"{each}.name" for each in both))))
        self.address = settle(self, "address", interpolate(first(*(f"{each}.address" for each in both))))
