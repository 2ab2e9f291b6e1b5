"""Puts the cluster into a stack: who nodes are, network, cluster, pools, and how Terraform reaches it."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster.choice import Choice, Place, Settings
from jupyter_on_gke.cluster.cluster import Cluster
from jupyter_on_gke.cluster.connection import Connection, Endpoints
from jupyter_on_gke.cluster.network import Network
from jupyter_on_gke.cluster.node_identity import NodeIdentity
from jupyter_on_gke.cluster.node_pools import NodePools
from jupyter_on_gke.cluster.pool_list import PoolList
from jupyter_on_gke.cluster.providers import ClusterProviders
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, all_of, local, negate, var

CREATE_CLUSTER = var("create_cluster")
AUTOPILOT = var("autopilot_cluster")
PRIVATE = var("private_cluster")


class ClusterRoom:
    """`ready` is what pods need first, `pools` the node pools; after `settled` Google's APIs answer.

    `cluster` is the cluster, `nodes` who its nodes are, and `connection` says how it is reached.
    """

    def __init__(
        self,
        stack: Construct,
        deployment: Deployment,
        *,
        profiles: Expression,
        home_zones: Expression,
        services: list[ITerraformDependable],
    ) -> None:
        self._stack, self._deployment = stack, deployment
        self._choice = Choice(create=CREATE_CLUSTER, autopilot=AUTOPILOT, private=PRIVATE)
        nodes = NodeIdentity(
            stack,
            "node_identity",
            project=deployment.project,
            cluster_name=deployment.cluster_name,
            cluster_location=deployment.location,
            create=CREATE_CLUSTER,
            after=services,
        )
        # An API answers some time after it was enabled. The account takes ten seconds; the other APIs are asked then.
        self.settled: list[ITerraformDependable] = [*services, *nodes.ready]
        cluster = self._add_cluster(nodes)
        self.pools = PoolList(stack, "pool_list", location=deployment.location, choice=self._choice, profiles=profiles)
        node_pools = NodePools(
            stack,
            "node_pools",
            project=deployment.project,
            create=all_of(CREATE_CLUSTER, negate(AUTOPILOT)),
            cluster_id=cluster.standard_id,
            cpu_pools=self.pools.cpu,
            gpu_pools=self.pools.gpu,
            tpu_pools=self.pools.tpu,
            home_zones=home_zones,
            node_service_account=nodes.email,
            after=nodes.ready,
        )
        self.cluster, self.nodes = cluster, nodes
        self.connection = self._connection(cluster)
        self.ready: list[ITerraformDependable] = [*cluster.created, *node_pools.pools]

    def _add_cluster(self, nodes: NodeIdentity) -> Cluster:
        network = Network(
            self._stack,
            "network",
            project=self._deployment.project,
            region=self._deployment.region,
            name=var("network"),
            subnetwork_name=var("subnetwork"),
            create=all_of(CREATE_CLUSTER, var("create_network")),
            after=self.settled,
        )
        return Cluster(
            self._stack,
            "cluster",
            place=Place(
                project=self._deployment.project,
                name=self._deployment.cluster_name,
                location=self._deployment.location,
            ),
            choice=self._choice,
            settings=Settings(
                network=network.network,
                subnetwork=network.subnetwork,
                private_nodes=local("private_nodes"),
                authorized_networks=var("authorized_networks"),
                release_channel=local("channel_of_new_cluster"),
                maintenance=local("maintenance"),
                security_group=var("security_group"),
                deletion_protection=var("deletion_protection"),
                node_service_account=nodes.email,
            ),
            after=[*self.settled, *network.ready],
        )

    def _connection(self, cluster: Cluster) -> Connection:
        return Connection(
            self._stack,
            "connection",
            project_number=self._deployment.project_number,
            choice=self._choice,
            cluster_name=self._deployment.cluster_name,
            membership=var("cluster_membership_id"),
            endpoints=Endpoints(ip=cluster.endpoint, dns=cluster.dns_endpoint, ca_certificate=cluster.ca_certificate),
        )

    def connect(self) -> None:
        """Has Terraform reach the cluster."""
        ClusterProviders(
            self._stack,
            "cluster_providers",
            host=self.connection.host,
            ca_certificate=self.connection.ca_certificate,
            auth_command=var("cluster_auth_command"),
        )
