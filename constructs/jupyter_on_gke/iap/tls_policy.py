"""Creates the load balancer's TLS policy."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.expressions import Expression, first, interpolate, settle, when
from jupyter_on_gke.iap.settling import TLS_POLICY
from jupyter_on_gke.imports.google import ComputeSslPolicy


class TlsPolicy(Construct):
    """`google_compute_ssl_policy.jupyterhub`: TLS 1.2 and modern ciphers.

    Every deployment behind IAP has one, and its name is fixed when it is made. So the name also tells
    whether a deployment is older than servers on a host of their own.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        digest: Expression,
        enabled: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        ComputeSslPolicy(
            self,
            "jupyterhub",
            count=when(enabled),
            project=interpolate(project),
            name=f"{TLS_POLICY}-{interpolate(digest)}",
            profile="MODERN",
            min_tls_version="TLS_1_2",
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.TLS_POLICY),
        )
        self.name = settle(self, "tls_policy_name", interpolate(first("google_compute_ssl_policy.jupyterhub[*].name")))
