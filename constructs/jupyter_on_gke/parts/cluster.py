"""Puts the cluster into a stack: network, nodes' identity, cluster and node pools."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jupyter_on_gke.cdk import TerraformStack
from jupyter_on_gke.cluster.reaching import KUBECONFIG, NO_CLUSTER
from jupyter_on_gke.cluster.room import ClusterRoom
from jupyter_on_gke.expressions import local, settle
from jupyter_on_gke.imports.google import DataGoogleClientConfig
from jupyter_on_gke.imports.helm import HelmProvider
from jupyter_on_gke.imports.kubernetes import KubernetesProvider
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part


class Cluster(Part):
    """The cluster named in `cluster_name`, created; looked up where `create_cluster` is False."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"create_cluster": True}

    def _fill(self, inside: Inside) -> None:
        inside.look_up_project()
        inside.put_beside(NO_CLUSTER)
        # Where disks of people may be is another part's.
        anywhere = settle(inside, "home_zones", [])
        room = ClusterRoom(
            inside, inside.deployment, profiles=local("written_profiles"), home_zones=anywhere, services=inside.after
        )
        inside.add_output("name", inside.deployment.cluster_name)
        inside.add_output("location", inside.deployment.location)
        inside.add_output("host", room.connection.host)
        inside.add_output("ca_certificate", room.connection.ca_certificate)
        inside.add_output("node_service_account", room.nodes.email)

    @property
    def name(self) -> str:
        """The cluster's name."""
        return self.get_string("name")

    @property
    def location(self) -> str:
        """A region, or a zone."""
        return self.get_string("location")

    @property
    def host(self) -> str:
        """Where the control plane answers, with https://."""
        return self.get_string("host")

    @property
    def ca_certificate(self) -> str:
        """Whose certificate it has there, as PEM; null where that is a public one."""
        return self.get_string("ca_certificate")

    @property
    def node_service_account(self) -> str:
        """Who the nodes are: an e-mail address."""
        return self.get_string("node_service_account")

    def connect(self) -> None:
        """Configures the stack's kubernetes and helm providers for the cluster, by a token of who runs Terraform."""
        stack = TerraformStack.of(self)
        config: dict[str, Any] = {
            "host": self.host,
            "token": DataGoogleClientConfig(stack, f"{self.node.id}_client").access_token,
            "cluster_ca_certificate": self.ca_certificate,
            # While the cluster is not there, providers would take KUBE_CONFIG_PATH's, or http://localhost.
            "config_path": f"{self.folder}/{KUBECONFIG}",
        }
        KubernetesProvider(stack, "kubernetes", **config)
        HelmProvider(stack, "helm", kubernetes=config)
