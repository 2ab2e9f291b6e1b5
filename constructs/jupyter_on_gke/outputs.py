"""The outputs of both generations of the blueprint."""

from cdktf import TerraformOutput

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate


class Outputs(Construct):
    """What people and scripts read after an apply."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        cluster_name: Expression,
        cluster_location: Expression,
        namespace: Expression,
        service_name: Expression,
        behind_iap: Expression,
        host: Expression,
        servers_host: Expression,
        dns_records: Expression,
        address: Expression,
        user: Expression,
        password: Expression,
    ) -> None:
        super().__init__(scope, id_)
        console = (
            "https://console.cloud.google.com/kubernetes/service/"
            f"${{{cluster_location}}}/${{{cluster_name}}}/${{{namespace}}}/${{{service_name}}}/overview"
            f"?project=${{{project}}}"
        )
        for name, expression, description in (
            ("domain", host, "Host name of JupyterHub; empty without IAP."),
            (
                "servers_domain",
                servers_host,
                "Host name of people's servers; empty where they are on JupyterHub's, and without IAP.",
            ),
            (
                "dns_records",
                dns_records,
                "The DNS records to make: name, type, value. Empty where names resolve by themselves.",
            ),
            (
                "jupyterhub_uri",
                f'{behind_iap} ? "https://${{{host}}}" : "{console}"',
                "Where to open JupyterHub; without IAP the console's page of the service.",
            ),
            (
                "jupyterhub_ip_address",
                f'{behind_iap} ? {address} : ""',
                "The address for a DNS record; empty without IAP.",
            ),
            ("jupyterhub_user", user, "The user to sign in as without IAP; empty with it."),
            ("kubernetes_namespace", namespace, "Namespace of JupyterHub."),
            ("gke_cluster_name", cluster_name, "The cluster's name."),
            ("gke_cluster_location", cluster_location, "The cluster's location."),
            ("project_id", project, "The project."),
        ):
            TerraformOutput(self, name, value=interpolate(expression), description=description)
        for name in ("jupyterhub_password", "password"):
            TerraformOutput(
                self,
                name,
                value=interpolate(password),
                sensitive=True,
                description="The generated password without IAP; empty with it.",
            )
