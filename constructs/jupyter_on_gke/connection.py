"""Configures the kubernetes and helm providers for the cluster, by the endpoint that can be reached."""

from typing import Any

from constructs import Construct
from imports.google import DataGoogleClientConfig
from imports.helm import HelmProvider
from imports.kubernetes import KubernetesProvider
from jupyter_on_gke.expressions import Expression, interpolate, settle

EXISTING = "one(data.google_container_cluster.existing)"
FLEET = f"{EXISTING}.fleet[0]"


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
        host = settle(
            self,
            "cluster_host",
            {
                "ip": f"https://{interpolate(endpoint)}",
                "dns": f"https://{interpolate(f'coalesce({dns_endpoint}, {endpoint})')}",
                "gateway": f"https://{gateway}/v1/projects/{interpolate(project_number)}"
                f"/locations/{interpolate(location)}/gkeMemberships/{interpolate(membership_id)}",
            },
        )
        client = DataGoogleClientConfig(self, "terraform")
        config: dict[str, Any] = {
            "host": interpolate(f"{host}[{way}]"),
            "token": client.access_token,
            # The cluster's own authority signs the IP endpoint's certificate only.
            "cluster_ca_certificate": interpolate(f'{way} == "ip" ? base64decode({ca_certificate}) : null'),
        }
        KubernetesProvider(self, "kubernetes", **config)
        HelmProvider(self, "helm", kubernetes=config)
        # By this name the blueprint's state knows them; Terraform asks for them only there. See migration.py.
        KubernetesProvider(self, "kubernetes_jupyter", alias="jupyter", **config)
        HelmProvider(self, "helm_jupyter", alias="jupyter", kubernetes=config)
