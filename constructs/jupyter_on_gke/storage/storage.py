"""Creates the bucket that notebooks share or looks it up."""

from typing import Any

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.blocks import block_with
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import Expression, dynamic, interpolate, when
from jupyter_on_gke.imports.google import (
    DataGoogleStorageBucket,
    StorageBucket,
    StorageBucketLifecycleRule,
    StorageBucketLifecycleRuleAction,
    StorageBucketLifecycleRuleCondition,
)
from jupyter_on_gke.resource_settings import LABELS
from jupyter_on_gke.storage.settling import looks_up_bucket

OLD_VERSIONS_DAYS = 30
SOFT_DELETE_SECONDS = 7 * 24 * 3600
KEPT: dict[str, Any] = {
    "labels": LABELS,
    "uniform_bucket_level_access": True,
    "public_access_prevention": "enforced",
    "versioning": {"enabled": True},
    # Even old versions that somebody deletes can be had back for a week.
    "soft_delete_policy": {"retention_duration_seconds": SOFT_DELETE_SECONDS},
    # Terraform never empties a bucket.
    "force_destroy": False,
    "lifecycle": {"ignore_changes": fixed_at_creation.BUCKET},
    # What was deleted or overwritten can be had back for a month, and is not paid for longer.
    "lifecycle_rule": [
        # Objects of their own classes: a dict in a list loses its keys on the way to JSON.
        StorageBucketLifecycleRule(
            action=StorageBucketLifecycleRuleAction(type="Delete"),
            condition=StorageBucketLifecycleRuleCondition(days_since_noncurrent_time=OLD_VERSIONS_DAYS),
        )
    ],
}
"""What every bucket with people's data has: uniform access, never public, old versions kept."""


def log_access(bucket: StorageBucket, logs: Expression) -> None:
    """Has Google write who used the bucket into another one, where there is one."""
    to = block_with.terraform(text=logs)
    bucket.add_override("dynamic.logging", dynamic(to, {"log_bucket": interpolate("logging.value")}))


class Storage(Construct):
    """The bucket that notebooks share, if there is one. `name` is its name."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        region: Expression,
        bucket: Expression,
        create: Expression,
        access_logs: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        created = StorageBucket(
            self,
            "data",
            count=when(create),
            project=interpolate(project),
            name=interpolate(bucket),
            location=interpolate(region),
            depends_on=after,
            **KEPT,
        )
        log_access(created, access_logs)
        # No depends_on: a wrong name of an existing bucket is found while planning.
        DataGoogleStorageBucket(
            self,
            "data_existing",
            count=when(looks_up_bucket.terraform(bucket=bucket, create=create)),
            name=interpolate(bucket),
        )
        self.name = bucket
        self.ready: list[ITerraformDependable] = [created]
