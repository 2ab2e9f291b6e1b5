"""Where JupyterHub is to be found. Plan-time functions."""

from jupyter_on_gke.plan_time import plan_time


@plan_time
def jupyterhub_uri(
    behind_iap: bool,
    host: str,
    project_id: str,
    cluster_name: str,
    cluster_location: str,
    namespace: str,
    service_name: str,
) -> str:
    """Where to open it; without IAP the console's page of the service."""
    console = "https://console.cloud.google.com/kubernetes/service/"
    page = f"{console}{cluster_location}/{cluster_name}/{namespace}/{service_name}/overview?project={project_id}"
    return f"https://{host}" if behind_iap else page


@plan_time
def jupyterhub_ip_address(behind_iap: bool, address: str | None) -> str:
    """The address for a DNS record; empty without IAP."""
    return address if behind_iap and address is not None else ""
