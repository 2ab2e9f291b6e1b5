"""Configures the kubernetes and helm providers for the cluster, by the endpoint that can be reached."""

import json
from pathlib import Path
from typing import Any

from constructs import Construct
from imports.google import DataGoogleClientConfig
from imports.helm import HelmProvider
from imports.kubernetes import KubernetesProvider
from jupyter_on_gke.expressions import Expression, data, dynamic, interpolate, settle, when
from jupyter_on_gke.state import put_beside
from jupyter_on_gke.texts import texts

EXISTING = "one(data.google_container_cluster.existing)"
FLEET = f"{EXISTING}.fleet[0]"

KUBECONFIG = "no-cluster.json"
NO_CLUSTER = texts(Path(__file__).parent / "kubeconfig", KUBECONFIG)
"""What providers take where the cluster's host is not known: a host that is nowhere, and whose name says what to do."""
NOWHERE = json.loads(NO_CLUSTER[KUBECONFIG])["clusters"][0]["cluster"]["server"].removeprefix("https://")

# What Google's plugin speaks.
EXEC_API = "client.authentication.k8s.io/v1beta1"


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
        create: Expression,
        private: Expression,
        cluster_name: Expression,
        membership: Expression,
        endpoint: Expression,
        dns_endpoint: Expression,
        ca_certificate: Expression,
        auth_command: Expression,
    ) -> None:
        super().__init__(scope, id_)
        closed = (
            f"{private} || try({EXISTING}.private_cluster_config[0].enable_private_endpoint, false)"
            f" || try(!{EXISTING}.control_plane_endpoints_config[0].ip_endpoints_config[0].enabled, false)"
        )
        dns_open = (
            f"try({EXISTING}.control_plane_endpoints_config[0].dns_endpoint_config[0].allow_external_traffic, false)"
        )
        way = settle(
            self,
            "cluster_reached_by",
            interpolate(
                # An IP endpoint that is there may still answer nobody but its authorized networks.
                f'{create} ? "dns" : {membership} != "" ? "gateway" : {dns_open} ? "dns" : {closed} ? "gateway" : "ip"'
            ),
        )
        # A membership is LOCATION/ID or ID; what is not given is what the cluster itself says, if it does.
        location = settle(
            self,
            "membership_location",
            interpolate(
                f'strcontains({membership}, "/") ? split("/", {membership})[0] : '
                f'try(coalesce({FLEET}.membership_location), "global")'
            ),
        )
        membership_id = settle(
            self,
            "membership_id",
            interpolate(
                f'{membership} != "" ? reverse(split("/", {membership}))[0] : '
                f"try(coalesce({FLEET}.membership_id), {cluster_name})"
            ),
        )
        # A membership in a region is known to that region's host alone.
        gateway = interpolate(f'{location} == "global" ? "" : "${{{location}}}-"') + "connectgateway.googleapis.com"
        # A cluster that is gone has no endpoint while what was on it is destroyed.
        host = settle(
            self,
            "cluster_host",
            {
                "ip": "https://" + interpolate(f'coalesce({endpoint}, "{NOWHERE}")'),
                "dns": "https://" + interpolate(f'coalesce({dns_endpoint}, {endpoint}, "{NOWHERE}")'),
                "gateway": f"https://{gateway}/v1/projects/{interpolate(project_number)}"
                f"/locations/{interpolate(location)}/gkeMemberships/{interpolate(membership_id)}",
            },
        )
        self._configure(
            host=Expression(f"{host}[{way}]"),
            # The cluster's own authority signs the IP endpoint's certificate only.
            ca_certificate=Expression(f'{way} == "ip" ? try(base64decode({ca_certificate}), null) : null'),
            auth_command=auth_command,
        )

    def _configure(self, *, host: Expression, ca_certificate: Expression, auth_command: Expression) -> None:
        """The providers. Without an authentication command they have a token, read once and kept in the state."""
        own_token = Expression(f"length({auth_command}) == 0")
        client = DataGoogleClientConfig(self, "terraform", count=when(own_token))
        put_beside(self, NO_CLUSTER)
        config: dict[str, Any] = {
            "host": interpolate(host),
            # Not null, for which KUBE_TOKEN would do.
            "token": interpolate(f'{own_token} ? one({client.fqn}[*].access_token) : ""'),
            "cluster_ca_certificate": interpolate(ca_certificate),
            # While a host is not known, providers would take KUBE_CONFIG_PATH's, or http://localhost.
            "config_path": f"${{path.module}}/{KUBECONFIG}",
        }
        plugin = {
            "api_version": EXEC_API,
            "command": Expression(f"{auth_command}[0]"),
            "args": Expression(f"slice({auth_command}, 1, length({auth_command}))"),
        }
        # By `jupyter` the blueprint's state knows them; Terraform asks for them only there. See migration.py.
        for suffix, alias in (("", None), ("_jupyter", "jupyter")):
            kubernetes = KubernetesProvider(self, f"kubernetes{suffix}", alias=alias, **config)
            kubernetes.add_override(
                "dynamic.exec",
                dynamic(
                    f"{own_token} ? [] : [{data(plugin)}]", {key: interpolate(f"exec.value.{key}") for key in plugin}
                ),
            )
            helm = HelmProvider(self, f"helm{suffix}", alias=alias, kubernetes=config)
            helm.add_override("kubernetes.exec", interpolate(f"{own_token} ? null : {data(plugin)}"))
