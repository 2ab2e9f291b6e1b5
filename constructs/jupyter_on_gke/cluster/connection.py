"""Configures the kubernetes and helm providers for the cluster, by the endpoint that can be reached."""

from dataclasses import dataclass, fields
from typing import Any

from constructs import Construct
from jupyter_on_gke.cluster import reaching
from jupyter_on_gke.cluster.choice import Choice
from jupyter_on_gke.cluster.reaching import KUBECONFIG, NO_CLUSTER, Exec
from jupyter_on_gke.expressions import Expression, dynamic, first, interpolate, of_each, when
from jupyter_on_gke.imports.google import DataGoogleClientConfig
from jupyter_on_gke.imports.helm import HelmProvider
from jupyter_on_gke.imports.kubernetes import KubernetesProvider
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.state import put_beside


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """Where the cluster answers, which is null where it does not."""

    ip: Expression
    dns: Expression
    ca_certificate: Expression


class Connection(Construct):
    """How Terraform reaches the control plane.

    - `dns`: the DNS-based endpoint, with a public certificate and IAM before it: every created cluster, and every
      existing one whose DNS-based endpoint is open to the outside;
    - `gateway`: Connect Gateway, for another existing cluster without a public endpoint, which is in a fleet;
    - `ip`: the public endpoint of any other existing cluster, with the cluster's own certificate authority.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project_number: Expression,
        choice: Choice,
        cluster_name: Expression,
        membership: Expression,
        endpoints: Endpoints,
        auth_command: Expression,
    ) -> None:
        super().__init__(scope, id_)
        way = settle_logic(
            self,
            reaching.cluster_reached_by,
            create_cluster=choice.create,
            private_cluster=choice.private,
            cluster_membership_id=membership,
        )
        settle_logic(self, reaching.membership_location, cluster_membership_id=membership)
        settle_logic(self, reaching.membership_id, cluster_membership_id=membership, cluster_name=cluster_name)
        host = settle_logic(
            self,
            reaching.cluster_host,
            cluster_endpoint=endpoints.ip,
            cluster_dns_endpoint=endpoints.dns,
            project_number=project_number,
        )
        self._configure(
            host=Expression(f"{host}[{way}]"),
            ca_certificate=reaching.authority.terraform(
                cluster_reached_by=way, cluster_ca_certificate=endpoints.ca_certificate
            ),
            auth_command=auth_command,
        )

    def _configure(self, *, host: Expression, ca_certificate: Expression, auth_command: Expression) -> None:
        """The providers. Without an authentication command they have a token, read once and kept in the state."""
        own_token = reaching.has_own_token.terraform(cluster_auth_command=auth_command)
        client = DataGoogleClientConfig(self, "terraform", count=when(own_token))
        put_beside(self, NO_CLUSTER)
        config: dict[str, Any] = {
            "host": interpolate(host),
            "token": interpolate(
                reaching.token.terraform(
                    cluster_auth_command=auth_command, own=first(of_each(client.fqn, "access_token"))
                )
            ),
            "cluster_ca_certificate": interpolate(ca_certificate),
            # While a host is not known, providers would take KUBE_CONFIG_PATH's, or http://localhost.
            "config_path": f"{interpolate('path.module')}/{KUBECONFIG}",
        }
        plugins = reaching.plugins.terraform(cluster_auth_command=auth_command)
        content = {each.name: interpolate(f"exec.value.{each.name}") for each in fields(Exec)}
        # By `jupyter` the blueprint's state knows them; Terraform asks for them only there. See migration.py.
        for suffix, alias in (("", None), ("_jupyter", "jupyter")):
            kubernetes = KubernetesProvider(self, f"kubernetes{suffix}", alias=alias, **config)
            kubernetes.add_override("dynamic.exec", dynamic(plugins, content))
            helm = HelmProvider(self, f"helm{suffix}", alias=alias, kubernetes=config)
            helm.add_override("kubernetes.exec", interpolate(first(plugins)))
