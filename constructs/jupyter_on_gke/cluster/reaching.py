"""How the cluster is reached, and what is read of an existing one for that: plan-time functions."""

import json
from dataclasses import dataclass
from pathlib import Path

from jupyter_on_gke.plan_time import as_decoded, as_text, at, plan_time, text_at
from jupyter_on_gke.texts import texts

KUBECONFIG = "no-cluster.json"
NO_CLUSTER = texts(Path(__file__).parent / "kubeconfig", KUBECONFIG)
"""What providers take where the cluster's host is not known: a host that is nowhere, and whose name says what to do."""
NOWHERE = json.loads(NO_CLUSTER[KUBECONFIG])["clusters"][0]["cluster"]["server"].removeprefix("https://")

# What Google's plugin speaks.
EXEC_API = "client.authentication.k8s.io/v1beta1"


@dataclass(frozen=True, kw_only=True)
class Exec:
    """A command that gives the providers tokens."""

    api_version: str
    command: str
    args: list[str]


@plan_time
def cluster_is_autopilot(create_cluster: bool, autopilot_cluster: bool, existing_cluster: object) -> bool:
    """Whether GKE makes the nodes."""
    return autopilot_cluster if create_cluster else text_at(existing_cluster, "enable_autopilot") == "true"


@plan_time
def cluster_dns_endpoint(control_plane_endpoints: object) -> str | None:
    """The name of the DNS-based endpoint, of the blocks of the cluster that there is."""
    return as_text(at(control_plane_endpoints, "[0].dns_endpoint_config[0].endpoint"))


@plan_time
def is_open_by_dns(existing_cluster: object) -> bool:
    """Whether the DNS-based endpoint is open to the outside."""
    path = "control_plane_endpoints_config[0].dns_endpoint_config[0].allow_external_traffic"
    return text_at(existing_cluster, path) == "true"


@plan_time
def is_closed_by_ip(existing_cluster: object) -> bool:
    """Whether there is no public endpoint."""
    is_private = text_at(existing_cluster, "private_cluster_config[0].enable_private_endpoint")
    by_ip = text_at(existing_cluster, "control_plane_endpoints_config[0].ip_endpoints_config[0].enabled")
    return is_private == "true" or by_ip == "false"


@plan_time
def cluster_reached_by(
    create_cluster: bool, private_cluster: bool, cluster_membership_id: str, existing_cluster: object
) -> str:
    """The way to the control plane: see Connection."""
    if create_cluster:
        return "dns"
    if cluster_membership_id != "":
        return "gateway"
    # An IP endpoint that is there may still answer nobody but its authorized networks.
    if is_open_by_dns(existing_cluster):
        return "dns"
    return "gateway" if private_cluster or is_closed_by_ip(existing_cluster) else "ip"


@plan_time
def written(text: str | None, otherwise: str) -> str:
    """The text, else another one."""
    return text if text is not None and text != "" else otherwise


@plan_time
def membership_location(cluster_membership_id: str, existing_cluster: object) -> str:
    """Where the membership is: LOCATION of LOCATION/ID, else what the cluster says, if it does."""
    if "/" in cluster_membership_id:
        return "".join(cluster_membership_id.split("/")[:1])
    return written(text_at(existing_cluster, "fleet[0].membership_location"), "global")


@plan_time
def membership_id(cluster_membership_id: str, existing_cluster: object, cluster_name: str) -> str:
    """The membership's ID, else what the cluster says, if it does."""
    if cluster_membership_id != "":
        last = "".join(cluster_membership_id.split("/")[1:])
        return last if "/" in cluster_membership_id else cluster_membership_id
    return written(text_at(existing_cluster, "fleet[0].membership_id"), cluster_name)


@plan_time
def host_of_gateway(location: str) -> str:
    """Connect Gateway's host: a membership in a region is known to that region's alone."""
    return "connectgateway.googleapis.com" if location == "global" else f"{location}-connectgateway.googleapis.com"


@plan_time
def cluster_host(
    cluster_endpoint: str | None,
    cluster_dns_endpoint: str | None,
    project_number: str,
    membership_location: str,
    membership_id: str,
) -> dict[str, str]:
    """A way to the control plane -> its address. A cluster that is gone has none while what was on it is destroyed."""
    by_ip = written(cluster_endpoint, NOWHERE)
    membership = f"projects/{project_number}/locations/{membership_location}/gkeMemberships/{membership_id}"
    return {
        "ip": f"https://{by_ip}",
        "dns": f"https://{written(cluster_dns_endpoint, by_ip)}",
        "gateway": f"https://{host_of_gateway(membership_location)}/v1/{membership}",
    }


@plan_time
def authority(cluster_reached_by: str, cluster_ca_certificate: str | None) -> str | None:
    """The certificate of the cluster's own authority, which signs the IP endpoint's only."""
    return as_decoded(cluster_ca_certificate) if cluster_reached_by == "ip" else None


@plan_time
def has_own_token(cluster_auth_command: list[str]) -> bool:
    """Whether Terraform has a token of its own, read once and kept in the state."""
    return len(cluster_auth_command) == 0


@plan_time
def token(cluster_auth_command: list[str], own: str | None) -> str:
    """The token. Not null, for which KUBE_TOKEN would do."""
    return written(own, "") if has_own_token(cluster_auth_command) else ""


@plan_time
def plugins(cluster_auth_command: list[str]) -> list[Exec]:
    """The command that gives tokens, if there is one."""
    plugin = Exec(api_version=EXEC_API, command="".join(cluster_auth_command[:1]), args=cluster_auth_command[1:])
    return [] if has_own_token(cluster_auth_command) else [plugin]
