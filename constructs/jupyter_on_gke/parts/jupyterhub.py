"""Puts JupyterHub into a stack, on a cluster that the stack's providers reach."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from constructs import Construct
from jupyter_on_gke.cluster import reaching
from jupyter_on_gke.cluster.choice import Choice
from jupyter_on_gke.cluster.pool_list import PoolList
from jupyter_on_gke.expressions import Expression, interpolate, local, settle, var
from jupyter_on_gke.grants import grants
from jupyter_on_gke.iap.room import hub_identity
from jupyter_on_gke.jupyterhub.room import JupyterHubRoom, Offer, door
from jupyter_on_gke.own_logic import required
from jupyter_on_gke.parts import entrance as entrances
from jupyter_on_gke.parts.entrance import Entrance
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part
from jupyter_on_gke.plan_time import PlanTime, settle_logic
from jupyter_on_gke.profiles.profiles import Profiles
from jupyter_on_gke.profiles.room import profiles
from jupyter_on_gke.settings import Settings
from jupyter_on_gke.storage.room import homes
from jupyter_on_gke.storage.settling import has_user_buckets
from jupyter_on_gke.storage.user_buckets import settle_names
from jupyter_on_gke.variables.variable import Variable


class JupyterHub(Part):
    """JupyterHub, its namespace, home disks, who its servers are, and what these may do at Google.

    Nothing of the cluster is looked up: it is an Autopilot cluster, or has the node pools that the settings say.
    With an `entrance` JupyterHub is behind Identity-Aware Proxy, else it has the user admin with a generated password.
    """

    FIXED: ClassVar[Mapping[str, Any]] = {"create_cluster": True}
    OWN: ClassVar[tuple[Variable, ...]] = entrances.VARIABLES

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        settings: Settings,
        entrance: Entrance | None = None,
        after: Sequence[Any] = (),
    ) -> None:
        own = {"add_auth": entrance is not None, **(entrance.given() if entrance else {})}
        super().__init__(scope, id_, settings=settings, after=after, **own)

    def _fill(self, inside: Inside) -> None:
        deployment = inside.deployment
        inside.look_up_project()
        pools = self._pools(inside)
        offered = profiles(
            inside,
            deployment,
            pools=pools.every,
            has_user_buckets=has_user_buckets.terraform(user_buckets=var("user_buckets")),
        )
        names = entrances.names()
        disks = homes(inside, deployment, zones=offered.home_zones, after=inside.after)
        hub = JupyterHubRoom(
            inside,
            deployment,
            offer=_offer(offered, all_pools=pools.all, home_class=disks.storage_class),
            door=door(
                deployment,
                host=names.hub,
                servers_host=names.servers,
                servers_apart=names.apart,
                host_for_each_person=names.for_each_person,
            ),
            cluster=inside.after,
            storage=[*disks.created],
        )
        self._release = hub.release
        grants(
            inside,
            deployment,
            notebooks=hub.notebooks.member,
            user_buckets=settle_names(
                inside,
                people=var("user_buckets"),
                local_part=var("username_local_part"),
                prefix=local("user_bucket_prefix"),
            ),
            hub_role=hub_identity(inside, deployment, after=inside.after).role,
            after=[hub.release.release],
        )
        inside.add_output("namespace", hub.release.namespace)
        inside.add_output("service_account", hub.notebooks.name)
        inside.add_output("principal", hub.notebooks.member)
        inside.add_output("user", hub.release.user)
        inside.add_output("password", hub.release.password, sensitive=True)

    def _pools(self, inside: Inside) -> PoolList:
        """The node pools that the settings say, or those that Autopilot makes."""
        choice = Choice(
            create=var("create_cluster"), autopilot=var("autopilot_cluster"), private=var("private_cluster")
        )
        settle(inside, "existing_cluster", interpolate("null"))
        settle_logic(
            inside,
            reaching.cluster_is_autopilot,
            create_cluster=choice.create,
            autopilot_cluster=choice.autopilot,
        )
        location = inside.deployment.location
        return PoolList(inside, "pool_list", location=location, choice=choice, profiles=local("written_profiles"))

    @property
    def namespace(self) -> str:
        """JupyterHub's namespace."""
        return self.get_string("namespace")

    @property
    def service_account(self) -> str:
        """The Kubernetes service account of people's servers, in the namespace."""
        return self.get_string("service_account")

    @property
    def principal(self) -> str:
        """Whom to grant what people's servers are to do at Google: an IAM member."""
        return self.get_string("principal")

    @property
    def user(self) -> str:
        """Who signs in with the password; empty behind IAP."""
        return self.get_string("user")

    @property
    def password(self) -> str:
        """The generated password, a secret; empty behind IAP."""
        return self.get_string("password")

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Has the chart take more values, after ours and before `jupyterhub_values`. No tokens."""
        self._release.add_values(values)

    def require(self, rule: PlanTime[..., str]) -> None:
        """Has a plan refuse what a plan-time rule gives a sentence for. ValueError where settings are refused already.

        The rule's arguments are called as locals are, which are settled, or else as variables.
        """
        self._release.require(required(self.inside, rule, self._given))
        self._pass()


def _offer(offered: Profiles, *, all_pools: Expression, home_class: Expression) -> Offer:
    """What servers are made of."""
    return Offer(
        profile_list=offered.profile_list,
        reach_buckets=offered.reach_buckets,
        written_text=offered.written_text,
        refusals=offered.refusals,
        home_class=home_class,
        all_pools=all_pools,
    )
