"""The variables of the project, the cluster and its network."""

from jupyter_on_gke.cluster import regions, rules
from jupyter_on_gke.variables import placeholders
from jupyter_on_gke.variables.variable import Variable, pattern, validation

NETWORK = "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"
NETWORK_OR_PATH = f"{NETWORK}|^(https://[a-z][a-z0-9.]*/([a-z0-9]+/)*)?projects/[a-z][-a-z0-9:.]*/[a-z][-a-z0-9/]*$"
NETWORK_FORM = "1 to 63 lowercase letters, digits and hyphens, starting with a letter"
RELEASE_CHANNELS = ("RAPID", "REGULAR", "STABLE", "EXTENDED")

TIME_OF_DAY = "([01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT = f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{TIME_OF_DAY}:[0-5][0-9]Z"

VARIABLES = (
    Variable(
        name="project_id",
        description="Google Cloud project that holds everything. Required. "
        "A change recreates everything in the other project.",
        validations=(
            pattern(
                "project_id",
                "^([^:]*:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$",
                "the project's id (not its name or number): 6 to 30 lowercase letters, digits "
                "and hyphens, starting with a letter",
            ),
            validation(rules.project_without_domain),
            placeholders.own_project("project_id", "the id of your project (gcloud projects list)"),
        ),
    ),
    Variable(
        name="create_cluster",
        type="bool",
        default=False,
        description="Create the cluster. By default the cluster is there already and is looked up. "
        "Changing true to false destroys the cluster with everything in it.",
    ),
    Variable(
        name="autopilot_cluster",
        type="bool",
        default=True,
        description="With create_cluster: an Autopilot cluster, the default; false makes a Standard "
        "cluster with cpu_pools and gpu_pools. The other kind is another cluster: a change "
        "destroys the one that is there, unless deletion_protection stops it.",
    ),
    Variable(
        name="private_cluster",
        type="bool",
        default=False,
        description="With create_cluster: nodes and control plane without public addresses; people then reach the "
        "control plane by its DNS-based endpoint alone, as Terraform always does, and the nodes need Cloud NAT to "
        "pull images (create_network makes one). The other kind is another cluster: a change destroys the one that is "
        "there, unless deletion_protection stops it. With an existing "
        "cluster: do not reach it by its public address (by default it is, where neither the DNS-based endpoint is "
        "open nor a membership is given). By default a created control plane has a public address, which answers to "
        "authorized_networks.",
    ),
    Variable(
        name="cluster_name",
        description="Name of the GKE cluster, to be created or already there. Required. "
        "Another name is another cluster: where it was created here, a change "
        "destroys the one that is there, unless deletion_protection stops it.",
        validations=(
            pattern(
                "cluster_name",
                "^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$",
                "1 to 40 lowercase letters, digits and hyphens, starting with a letter and not ending with a hyphen",
            ),
        ),
    ),
    Variable(
        name="cluster_location",
        description="Region (us-central1) or zone (us-central1-a) of the cluster. Required. "
        "Autopilot clusters are in a region. Another location is another cluster: where it was created here, a change "
        "destroys the one that is there, unless deletion_protection stops it.",
        validations=(
            pattern(
                "cluster_location",
                regions.LOCATION,
                "a region like us-central1 or a zone like us-central1-a",
            ),
            validation(rules.autopilot_in_region),
            validation(rules.no_control_plane_in_ai_zone),
        ),
    ),
    Variable(
        name="cluster_membership_id",
        default="",
        effective="the cluster's membership, else cluster_name",
        description="Fleet membership by which Connect Gateway reaches an existing cluster: its id, or LOCATION/ID "
        "(us-west1/ml-cluster). Giving one uses Connect Gateway. By default that is used only where the cluster has "
        "neither a public endpoint nor an open DNS-based one, with the membership that the cluster itself names, "
        "else a global one with the cluster's name. A change is another way to the same cluster, and changes nothing "
        "there.",
        validations=(
            pattern(
                "cluster_membership_id",
                "^([a-z]+(-[a-z]+[0-9]+)?/)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
                "the membership's id, or its location, a slash and its id (global/ml-cluster)",
                optional=True,
            ),
            validation(rules.membership_of_existing),
        ),
    ),
    Variable(
        name="cluster_auth_command",
        type="list(string)",
        default=[],
        effective="none, a token in the state",
        description="Command that gives Terraform tokens for the cluster as it needs them, with its arguments: "
        '["gke-gcloud-auth-plugin", "--use_application_default_credentials"]. By default Terraform takes one token '
        "when it plans, which is in state and plan files and ends within an hour, and with it a longer apply. A change "
        "takes effect at once and touches nothing.",
        validations=(validation(rules.command_is_first),),
    ),
    Variable(
        name="authorized_networks",
        type="list(string)",
        default=[],
        description="With create_cluster: networks (CIDR blocks) that may reach the control plane by its public "
        "address. By default none may; its DNS-based endpoint is open to whoever IAM lets. A change is made in place.",
        validations=(
            validation(rules.networks_are_blocks),
            validation(rules.networks_are_not_everybody),
            validation(rules.networks_of_public_cluster),
        ),
    ),
    Variable(
        name="security_group",
        default="",
        effective="none",
        description="With create_cluster, or with cluster in manage: the group of Google Groups for RBAC "
        "(gke-security-groups@YOUR-DOMAIN), whose member groups can be named in Kubernetes' role "
        "bindings. None by default, or as it is for a cluster that is managed. A change is made in place.",
        validations=(
            pattern(
                "security_group",
                r"^gke-security-groups@[-a-z0-9]+([.][-a-z0-9]+)+$",
                "gke-security-groups@ and your domain, the name that GKE asks for",
                optional=True,
            ),
        ),
    ),
    Variable(
        name="release_channel",
        default="",
        effective="REGULAR; of a managed cluster its own",
        description="With create_cluster, or with cluster in manage: GKE's release channel. By default REGULAR for a "
        "cluster that is created, and as it is for one that is managed. A change is made in place; versions never go "
        "back.",
        validations=(
            pattern(
                "release_channel",
                f"^({'|'.join(RELEASE_CHANNELS)})$",
                f"one of {', '.join(RELEASE_CHANNELS)}",
                optional=True,
            ),
        ),
    ),
    Variable(
        name="maintenance_start_time",
        default="",
        effective="any time",
        description="With create_cluster, or with cluster in manage: when GKE may upgrade, which restarts nodes and "
        "the servers on them. A time of day in UTC (03:00) means four hours each day; a moment (2026-01-03T00:00:00Z), "
        "with maintenance_end_time and maintenance_recurrence, a window that recurs. By default at any time, or as it "
        "is for a cluster that is managed. A change is made in place.",
        validations=(
            pattern(
                "maintenance_start_time",
                f"^({TIME_OF_DAY}|{MOMENT})$",
                "a time of day like 03:00, or a moment like 2026-01-03T00:00:00Z",
                optional=True,
            ),
        ),
    ),
    Variable(
        name="maintenance_end_time",
        default="",
        effective="none",
        description="With maintenance_start_time as a moment: the moment at which the window ends, at least four hours "
        "later. None by default. A change is made in place.",
        validations=(
            pattern("maintenance_end_time", f"^{MOMENT}$", "a moment like 2026-01-03T12:00:00Z", optional=True),
            validation(rules.end_of_a_window),
        ),
    ),
    Variable(
        name="maintenance_recurrence",
        default="",
        effective="none",
        description="With maintenance_end_time: when the window recurs, as an RRULE (FREQ=WEEKLY;BYDAY=SA,SU). None "
        "by default. Google asks for 48 hours in 32 days at least. A change is made in place.",
        validations=(
            pattern(
                "maintenance_recurrence",
                "^FREQ=(DAILY|WEEKLY|MONTHLY)(;[A-Z]+=[-A-Z0-9,]+)*$",
                "an RRULE like FREQ=WEEKLY;BYDAY=SA,SU",
                optional=True,
            ),
            validation(rules.recurrence_of_a_window),
        ),
    ),
    Variable(
        name="resource_labels",
        type="map(string)",
        default={},
        effective="none",
        description="Google's labels of all that is created here and takes labels, by which its cost can be told "
        "apart, beside created-by = jupyter-on-gke. None by default. A change is made in place.",
        validations=(validation(rules.labels_of_google),),
    ),
    Variable(
        name="deletion_protection",
        type="bool",
        default=True,
        description="With create_cluster, or with cluster in manage: refuse to destroy the cluster. True by default. "
        "A change is made in place: to clean up, first apply false, then destroy.",
    ),
    Variable(
        name="create_network",
        type="bool",
        default=False,
        description="With create_cluster: create a VPC and a subnetwork of the names in network and subnetwork, and "
        "Cloud NAT, which bills by the nodes that use it. By default existing ones are used. A change to true takes "
        "effect for new clusters only; one to false Google refuses while the cluster is there.",
    ),
    Variable(
        name="private_nodes",
        default="",
        effective="true where private_cluster or create_network is",
        description="With create_cluster: nodes without public addresses (true) or with them (false). By default they "
        "have none where private_cluster or create_network is true, since then there is Cloud NAT or should be; in an "
        "existing network without private_cluster they have, as nobody knows of its Cloud NAT. A change "
        "takes effect for new clusters only.",
        validations=(
            pattern("private_nodes", "^(true|false)$", "true or false, or leave it out", optional=True),
            validation(rules.private_nodes_of_private_cluster),
        ),
    ),
    Variable(
        name="network",
        default="default",
        description="With create_cluster: name of the VPC of the cluster, `default` by default. A change "
        "takes effect for new clusters only. A cluster in a Shared VPC is to be made elsewhere and used here.",
        validations=(
            pattern("network", NETWORK_OR_PATH, f"the network's name: {NETWORK_FORM}"),
            validation(rules.new_network),
            rules.no_path("network"),
        ),
    ),
    Variable(
        name="subnetwork",
        default="",
        effective="network",
        description="With create_cluster: the subnetwork of the cluster, in its region. By default "
        "the one that has the network's name. A change takes effect for new clusters only.",
        validations=(
            pattern("subnetwork", NETWORK_OR_PATH, f"the subnetwork's name: {NETWORK_FORM}", optional=True),
            rules.no_path("subnetwork"),
        ),
    ),
)
