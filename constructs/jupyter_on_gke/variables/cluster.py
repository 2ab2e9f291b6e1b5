"""The variables of the project, the cluster and its network."""

from jupyter_on_gke.variables.variable import Validation, Variable, one_of, pattern

CREATED_AUTOPILOT = "var.create_cluster && var.autopilot_cluster"
CREATED_STANDARD = "var.create_cluster && !var.autopilot_cluster"

NETWORK = "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"
NETWORK_FORM = "1 to 63 lowercase letters, digits and hyphens, starting with a letter"
RELEASE_CHANNELS = ("RAPID", "REGULAR", "STABLE", "EXTENDED")

VARIABLES = (
    Variable(
        name="project_id",
        description="Google Cloud project that holds everything. Required. "
        "A change recreates everything in the other project.",
        validations=(
            pattern(
                "project_id",
                "^[a-z][-a-z0-9]{4,28}[a-z0-9]$",
                "the project's id (not its name or number): 6 to 30 lowercase letters, digits "
                "and hyphens, starting with a letter",
            ),
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
        "cluster with cpu_pools and gpu_pools. A change recreates the cluster.",
    ),
    Variable(
        name="private_cluster",
        type="bool",
        default=False,
        description="With create_cluster: nodes and control plane without public addresses; Terraform "
        "then reaches the control plane by its DNS-based endpoint, and the nodes need Cloud NAT to "
        "pull images (create_network makes one). A change recreates the cluster. With an existing "
        "cluster: reach it by Connect Gateway. By default nodes and endpoint are public.",
    ),
    Variable(
        name="cluster_name",
        description="Name of the GKE cluster, to be created or already there. Required. "
        "A change recreates a cluster that is created here.",
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
        "Autopilot clusters are in a region. A change recreates a cluster that is created here.",
        validations=(
            pattern(
                "cluster_location",
                "^[a-z]+-[a-z]+[0-9]+(-[a-z])?$",
                "a region like us-central1 or a zone like us-central1-a",
            ),
            Validation(
                condition=f'!({CREATED_AUTOPILOT}) || !can(regex("^[a-z]+-[a-z]+[0-9]+-[a-z]$", var.cluster_location))',
                message='cluster_location is "${var.cluster_location}", a zone, but Autopilot clusters '
                "are in a region: write the region, or autopilot_cluster = false.",
            ),
        ),
    ),
    Variable(
        name="cluster_membership_id",
        default="",
        effective="the cluster's membership, else cluster_name",
        description="Fleet membership by which Connect Gateway reaches an existing private cluster: "
        "its id, or LOCATION/ID. By default the membership that the cluster itself names, else a "
        "global one with the cluster's name. Giving one uses Connect Gateway.",
        validations=(
            pattern(
                "cluster_membership_id",
                "^([a-z]+(-[a-z]+[0-9]+)?/)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
                "the membership's id, or its location, a slash and its id (global/ml-cluster)",
                optional=True,
            ),
            Validation(
                condition='var.cluster_membership_id == "" || !var.create_cluster',
                message='cluster_membership_id is "${var.cluster_membership_id}", but a created cluster '
                "is reached by its own endpoint: leave cluster_membership_id out, or set "
                "create_cluster = false.",
            ),
        ),
    ),
    Variable(
        name="release_channel",
        default="REGULAR",
        description="With create_cluster: GKE's release channel, REGULAR by default. "
        "A change is made in place; versions never go back.",
        validations=(one_of("release_channel", RELEASE_CHANNELS),),
    ),
    Variable(
        name="deletion_protection",
        type="bool",
        default=True,
        description="With create_cluster: refuse to destroy or recreate the cluster. True by default. "
        "To clean up, first apply false, then destroy.",
    ),
    Variable(
        name="create_network",
        type="bool",
        default=False,
        description="With create_cluster: create a VPC and a subnetwork of the names in network and "
        "subnetwork, and Cloud NAT where nodes are private. By default existing ones are used. "
        "A change recreates the cluster.",
    ),
    Variable(
        name="network",
        default="default",
        description="With create_cluster: name of the VPC of the cluster, `default` by default. A change "
        "recreates the cluster. A cluster in a Shared VPC is to be made elsewhere and used here.",
        validations=(
            pattern("network", NETWORK, f"the network's name: {NETWORK_FORM}"),
            Validation(
                condition='!(var.create_cluster && var.create_network) || var.network != "default"',
                message='network is "${var.network}", which create_network cannot create: write a new '
                "name, like jupyter.",
            ),
        ),
    ),
    Variable(
        name="subnetwork",
        default="",
        effective="network",
        description="With create_cluster: the subnetwork of the cluster, in its region. By default "
        "the one that has the network's name. A change recreates the cluster.",
        validations=(pattern("subnetwork", NETWORK, f"the subnetwork's name: {NETWORK_FORM}", optional=True),),
    ),
)
