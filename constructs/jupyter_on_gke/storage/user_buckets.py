"""Creates a bucket for each person of a list, for the home directory by Cloud Storage FUSE."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import Expression, interpolate
from jupyter_on_gke.imports.google import StorageBucket
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.storage import settling
from jupyter_on_gke.storage.storage import KEPT, log_access


class UserBuckets(Construct):
    """`google_storage_bucket.users`, by the person's name as JupyterHub has it.

    Every notebook has access to each of them: all notebooks have one identity.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        region: Expression,
        people: Expression,
        local_part: Expression,
        prefix: Expression,
        manage: Expression,
        access_logs: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        self.buckets = settle_names(self, people=people, local_part=local_part, prefix=prefix)
        created = StorageBucket(
            self,
            "users",
            project=interpolate(project),
            name=interpolate("each.value"),
            location=interpolate(region),
            depends_on=after,
            **KEPT,
        )
        log_access(created, access_logs)
        made = settle_logic(self, settling.made_user_buckets, manage=manage)
        created.add_override("for_each", interpolate(made))
        self.ready: list[ITerraformDependable] = [created]


def settle_names(scope: Construct, *, people: Expression, local_part: Expression, prefix: Expression) -> Expression:
    """Settles who has a bucket, and its name: person -> bucket."""
    settle_logic(scope, settling.user_bucket_people, people=people, local_part_alone=local_part)
    return settle_logic(scope, settling.user_buckets, user_bucket_prefix=prefix)
