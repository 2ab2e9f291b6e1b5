"""JupyterHub on Google Kubernetes Engine as one Terraform stack: the one place where the parts meet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdktf import GcsBackend, ITerraformDependable, LocalBackend, TerraformElement, TerraformStack

from constructs import Construct, Node
from imports.google import DataGoogleProject, GoogleProvider
from imports.random import RandomProvider
from jupyter_on_gke import values
from jupyter_on_gke.address import Address
from jupyter_on_gke.cluster import Cluster
from jupyter_on_gke.connection import Connection
from jupyter_on_gke.expressions import Expression, all_of, interpolate, negate, var
from jupyter_on_gke.hub_identity import HubIdentity
from jupyter_on_gke.iap import Iap
from jupyter_on_gke.jupyterhub import RELEASE, JupyterHub
from jupyter_on_gke.namespace import Namespace
from jupyter_on_gke.network import Network
from jupyter_on_gke.node_identity import NodeIdentity
from jupyter_on_gke.node_pools import NodePools
from jupyter_on_gke.notebook_identity import NotebookIdentity
from jupyter_on_gke.outputs import Outputs
from jupyter_on_gke.services import Services
from jupyter_on_gke.storage import Storage
from jupyter_on_gke.variables import Variables
from jupyter_on_gke.variables.jupyterhub import CHART_IS_FOLDER, CHART_IS_WHOLE_ADDRESS

TERRAFORM_VERSION = ">= 1.9"
PROJECT = var("project_id")
LOCATION = var("cluster_location")
CREATE_CLUSTER = var("create_cluster")
PROJECT_NUMBER = Expression("data.google_project.project.number")
BEHIND_IAP = var("add_auth")
AUTHENTICATOR = Path(__file__).parent / "files" / "iap_authenticator.py"


@dataclass(frozen=True, kw_only=True)
class State:
    """Where Terraform keeps its state: a bucket, or by default a file beside `cdktf.out`."""

    bucket: str = ""
    prefix: str = ""


LOCAL_STATE = State()


class JupyterOnGke(TerraformStack):
    """The whole blueprint. What a deployment chooses are Terraform variables, not arguments."""

    def __init__(self, scope: Construct, id_: str, *, state: State = LOCAL_STATE) -> None:
        super().__init__(scope, id_)
        self._paths: dict[tuple[type, str], str] = {}
        self._configure_terraform(id_, state)
        variables = Variables(self, "variables")
        services = Services(self, "services", project=PROJECT)
        DataGoogleProject(self, "project", project_id=interpolate(PROJECT), depends_on=services.enabled)

        ready = self._add_cluster(variables, services)
        jupyterhub = self._add_jupyterhub(variables, services, ready)
        self._add_iap(variables, services, jupyterhub)

    def _add_cluster(self, variables: Variables, services: Services) -> list[ITerraformDependable]:
        """Network, cluster, nodes, and how Terraform reaches them. Returns what must be there for pods."""
        node_identity = NodeIdentity(
            self,
            "node_identity",
            project=PROJECT,
            cluster_name=variables.cluster_name,
            cluster_location=LOCATION,
            create=CREATE_CLUSTER,
            after=services.enabled,
        )
        network = Network(
            self,
            "network",
            project=PROJECT,
            region=variables.region,
            name=var("network"),
            subnetwork_name=var("subnetwork"),
            create=all_of(CREATE_CLUSTER, var("create_network")),
            private_nodes=var("private_cluster"),
            after=services.enabled,
        )
        cluster = Cluster(
            self,
            "cluster",
            project=PROJECT,
            name=variables.cluster_name,
            location=LOCATION,
            create=CREATE_CLUSTER,
            autopilot=var("autopilot_cluster"),
            private=var("private_cluster"),
            network=network.network,
            subnetwork=network.subnetwork,
            release_channel=var("release_channel"),
            deletion_protection=var("deletion_protection"),
            node_service_account=node_identity.email,
            after=[*services.enabled, *node_identity.ready, *network.ready],
        )
        node_pools = NodePools(
            self,
            "node_pools",
            project=PROJECT,
            location=LOCATION,
            create=all_of(CREATE_CLUSTER, negate(var("autopilot_cluster"))),
            cluster_id=cluster.standard_id,
            cpu_pools=var("cpu_pools"),
            gpu_pools=var("gpu_pools"),
            node_service_account=node_identity.email,
            after=node_identity.ready,
        )
        Connection(
            self,
            "connection",
            project_number=PROJECT_NUMBER,
            create=CREATE_CLUSTER,
            private=var("private_cluster"),
            cluster_name=variables.cluster_name,
            membership=var("cluster_membership_id"),
            endpoint=cluster.endpoint,
            dns_endpoint=cluster.dns_endpoint,
            ca_certificate=cluster.ca_certificate,
        )
        return [*cluster.created, *node_pools.pools]

    def _add_jupyterhub(
        self, variables: Variables, services: Services, cluster: list[ITerraformDependable]
    ) -> JupyterHub:
        """Namespace, identity and storage of notebooks, and JupyterHub itself."""
        namespace = Namespace(
            self,
            "namespace",
            name=variables.namespace,
            labels=variables.labels,
            create=var("create_namespace"),
            after=cluster,
        )
        notebooks = NotebookIdentity(
            self,
            "notebook_identity",
            project=PROJECT,
            name=variables.service_account,
            namespace=namespace.name,
            labels=variables.labels,
            create=var("create_service_account"),
            create_namespace=var("create_namespace"),
            after=services.enabled,
            after_cluster=cluster,
        )
        HubIdentity(
            self,
            "hub_identity",
            project=PROJECT,
            project_number=PROJECT_NUMBER,
            namespace=variables.namespace,
            digest=variables.digest,
            create=BEHIND_IAP,
            after=[*services.enabled, *cluster],
        )
        storage = Storage(
            self,
            "storage",
            project=PROJECT,
            region=variables.region,
            bucket=var("gcs_bucket"),
            create=var("create_gcs_bucket"),
            member=notebooks.member,
            after=services.enabled,
        )
        return JupyterHub(
            self,
            "jupyterhub",
            namespace=namespace.name,
            labels=variables.labels,
            service_account=variables.service_account,
            bucket=var("gcs_bucket"),
            image=var("notebook_image"),
            behind_iap=BEHIND_IAP,
            iap=values.iap(
                authenticator=AUTHENTICATOR.read_text(encoding="utf-8"),
                project=PROJECT,
                project_number=PROJECT_NUMBER,
                ingress_name=var("k8s_ingress_name"),
                hub_service=variables.hub_service_name,
                backend_config=variables.backend_config_name,
                admin_users=variables.admins,
                local_part=var("username_local_part"),
                allowed_domain=variables.user_domain,
            ),
            chart=var("jupyterhub_chart"),
            chart_is_folder=Expression(CHART_IS_FOLDER),
            chart_is_whole_address=Expression(CHART_IS_WHOLE_ADDRESS),
            chart_repository=var("jupyterhub_chart_repository"),
            chart_version=var("jupyterhub_chart_version"),
            extra_values=var("jupyterhub_values"),
            after=[*cluster, *notebooks.ready, *storage.ready],
        )

    def _add_iap(self, variables: Variables, services: Services, jupyterhub: JupyterHub) -> None:
        """The way in, and what people read after an apply."""
        address = Address(
            self,
            "address",
            project=PROJECT,
            digest=variables.digest,
            enabled=BEHIND_IAP,
            existing_name=var("url_domain_name"),
            domain=variables.domain,
            after=services.enabled,
        )
        Iap(
            self,
            "iap",
            project=PROJECT,
            namespace=jupyterhub.namespace,
            digest=variables.digest,
            labels=variables.labels,
            enabled=BEHIND_IAP,
            host=address.host,
            address_name=address.name,
            members=variables.members,
            client_id=var("client_id"),
            client_secret=var("client_secret"),
            secret_name=var("k8s_iap_secret_name"),
            ingress_name=var("k8s_ingress_name"),
            certificate_name=var("k8s_managed_cert_name"),
            backend_config_name=variables.backend_config_name,
            service_name=variables.backend_service_name,
            service_port=var("k8s_backend_service_port"),
            jupyterhub_release=RELEASE,
            hub_service=variables.hub_service_name,
            separate_hub=var("separate_hub_backend"),
            after=[jupyterhub.release],
            after_services=services.enabled,
        )
        Outputs(
            self,
            "outputs",
            project=PROJECT,
            cluster_name=variables.cluster_name,
            cluster_location=LOCATION,
            namespace=variables.namespace,
            service_name=variables.backend_service_name,
            behind_iap=BEHIND_IAP,
            host=address.host,
            address=address.address,
            user=jupyterhub.user,
            password=jupyterhub.password,
        )

    def _configure_terraform(self, name: str, state: State) -> None:
        """Versions, state and the providers that need no cluster."""
        self.add_override("terraform.required_version", TERRAFORM_VERSION)
        if state.bucket:
            GcsBackend(self, bucket=state.bucket, prefix=state.prefix or name)
        else:
            # Relative to cdktf.out/stacks/NAME, where Terraform runs: the folder that holds cdktf.out.
            LocalBackend(self, path=f"../../../terraform.{name}.tfstate")
        GoogleProvider(self, "google", project=interpolate(var("project_id")))
        RandomProvider(self, "random")

    def _allocate_logical_id(self, tf_element: Any) -> str:
        """The name in a Terraform address: the construct's own id, without the hash of its path.

        Addresses are a contract with people's state. Two elements of one kind with one id would
        silently become one, so that is an error.
        """
        node: Node = tf_element.node if isinstance(tf_element, TerraformElement) else tf_element
        first = self._paths.setdefault((type(tf_element), node.id), node.path)
        if first != node.path:
            raise ValueError(f"{node.path} has the address of {first}: give it another id.")
        return node.id
