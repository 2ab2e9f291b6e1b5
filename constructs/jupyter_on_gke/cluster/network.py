"""Creates the VPC of a created cluster, its subnetwork and Cloud NAT, or names the existing ones."""

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.cdk import ITerraformDependable, TerraformResourceLifecycle
from jupyter_on_gke.cluster import names
from jupyter_on_gke.expressions import Expression, first, interpolate, when
from jupyter_on_gke.imports.google import (
    ComputeFirewall,
    ComputeFirewallDeny,
    ComputeNetwork,
    ComputeRouter,
    ComputeRouterNat,
    ComputeSubnetwork,
)
from jupyter_on_gke.plan_time import settle_logic


class Network(Construct):
    """The network that a created cluster lives in.

    `network` and `subnetwork` are what the cluster is given: the created objects' ids, or the names
    as they were written.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        region: Expression,
        name: Expression,
        subnetwork_name: Expression,
        create: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        own = interpolate("google_compute_network.cluster[0].id")
        # The name that it was made with, whatever the variable says today.
        own_name = "google_compute_network.cluster[0].name"
        subnetwork = names.subnetwork_name.terraform(network=name, subnetwork=subnetwork_name)

        ComputeNetwork(
            self,
            "cluster",
            count=when(create),
            project=interpolate(project),
            name=interpolate(name),
            auto_create_subnetworks=False,
            depends_on=after,
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.NETWORK),
        )
        guards = [
            add_firewall(self, project=project, create=create, network=own, name=own_name),
            add_way_out(self, project=project, region=region, create=create, network=own, name=own_name),
        ]
        # After the others: where Google refuses to destroy it, since a cluster is in it, they stay too.
        nodes = ComputeSubnetwork(
            self,
            "nodes",
            count=when(create),
            project=interpolate(project),
            name=interpolate(subnetwork),
            network=own,
            region=interpolate(region),
            # 4,096 nodes; GKE chooses the ranges of pods and services.
            ip_cidr_range="10.10.0.0/20",
            private_ip_google_access=True,
            # One connection of ten, without which nobody can say afterwards where data went.
            log_config={"aggregation_interval": "INTERVAL_10_MIN", "flow_sampling": 0.1},
            depends_on=guards,
            lifecycle=TerraformResourceLifecycle(ignore_changes=fixed_at_creation.SUBNETWORK),
        )
        # Private nodes without a way out cannot pull the images that make a cluster healthy.
        self.ready: list[ITerraformDependable] = [nodes]
        self.network = settle_logic(
            self, names.network, created=first("google_compute_network.cluster[*].id"), name=name
        )
        self.subnetwork = settle_logic(
            self, names.subnetwork, created=first("google_compute_subnetwork.nodes[*].id"), name=subnetwork
        )


def add_firewall(
    scope: Construct, *, project: Expression, create: Expression, network: str, name: str
) -> ITerraformDependable:
    """What GKE and its load balancers need, they allow themselves, with a higher priority."""
    return ComputeFirewall(
        scope,
        "deny_ingress",
        count=when(create),
        project=interpolate(project),
        name=interpolate(names.firewall.terraform(network=name)),
        network=network,
        direction="INGRESS",
        priority=65534,
        source_ranges=["0.0.0.0/0"],
        deny=[ComputeFirewallDeny(protocol="all")],
    )


def add_way_out(
    scope: Construct, *, project: Expression, region: Expression, create: Expression, network: str, name: str
) -> ITerraformDependable:
    """Cloud NAT, whether nodes are private or not: private ones stay so when the variable changes, and need it."""
    way_out = interpolate(names.way_out.terraform(network=name))
    ComputeRouter(
        scope,
        "nat_router",
        count=when(create),
        project=interpolate(project),
        name=way_out,
        network=network,
        region=interpolate(region),
    )
    return ComputeRouterNat(
        scope,
        "nat",
        count=when(create),
        project=interpolate(project),
        name=way_out,
        router=interpolate("google_compute_router.nat_router[0].name"),
        region=interpolate(region),
        nat_ip_allocate_option="AUTO_ONLY",
        # Many notebooks are on one node: with its 64 ports, a few that download from one host stop all others.
        # Endpoint-independent mapping excludes it.
        enable_dynamic_port_allocation=True,
        enable_endpoint_independent_mapping=False,
        min_ports_per_vm=64,
        max_ports_per_vm=4096,
        source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
        log_config={"enable": True, "filter": "ERRORS_ONLY"},
    )
