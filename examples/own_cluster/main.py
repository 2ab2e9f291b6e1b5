"""A hub on one's own cluster and network, which another stack makes."""

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_google.compute_network import ComputeNetwork
from cdktf_cdktf_provider_google.compute_subnetwork import ComputeSubnetwork
from cdktf_cdktf_provider_google.container_cluster import ContainerCluster
from cdktf_cdktf_provider_google.provider import GoogleProvider

from constructs import Construct
from jupyter_on_gke import JupyterOnGke, Settings

PROJECT, REGION = "our-project", "europe-west4"


class Platform(TerraformStack):
    """A network, and an Autopilot cluster in it."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        GoogleProvider(self, "google", project=PROJECT)
        network = ComputeNetwork(self, "network", name="platform", auto_create_subnetworks=False)
        subnetwork = ComputeSubnetwork(
            self,
            "subnetwork",
            name="platform",
            network=network.id,
            region=REGION,
            ip_cidr_range="10.0.0.0/20",
            private_ip_google_access=True,
        )
        self.cluster = ContainerCluster(
            self,
            "cluster",
            name="platform",
            location=REGION,
            enable_autopilot=True,
            network=network.id,
            subnetwork=subnetwork.id,
        )


app = App()
platform = Platform(app, "platform")
JupyterOnGke(
    app,
    "hub",
    settings=Settings(
        project_id=PROJECT,
        # Tokens: the hub's stack reads them from the other one's state.
        cluster_name=platform.cluster.name,
        cluster_location=platform.cluster.location,
        members_allowlist=["group:research@our-company.org"],
    ),
)
app.synth()
