"""JupyterHub on Google Kubernetes Engine as one Terraform stack: the one place where the parts meet."""

from pathlib import Path

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import DataGoogleProject, GoogleProvider
from imports.random import RandomProvider
from jupyter_on_gke.cluster.cluster import Choice, Cluster, Place, Settings
from jupyter_on_gke.cluster.connection import Connection, Endpoints
from jupyter_on_gke.cluster.network import Network
from jupyter_on_gke.cluster.node_identity import NodeIdentity
from jupyter_on_gke.cluster.node_pools import NodePools
from jupyter_on_gke.cluster.pool_list import PoolList
from jupyter_on_gke.cluster.services import Services
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, all_of, interpolate, local, negate, principal, var
from jupyter_on_gke.grants import Grants
from jupyter_on_gke.iap import room as iap
from jupyter_on_gke.iap.front import Front
from jupyter_on_gke.iap.hosts import Hosts
from jupyter_on_gke.jupyterhub import values
from jupyter_on_gke.jupyterhub.hub_place import HubPlace
from jupyter_on_gke.jupyterhub.jupyterhub import RELEASE, Chart, Documents, JupyterHub
from jupyter_on_gke.jupyterhub.namespace import Namespace
from jupyter_on_gke.jupyterhub.notebook_identity import NotebookIdentity
from jupyter_on_gke.jupyterhub.written_checks import WrittenChecks
from jupyter_on_gke.migration import Migration
from jupyter_on_gke.outputs import Hub, Outputs, WayIn
from jupyter_on_gke.profiles.profiles import Profiles
from jupyter_on_gke.state import LOCAL_STATE, Stack, State
from jupyter_on_gke.storage.room import StorageRoom
from jupyter_on_gke.surface import Variables
from jupyter_on_gke.texts import texts

PROJECT = var("project_id")
LOCATION = var("cluster_location")
CREATE_CLUSTER = var("create_cluster")
PROJECT_NUMBER = Expression("data.google_project.project.number")
# A project in a folder names that alone; folders are in organizations only.
IN_ORGANIZATION = Expression(
    "length(compact([data.google_project.project.org_id, data.google_project.project.folder_id])) > 0"
)
BEHIND_IAP = var("add_auth")
HUBS_MODULES = Path(__file__).parent / "jupyterhub" / "hub"


