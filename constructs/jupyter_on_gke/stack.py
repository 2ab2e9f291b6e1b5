"""JupyterHub on Google Kubernetes Engine as one Terraform stack: the one place where the rooms meet."""

from constructs import Construct
from jupyter_on_gke import releases
from jupyter_on_gke.adoption.room import managed
from jupyter_on_gke.attributes import Attributes
from jupyter_on_gke.cluster.room import ClusterRoom
from jupyter_on_gke.cluster.services import Services
from jupyter_on_gke.declared import Variables, deployment_of
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import interpolate, local, var
from jupyter_on_gke.given import checked
from jupyter_on_gke.grants import grants
from jupyter_on_gke.iap import room as iap
from jupyter_on_gke.iap.front import Front
from jupyter_on_gke.imports.google import DataGoogleProject, GoogleProvider
from jupyter_on_gke.imports.random import RandomProvider
from jupyter_on_gke.jupyterhub.jupyterhub import JupyterHub
from jupyter_on_gke.jupyterhub.room import JupyterHubRoom, Offer, door
from jupyter_on_gke.jupyterhub.values import BehindIap
from jupyter_on_gke.migration import Migration
from jupyter_on_gke.outputs import Hub, Outputs, WayIn
from jupyter_on_gke.profiles.profiles import Profiles
from jupyter_on_gke.profiles.room import profiles
from jupyter_on_gke.settings import Settings
from jupyter_on_gke.state import LOCAL_STATE
from jupyter_on_gke.state_settings import State
from jupyter_on_gke.storage.room import StorageRoom
from jupyter_on_gke.storage.settling import has_user_buckets
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.terraform_test import TerraformTest

PROJECT = var("project_id")
BEHIND_IAP = var("add_auth")


class JupyterOnGke(Attributes):
    """The whole blueprint. What a deployment chooses are Terraform variables; `settings` are their defaults.

    ValueError where settings are refused, with every sentence.
    """

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings | None = None, state: State = LOCAL_STATE
    ) -> None:
        given = checked(VARIABLES, settings)
        super().__init__(scope, id_, state=state, given=given)
        google = GoogleProvider(self, "google", project=interpolate(PROJECT))
        google.add_override("default_labels", interpolate(var("resource_labels")))
        RandomProvider(self, "random")
        deployment = deployment_of(Variables(self, "variables", given=self._given))
        services = Services(self, "services", project=PROJECT).enabled
        # No depends_on: were one API to be enabled anew, the number would be unknown, and every grant by it made anew.
        DataGoogleProject(self, "project", project_id=interpolate(PROJECT))

        cluster = ClusterRoom(
            self, deployment, profiles=local("written_profiles"), home_zones=local("home_zones"), services=services
        )
        cluster.connect()
        offered = profiles(
            self,
            deployment,
            pools=cluster.pools.every,
            has_user_buckets=has_user_buckets.terraform(user_buckets=var("user_buckets")),
        )
        there = managed(self, deployment, services=services)
        for_pods = [*cluster.ready, *there.for_pods]
        front = iap.front(self, deployment, after=cluster.settled)
        storage = StorageRoom(self, deployment, home_zones=offered.home_zones, services=services, cluster=for_pods)
        hub = JupyterHubRoom(
            self,
            deployment,
            offer=_offer(offered, storage, cluster),
            door=_door(deployment, front),
            cluster=for_pods,
            storage=[*storage.ready, *there.for_the_hub],
            managed_namespaces=there.namespaces,
        )
        self.jupyterhub = hub.release
        identity = iap.hub_identity(self, deployment, after=services)
        grants(
            self,
            deployment,
            notebooks=hub.notebooks.member,
            user_buckets=storage.user_buckets,
            hub_role=identity.role,
            after=[hub.release.release],
        )
        iap.door(
            self,
            deployment,
            entrance=front.entrance,
            namespace=hub.release.namespace,
            release_name=releases.HUB,
            after=[hub.release.release],
            services=services,
        )
        self._say(deployment, front, hub.release)
        Migration(self, "migration")
        TerraformTest(self, "terraform_test")

    def _say(self, deployment: Deployment, front: Front, jupyterhub: JupyterHub) -> None:
        """What people read after an apply."""
        Outputs(
            self,
            "outputs",
            hub=Hub(
                project=PROJECT,
                cluster_name=deployment.cluster_name,
                cluster_location=deployment.location,
                namespace=deployment.namespace,
                service_name=local("backend_service_name"),
            ),
            way_in=WayIn(
                behind_iap=BEHIND_IAP,
                host=front.entrance.names.hub,
                servers_host=front.entrance.names.servers,
                dns_records=front.records,
                address=front.address.address,
                user=jupyterhub.user,
                password=jupyterhub.password,
            ),
        )


def _door(deployment: Deployment, front: Front) -> BehindIap:
    """What the hub has to know of its door."""
    names = front.entrance.names
    return door(
        deployment,
        host=names.hub,
        servers_host=names.servers,
        servers_apart=names.apart,
        host_for_each_person=names.for_each_person,
    )


def _offer(offered: Profiles, storage: StorageRoom, cluster: ClusterRoom) -> Offer:
    """What servers are made of."""
    return Offer(
        profile_list=offered.profile_list,
        reach_buckets=offered.reach_buckets,
        written_text=offered.written_text,
        refusals=offered.refusals,
        home_class=storage.home_class,
        all_pools=cluster.pools.all,
    )
