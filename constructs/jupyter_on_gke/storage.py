"""Creates the bucket that notebooks share or looks it up, and lets notebooks read and write it."""

from typing import Any

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import (
    DataGoogleStorageBucket,
    StorageBucket,
    StorageBucketIamMember,
    StorageBucketLifecycleRule,
    StorageBucketLifecycleRuleAction,
    StorageBucketLifecycleRuleCondition,
)
from jupyter_on_gke.expressions import Expression, all_of, interpolate, negate, when

OLD_VERSIONS_DAYS = 30
KEPT: dict[str, Any] = {
    "uniform_bucket_level_access": True,
    "public_access_prevention": "enforced",
    "versioning": {"enabled": True},
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


class Storage(Construct):
    """The bucket that notebooks share, if there is one."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        region: Expression,
        bucket: Expression,
        create: Expression,
        member: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        wanted = Expression(f'{bucket} != ""')
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
        # No depends_on: a wrong name of an existing bucket is found while planning.
        DataGoogleStorageBucket(
            self,
            "data_existing",
            count=when(all_of(wanted, negate(create))),
            name=interpolate(bucket),
        )
        access = StorageBucketIamMember(
            self,
            "notebooks",
            count=when(wanted),
            bucket=interpolate(bucket),
            role="roles/storage.objectUser",
            member=interpolate(member),
            depends_on=[created],
        )
        self.ready: list[ITerraformDependable] = [access]