class JupyterOnGke(Stack):
    """The whole blueprint. What a deployment chooses are Terraform variables, not arguments."""

    def __init__(self, scope: Construct, id_: str, *, state: State = LOCAL_STATE) -> None:
        super().__init__(scope, id_, state=state)
        google = GoogleProvider(self, "google", project=interpolate(PROJECT))
        google.add_override("default_labels", interpolate(var("resource_labels")))
        RandomProvider(self, "random")
        variables = Variables(self, "variables")
        self.deployment = Deployment(
            project=PROJECT,
            project_number=PROJECT_NUMBER,
            in_organization=IN_ORGANIZATION,
            region=variables.region,
            location=LOCATION,
            cluster_name=variables.cluster_name,
            namespace=variables.namespace,
            digest=variables.digest,
            labels=variables.labels,
        )
        services = Services(self, "services", project=PROJECT)
        # No depends_on: were one API to be enabled anew, the number would be unknown, and every grant by it made anew.
        DataGoogleProject(self, "project", project_id=interpolate(PROJECT))

        node_identity = NodeIdentity(
            self,
            "node_identity",
            project=PROJECT,
            cluster_name=variables.cluster_name,
            cluster_location=LOCATION,
            create=CREATE_CLUSTER,
            after=services.enabled,
        )
        # An API answers some time after it was enabled. The account takes ten seconds; the other APIs are asked then.
        settled = [*services.enabled, *node_identity.ready]
        ready, pools = self._add_cluster(variables, node_identity, settled)
        profiles = self._add_profiles(variables, pools.every)
        front = iap.front(self, self.deployment, after=settled)
        jupyterhub = self._add_jupyterhub(variables, services, pools, profiles, front, ready)
        self._add_iap(variables, services, front, jupyterhub)
        Migration(self, "migration")

    def _add_cluster(
        self, variables: Variables, node_identity: NodeIdentity, settled: list[ITerraformDependable]
    ) -> tuple[list[ITerraformDependable], PoolList]:
        """Network, cluster, nodes, and how Terraform reaches them. Returns what pods need first, and the pools."""
        network = Network(
            self,
            "network",
            project=PROJECT,
            region=variables.region,
            name=var("network"),
            subnetwork_name=var("subnetwork"),
            create=all_of(CREATE_CLUSTER, var("create_network")),
            after=settled,
        )
        choice = Choice(create=CREATE_CLUSTER, autopilot=var("autopilot_cluster"), private=var("private_cluster"))
        cluster = Cluster(
            self,
            "cluster",
            place=Place(project=PROJECT, name=variables.cluster_name, location=LOCATION),
            choice=choice,
            settings=Settings(
                network=network.network,
                subnetwork=network.subnetwork,
                private_nodes=variables.private_nodes,
                authorized_networks=var("authorized_networks"),
                release_channel=var("release_channel"),
                maintenance=variables.maintenance,
                security_group=var("security_group"),
                deletion_protection=var("deletion_protection"),
                node_service_account=node_identity.email,
            ),
            after=[*settled, *network.ready],
        )
        pools = PoolList(self, "pool_list", location=LOCATION, choice=choice, profiles=variables.written["profiles"])
        node_pools = NodePools(
            self,
            "node_pools",
            project=PROJECT,
            create=all_of(CREATE_CLUSTER, negate(var("autopilot_cluster"))),
            cluster_id=cluster.standard_id,
            cpu_pools=pools.cpu,
            gpu_pools=pools.gpu,
            tpu_pools=pools.tpu,
            home_zones=local("home_zones"),
            node_service_account=node_identity.email,
            after=node_identity.ready,
        )
        Connection(
            self,
            "connection",
            project_number=PROJECT_NUMBER,
            choice=choice,
            cluster_name=variables.cluster_name,
            membership=var("cluster_membership_id"),
            endpoints=Endpoints(ip=cluster.endpoint, dns=cluster.dns_endpoint, ca_certificate=cluster.ca_certificate),
            auth_command=var("cluster_auth_command"),
        )
        return [*cluster.created, *node_pools.pools], pools

    def _add_profiles(self, variables: Variables, pools: Expression) -> Profiles:
        """What people may choose."""
        return Profiles(
            self,
            "profiles",
            wanted=variables.written["profiles"],
            pools=pools,
            region=variables.region,
            notebook_image=var("notebook_image"),
            values=var("jupyterhub_values"),
            any_image=var("allow_any_image"),
            bucket=var("gcs_bucket"),
            only_dir=var("gcs_bucket_directory_per_user"),
            user_bucket_prefix=variables.user_bucket_prefix,
            has_user_buckets=Expression("length(var.user_buckets) > 0"),
        )

    def _add_jupyterhub(
        self,
        variables: Variables,
        services: Services,
        pools: PoolList,
        profiles: Profiles,
        front: Front,
        cluster: list[ITerraformDependable],
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
            project_number=PROJECT_NUMBER,
            name=variables.service_account,
            namespace=variables.namespace,
            ready_namespace=namespace.name,
            labels=variables.labels,
            create=var("create_service_account"),
            create_namespace=var("create_namespace"),
            project_roles=var("notebook_project_roles"),
            reach_buckets=profiles.reach_buckets,
        )
        storage = StorageRoom(
            self, self.deployment, home_zones=profiles.home_zones, services=services.enabled, cluster=cluster
        )
        place = HubPlace(self, "hub_place", all_pools=pools.all, home_class=storage.home_class)
        checks = WrittenChecks(self, "written_checks")
        jupyterhub = JupyterHub(
            self,
            "jupyterhub",
            namespace=namespace.name,
            behind_iap=BEHIND_IAP,
            chart=Chart(
                name=var("jupyterhub_chart"),
                repository=var("jupyterhub_chart_repository"),
                version=var("jupyterhub_chart_version"),
            ),
            documents=Documents(
                notebooks=values.Notebooks(
                    labels=variables.labels,
                    service_account=notebooks.name,
                    image=var("notebook_image"),
                    profile_list=profiles.profile_list,
                    home_size_gb=var("home_disk_size_gb"),
                    home_storage_class=storage.home_class,
                    delete_homes=var("delete_homes_of_deleted_users"),
                ),
                use_google=notebooks.use_google,
                place=place.values,
                door=self._door(variables, front.hosts),
                written=profiles.written_text,
            ),
            refusals=[*profiles.refusals, *checks.refusals, *place.refusals],
            after=[*cluster, *notebooks.ready, *storage.ready],
        )
        self._add_grants(services, notebooks, storage.user_buckets, jupyterhub)
        return jupyterhub

    def _add_grants(
        self,
        services: Services,
        notebooks: NotebookIdentity,
        user_buckets: Expression,
        jupyterhub: JupyterHub,
    ) -> None:
        """A role of the hub as early as can be, and all grants as late."""
        hub = iap.hub_identity(self, self.deployment, after=services.enabled)
        Grants(
            self,
            "grants",
            project=PROJECT,
            notebooks=notebooks.member,
            project_roles=var("notebook_project_roles"),
            bucket=var("gcs_bucket"),
            user_buckets=user_buckets,
            hub=principal(
                project=PROJECT,
                project_number=PROJECT_NUMBER,
                namespace=self.deployment.namespace,
                account="hub",
            ),
            hub_role=hub.role,
            hub_has_role=BEHIND_IAP,
            after=[jupyterhub.release],
        )

    def _door(self, variables: Variables, hosts: Hosts) -> values.BehindIap:
        """What the hub has to know of its door."""
        return values.BehindIap(
            modules={Path(name).stem: text for name, text in texts(HUBS_MODULES, "*.py").items()},
            project=PROJECT,
            project_number=PROJECT_NUMBER,
            ingress_name=var("k8s_ingress_name"),
            hub_service=variables.hub_service_name,
            backend_config=variables.backend_config_name,
            host=hosts.hub,
            servers_host=hosts.servers,
            servers_apart=hosts.apart,
            host_for_each_person=hosts.for_each_person,
            admin_users=variables.admins,
            blocked_users=variables.blocked,
            local_part=var("username_local_part"),
            allowed_domain=variables.user_domain,
            token_max_days=var("api_token_max_days"),
        )

    def _add_iap(self, variables: Variables, services: Services, front: Front, jupyterhub: JupyterHub) -> None:
        """The way in, and what people read after an apply."""
        hosts = front.hosts
        iap.door(
            self,
            self.deployment,
            front=front,
            namespace=jupyterhub.namespace,
            release_name=RELEASE,
            release=jupyterhub.release,
            services=services.enabled,
        )
        Outputs(
            self,
            "outputs",
            hub=Hub(
                project=PROJECT,
                cluster_name=variables.cluster_name,
                cluster_location=LOCATION,
                namespace=variables.namespace,
                service_name=variables.backend_service_name,
            ),
            way_in=WayIn(
                behind_iap=BEHIND_IAP,
                host=hosts.hub,
                servers_host=hosts.servers,
                dns_records=hosts.records,
                address=front.address.address,
                user=jupyterhub.user,
                password=jupyterhub.password,
            ),
        )
