"""Puts JupyterHub into a stack: namespace, who notebooks are, where the hub is, and the release."""

from collections.abc import Sequence
from dataclasses import dataclass

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.jupyterhub import values
from jupyter_on_gke.jupyterhub.hub_modules import HUBS_MODULES
from jupyter_on_gke.jupyterhub.hub_place import HubPlace
from jupyter_on_gke.jupyterhub.jupyterhub import Chart, Documents, JupyterHub
from jupyter_on_gke.jupyterhub.namespace import Namespace
from jupyter_on_gke.jupyterhub.notebook_identity import NotebookIdentity
from jupyter_on_gke.jupyterhub.written_checks import WrittenChecks
from jupyter_on_gke.variables.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What servers are made of, as the other rooms settle it."""

    profile_list: Expression
    reach_buckets: Expression
    written_text: Expression
    refusals: Sequence[Refusal]
    home_class: Expression
    all_pools: Expression


class JupyterHubRoom:
    """`release` is JupyterHub, `notebooks` who its servers are."""

    def __init__(
        self,
        stack: Construct,
        deployment: Deployment,
        *,
        offer: Offer,
        door: values.BehindIap,
        cluster: list[ITerraformDependable],
        storage: list[ITerraformDependable],
        managed_namespaces: Sequence[str] = (),
    ) -> None:
        namespace = Namespace(
            stack,
            "namespace",
            name=deployment.namespace,
            labels=deployment.labels,
            create=var("create_namespace"),
            managed=managed_namespaces,
            after=cluster,
        )
        self.notebooks = _notebooks(stack, deployment, ready_namespace=namespace.name, offer=offer)
        place = HubPlace(stack, "hub_place", all_pools=offer.all_pools, home_class=offer.home_class)
        checks = WrittenChecks(stack, "written_checks")
        self.release = JupyterHub(
            stack,
            "jupyterhub",
            namespace=namespace.name,
            behind_iap=var("add_auth"),
            chart=Chart(
                name=var("jupyterhub_chart"),
                repository=var("jupyterhub_chart_repository"),
                version=var("jupyterhub_chart_version"),
            ),
            documents=Documents(
                notebooks=_values(deployment, offer, service_account=self.notebooks.name),
                use_google=self.notebooks.use_google,
                place=place.values,
                door=door,
                written=offer.written_text,
            ),
            refusals=[*offer.refusals, *checks.refusals, *place.refusals],
            after=[*cluster, *self.notebooks.ready, *storage],
        )


def door(
    deployment: Deployment,
    *,
    host: Expression,
    servers_host: Expression,
    servers_apart: Expression,
    host_for_each_person: Expression,
) -> values.BehindIap:
    """What the hub has to know of its door."""
    return values.BehindIap(
        modules=HUBS_MODULES,
        project=deployment.project,
        project_number=deployment.project_number,
        ingress_name=var("k8s_ingress_name"),
        hub_service=local("hub_service_name"),
        backend_config=local("backend_config_name"),
        host=host,
        servers_host=servers_host,
        servers_apart=servers_apart,
        host_for_each_person=host_for_each_person,
        admin_users=local("admins"),
        blocked_users=local("blocked"),
        local_part=var("username_local_part"),
        allowed_domain=local("user_domain"),
        token_max_days=var("api_token_max_days"),
    )


def _notebooks(
    stack: Construct, deployment: Deployment, *, ready_namespace: Expression, offer: Offer
) -> NotebookIdentity:
    return NotebookIdentity(
        stack,
        "notebook_identity",
        project=deployment.project,
        project_number=deployment.project_number,
        name=local("service_account"),
        namespace=deployment.namespace,
        ready_namespace=ready_namespace,
        labels=deployment.labels,
        create=var("create_service_account"),
        create_namespace=var("create_namespace"),
        project_roles=var("notebook_project_roles"),
        reach_buckets=offer.reach_buckets,
    )


def _values(deployment: Deployment, offer: Offer, *, service_account: Expression) -> values.Notebooks:
    return values.Notebooks(
        labels=deployment.labels,
        service_account=service_account,
        image=var("notebook_image"),
        profile_list=offer.profile_list,
        home_size_gb=var("home_disk_size_gb"),
        home_storage_class=offer.home_class,
        delete_homes=var("delete_homes_of_deleted_users"),
    )
