"""Puts storage into a stack: the shared bucket, people's buckets, and the class of home disks."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.storage.homes import Homes
from jupyter_on_gke.storage.storage import Storage
from jupyter_on_gke.storage.user_buckets import UserBuckets


class StorageRoom:
    """`home_class` is the class of home disks, `ready` what is to be there before servers are."""

    def __init__(
        self,
        stack: Construct,
        deployment: Deployment,
        *,
        home_zones: Expression,
        services: list[ITerraformDependable],
        cluster: list[ITerraformDependable],
    ) -> None:
        storage = shared_bucket(stack, deployment, after=services)
        buckets = user_buckets(stack, deployment, after=services)
        classes = homes(stack, deployment, zones=home_zones, after=cluster)
        self.home_class = classes.storage_class
        self.user_buckets = buckets.buckets
        self.ready = [*storage.ready, *buckets.ready, *classes.created]


def shared_bucket(stack: Construct, deployment: Deployment, *, after: list[ITerraformDependable]) -> Storage:
    """The bucket that notebooks share."""
    return Storage(
        stack,
        "storage",
        project=deployment.project,
        region=deployment.region,
        bucket=var("gcs_bucket"),
        create=var("create_gcs_bucket"),
        access_logs=var("bucket_access_logs"),
        after=after,
    )


def user_buckets(stack: Construct, deployment: Deployment, *, after: list[ITerraformDependable]) -> UserBuckets:
    """People's own buckets."""
    return UserBuckets(
        stack,
        "user_buckets",
        project=deployment.project,
        region=deployment.region,
        people=var("user_buckets"),
        local_part=var("username_local_part"),
        prefix=local("user_bucket_prefix"),
        manage=var("manage"),
        access_logs=var("bucket_access_logs"),
        after=after,
    )


def homes(stack: Construct, deployment: Deployment, *, zones: Expression, after: list[ITerraformDependable]) -> Homes:
    """The class of home disks."""
    return Homes(
        stack,
        "homes",
        namespace=deployment.namespace,
        labels=deployment.labels,
        existing_class=var("home_storage_class"),
        disk_type=var("home_disk_type"),
        regional=var("home_disk_regional"),
        retain=var("home_disk_retain"),
        zones=zones,
        after=after,
    )
