"""Puts the way in into a stack: address and names first, as the hub has to know them, and the door last."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.iap.front import Front
from jupyter_on_gke.iap.hub_identity import HubIdentity
from jupyter_on_gke.iap.iap import Iap
from jupyter_on_gke.iap.settings import Backends, Entrance, LoadBalancer, Names, OauthClient, Servers

BEHIND_IAP = var("add_auth")


def front(stack: Construct, deployment: Deployment, *, after: list[ITerraformDependable]) -> Front:
    """What people come to before there is a hub."""
    return Front(
        stack,
        "front",
        project=deployment.project,
        digest=deployment.digest,
        enabled=BEHIND_IAP,
        existing_address=var("url_domain_name"),
        domain=local("domain"),
        servers_domain=var("servers_domain"),
        separate_hub=var("separate_hub_backend"),
        after=after,
    )


def hub_identity(stack: Construct, deployment: Deployment, *, after: list[ITerraformDependable]) -> HubIdentity:
    """The role by which the hub looks up its backend service."""
    return HubIdentity(
        stack,
        "hub_identity",
        project=deployment.project,
        namespace=deployment.namespace,
        digest=deployment.digest,
        create=BEHIND_IAP,
        after=after,
    )


def door(
    stack: Construct,
    deployment: Deployment,
    *,
    entrance: Entrance,
    namespace: Expression,
    release_name: str,
    after: list[ITerraformDependable],
    services: list[ITerraformDependable],
) -> Iap:
    """Identity-Aware Proxy and the load balancer before JupyterHub's release."""
    return Iap(
        stack,
        "iap",
        project=deployment.project,
        in_organization=deployment.in_organization,
        namespace=namespace,
        labels=deployment.labels,
        enabled=BEHIND_IAP,
        host=entrance.names.hub,
        servers=_servers(entrance.names),
        members=local("members"),
        client=OauthClient(id=var("client_id"), secret=var("client_secret"), secret_name=var("k8s_iap_secret_name")),
        load_balancer=_load_balancer(entrance),
        backends=Backends(
            config_name=local("backend_config_name"),
            service_name=local("backend_service_name"),
            service_port=var("k8s_backend_service_port"),
            jupyterhub_release=release_name,
            hub_service=local("hub_service_name"),
            separate_hub=var("separate_hub_backend"),
        ),
        after=after,
        after_services=[*services, *after],
    )


def _servers(names: Names) -> Servers:
    return Servers(
        host=names.servers,
        apart=names.apart,
        for_each_person=names.for_each_person,
        tls_secret=var("servers_tls_secret"),
        pre_shared_certificate=var("servers_pre_shared_certificate"),
    )


def _load_balancer(entrance: Entrance) -> LoadBalancer:
    return LoadBalancer(
        ingress_name=var("k8s_ingress_name"),
        certificate_name=var("k8s_managed_cert_name"),
        address_name=entrance.address_name,
        tls_policy=entrance.tls_policy_name,
        timeout_seconds=var("connection_max_seconds"),
        armor_policy=var("cloud_armor_policy"),
    )
