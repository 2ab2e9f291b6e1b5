"""Configures the kubernetes and helm providers for the cluster."""

from dataclasses import fields
from typing import Any

from constructs import Construct
from jupyter_on_gke.cluster import reaching
from jupyter_on_gke.cluster.reaching import KUBECONFIG, NO_CLUSTER, Exec
from jupyter_on_gke.expressions import Expression, dynamic, first, interpolate, of_each, when
from jupyter_on_gke.imports.google import DataGoogleClientConfig
from jupyter_on_gke.imports.helm import HelmProvider
from jupyter_on_gke.imports.kubernetes import KubernetesProvider
from jupyter_on_gke.state import put_beside


class ClusterProviders(Construct):
    """The providers. Without an authentication command they have a token, read once and kept in the state."""

    def __init__(
        self, scope: Construct, id_: str, *, host: Expression, ca_certificate: Expression, auth_command: Expression
    ) -> None:
        super().__init__(scope, id_)
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
