"""Manages the buckets that were there before, as they are."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.adoption import kept, settling
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import Expression, dynamic, first, interpolate, when
from jupyter_on_gke.imports.google import StorageBucket
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.storage.storage import KEPT

EXISTING = "data.google_storage_bucket.data_existing[*]"


class ManagedBuckets(Construct):
    """`google_storage_bucket.managed` and `.managed_users`, by the person's name as JupyterHub has it.

    A person who comes later has a bucket that is made as all of ours are.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        region: Expression,
        manage: Expression,
        bucket: Expression,
        user_buckets: Expression,
        access_logs: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        where: dict[str, Any] = {"project": interpolate(project), "location": interpolate(region), "depends_on": after}
        shared = StorageBucket(
            self,
            "managed",
            count=when(settling.BUCKET.terraform(things=manage)),
            name=interpolate(bucket),
            **where,
            **KEPT | {"lifecycle": {"ignore_changes": kept.BUCKET}},
        )
        logs = settle_logic(self, settling.kept_logs, written=access_logs, reported_bucket=first(EXISTING))
        shared.add_override("dynamic.logging", dynamic(logs, {"log_bucket": interpolate("logging.value")}))
        users = StorageBucket(
            self,
            "managed_users",
            name=interpolate("each.value"),
            **where,
            **KEPT | {"lifecycle": {"ignore_changes": kept.USER_BUCKET}},
        )
        users.add_override("for_each", interpolate(user_buckets))
        self.created: list[ITerraformDependable] = [shared, users]
