"""Creates a bucket for each person of a list, for the home directory by Cloud Storage FUSE."""

from cdktf import ITerraformDependable

from constructs import Construct
from imports.google import StorageBucket
from jupyter_on_gke.expressions import Expression, interpolate, settle
from jupyter_on_gke.storage.storage import KEPT, log_access

# As KubeSpawner 7 writes a person's name: slugs.py, safe_slug with 48 characters.
SLUG_LENGTH = 48
HASH_LENGTH = 8
READABLE_LENGTH = SLUG_LENGTH - HASH_LENGTH - len("---")
VALID = "^[a-z]([-a-z0-9]*[a-z0-9])?$"


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
        access_logs: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        name = f'{local_part} ? split("@", lower(person))[0] : lower(person)'
        names = settle(self, "user_bucket_people", interpolate(f"[for person in {people} : {name}]"))
        buckets = settle(
            self, "user_buckets", interpolate(f'{{for name in {names} : name => "${{{prefix}}}-${{{slug("name")}}}"}}')
        )
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
        created.add_override("for_each", interpolate(buckets))
        self.buckets = buckets
        self.ready: list[ITerraformDependable] = [created]


def slug(name: str) -> Expression:
    """The name as KubeSpawner writes it in the names of objects: itself if that is one, else with a hash."""
    letters = f'trimprefix(replace({name}, "/[^a-z0-9]+/", "-"), "-")'
    readable = f'trimsuffix(substr({letters}, 0, {READABLE_LENGTH}), "-")'
    led = f'can(regex("^[a-z]", {readable})) ? {readable} : "x-${{substr({readable}, 0, {READABLE_LENGTH - 2})}}"'
    is_valid = f'can(regex("{VALID}", {name})) && !strcontains({name}, "--") && length({name}) <= {SLUG_LENGTH}'
    return Expression(f'{is_valid} ? {name} : "${{{led}}}---${{substr(sha256({name}), 0, {HASH_LENGTH})}}"')
