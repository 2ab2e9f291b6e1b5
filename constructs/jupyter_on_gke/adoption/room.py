"""Puts what was there before and is managed from now on into a stack, with the import blocks that take it over."""

from dataclasses import dataclass

from constructs import Construct
from jupyter_on_gke.adoption import settling
from jupyter_on_gke.adoption.address import ManagedAddress
from jupyter_on_gke.adoption.buckets import ManagedBuckets
from jupyter_on_gke.adoption.cluster import ManagedCluster
from jupyter_on_gke.adoption.imports import Imports
from jupyter_on_gke.adoption.namespace import ManagedNamespace
from jupyter_on_gke.adoption.node_identity import ManagedNodeIdentity
from jupyter_on_gke.adoption.node_pools import ManagedNodePools
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster.choice import Place
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.plan_time import settle_logic

MANAGE = var("manage")


@dataclass(frozen=True, kw_only=True)
class Managed:
    """What is to be there first, and to go last: for pods, and for JupyterHub with what is before it."""

    for_pods: list[ITerraformDependable]
    for_the_hub: list[ITerraformDependable]
    namespaces: tuple[str, ...] = ("kubernetes_namespace_v1.managed[*].metadata[0].name",)
    """The namespace's name, if it is managed, as a splat."""


def managed(stack: Construct, deployment: Deployment, *, services: list[ITerraformDependable]) -> Managed:
    """All that is managed though it was there before."""
    place = Place(project=deployment.project, name=deployment.cluster_name, location=deployment.location)
    cluster, sizes = _cluster(stack, place, after=services)
    namespace = ManagedNamespace(
        stack, "managed_namespace", name=deployment.namespace, manage=MANAGE, after=cluster
    ).created
    # What may be refused goes first when all is destroyed: a bucket with something in it, then the address. Homes are
    # still there then, and so is the cluster, which has to be found when Terraform is asked again.
    address = ManagedAddress(
        stack,
        "managed_address",
        project=deployment.project,
        name=var("url_domain_name"),
        manage=MANAGE,
        after=cluster,
    ).created
    user_buckets = settle_logic(stack, settling.managed_user_buckets, manage=MANAGE)
    storage = ManagedBuckets(
        stack,
        "managed_buckets",
        project=deployment.project,
        region=deployment.region,
        manage=MANAGE,
        bucket=var("gcs_bucket"),
        user_buckets=user_buckets,
        access_logs=var("bucket_access_logs"),
        after=[*namespace, *address],
    ).created
    Imports(
        stack,
        "imports",
        place=place,
        namespace=deployment.namespace,
        adopt=var("adopt"),
        pools=sizes,
        bucket=var("gcs_bucket"),
        user_buckets=user_buckets,
        address=var("url_domain_name"),
        account=var("node_service_account"),
    )
    return Managed(for_pods=cluster, for_the_hub=[*namespace, *storage, *address])


def _cluster(
    stack: Construct, place: Place, *, after: list[ITerraformDependable]
) -> tuple[list[ITerraformDependable], Expression]:
    """What pods need, and the pools by their names."""
    identity = ManagedNodeIdentity(
        stack,
        "managed_node_identity",
        project=place.project,
        account=var("node_service_account"),
        manage=MANAGE,
        after=after,
    )
    cluster = ManagedCluster(
        stack,
        "managed_cluster",
        place=place,
        manage=MANAGE,
        maintenance=local("maintenance"),
        release_channel=var("release_channel"),
        security_group=var("security_group"),
        deletion_protection=var("deletion_protection"),
        after=identity.created,
    )
    pools = ManagedNodePools(
        stack,
        "managed_node_pools",
        place=place,
        manage=MANAGE,
        pools=local("written_managed_pools"),
        after=[*identity.created, *cluster.created],
    )
    return [*cluster.created, *pools.created], pools.sizes
