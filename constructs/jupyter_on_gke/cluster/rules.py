"""What the variables of the project, the cluster and its network refuse: plan-time rules, each giving the sentence."""

from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import as_json, is_network, matches, plan_time, trimmed
from jupyter_on_gke.variables.variable import Validation, validation

ZONE = "^[a-z]+-[a-z]+[0-9]+-[a-z]$"
AI_ZONE = "-ai[0-9]+[a-z]$"
LABEL_KEY = "^[a-z][-_a-z0-9]{0,62}$"
LABEL_VALUE = "^[-_a-z0-9]{0,63}$"


def no_path(name: str) -> Validation:
    """The value of `name` must not name another project."""

    @plan_time
    def name_alone(create_cluster: bool, value: str) -> str:
        if not create_cluster or "/" not in value:
            return ""
        return (
            f'{name} is "{value}", a path: write its last part alone for one of this '
            f"project; in a Shared VPC make the cluster by other means, and use it here with create_cluster = false."
        )

    return validation(name_alone, value=var(name))


@plan_time
def project_without_domain(project_id: str) -> str:
    """Workload Identity's pool of such a project has another name."""
    if ":" not in project_id:
        return ""
    return (
        f'project_id is "{project_id}", a project of a domain, whose accounts and identity '
        f"pool are named otherwise than others: write the id of a project without a domain."
    )


@plan_time
def autopilot_in_region(create_cluster: bool, autopilot_cluster: bool, cluster_location: str) -> str:
    """Autopilot has no zonal clusters."""
    if not (create_cluster and autopilot_cluster and matches(ZONE, cluster_location)):
        return ""
    return (
        f'cluster_location is "{cluster_location}", a zone, but Autopilot clusters '
        f"are in a region: write the region, or autopilot_cluster = false."
    )


@plan_time
def no_control_plane_in_ai_zone(create_cluster: bool, cluster_location: str) -> str:
    """Only nodes are there."""
    if not (create_cluster and matches(AI_ZONE, cluster_location)):
        return ""
    return (
        f'cluster_location is "{cluster_location}", an AI zone, in which nodes are but no control '
        f"plane: write the region, and the AI zone in node_locations of a Standard cluster's pools."
    )


@plan_time
def membership_of_existing(create_cluster: bool, cluster_membership_id: str) -> str:
    """A created cluster is in no fleet."""
    if cluster_membership_id == "" or not create_cluster:
        return ""
    return (
        f'cluster_membership_id is "{cluster_membership_id}", but a created cluster '
        f"is reached by its own endpoint: leave cluster_membership_id out, or set "
        f"create_cluster = false."
    )


@plan_time
def command_is_first(cluster_auth_command: list[str]) -> str:
    """A command has a name."""
    if all(trimmed(each) != "" for each in cluster_auth_command[:1]):
        return ""
    return (
        f"cluster_auth_command is {as_json(cluster_auth_command)}: write a command first, like "
        f"gke-gcloud-auth-plugin, or leave it out."
    )


@plan_time
def networks_are_blocks(authorized_networks: list[str]) -> str:
    """Google takes CIDR blocks."""
    wrong = [network for network in authorized_networks if not is_network(network)]
    if len(wrong) > 0:
        return f"authorized_networks has {', '.join(wrong)}: write CIDR blocks like 203.0.113.0/24."
    return ""


@plan_time
def networks_are_not_everybody(authorized_networks: list[str]) -> str:
    """The IP endpoint has no IAM before it."""
    if not any(network.endswith("/0") for network in authorized_networks):
        return ""
    return (
        f"authorized_networks has {', '.join(authorized_networks)}, which is everybody: leave it "
        f"out, the DNS-based endpoint is reached from everywhere by whoever IAM lets."
    )


@plan_time
def networks_of_public_cluster(authorized_networks: list[str], create_cluster: bool, private_cluster: bool) -> str:
    """Another cluster's address is not ours to open."""
    if len(authorized_networks) == 0 or (create_cluster and not private_cluster):
        return ""
    return (
        f"authorized_networks has {', '.join(authorized_networks)}, but only a created cluster "
        f"with private_cluster = false has an address of ours to open: leave it out."
    )


@plan_time
def end_of_a_window(maintenance_end_time: str, maintenance_start_time: str) -> str:
    """A moment has an end, a time of day has none."""
    if (maintenance_end_time != "") == ("T" in maintenance_start_time):
        return ""
    return (
        f'maintenance_end_time is "{maintenance_end_time}" and maintenance_start_time is '
        f'"{maintenance_start_time}": write both as moments, or a time of day and no end.'
    )


@plan_time
def recurrence_of_a_window(maintenance_recurrence: str, maintenance_end_time: str) -> str:
    """A window recurs."""
    if (maintenance_recurrence != "") == (maintenance_end_time != ""):
        return ""
    return (
        f'maintenance_recurrence is "{maintenance_recurrence}" and maintenance_end_time is '
        f'"{maintenance_end_time}": write both or neither.'
    )


@plan_time
def labels_of_google(resource_labels: dict[str, str]) -> str:
    """What Google's labels may be."""
    if all(matches(LABEL_KEY, key) and matches(LABEL_VALUE, value) for key, value in sorted(resource_labels.items())):
        return ""
    return (
        f"resource_labels is {as_json(resource_labels)}: write lowercase letters, digits, "
        f"hyphens and underscores, at most 63, with a letter first in keys."
    )


@plan_time
def private_nodes_of_private_cluster(private_nodes: str, create_cluster: bool, private_cluster: bool) -> str:
    """A private cluster has no other nodes."""
    if not (private_nodes == "false" and create_cluster and private_cluster):
        return ""
    return (
        "private_nodes is false, but private_cluster is true: leave private_nodes out, or write "
        "private_cluster = false."
    )


@plan_time
def new_network(network: str, create_cluster: bool, create_network: bool) -> str:
    """Each project has a VPC `default` already."""
    if not (create_cluster and create_network and network == "default"):
        return ""
    return f'network is "{network}", which create_network cannot create: write a new name, like jupyter.'
