"""What the choices about home disks and buckets come to. Plan-time functions."""

from jupyter_on_gke.plan_time import lower, plan_time
from jupyter_on_gke.storage.slugs import local_part, slug

DEFAULT_PREFIX = "gcsfuse"


@plan_time
def makes_class(existing_class: str) -> bool:
    """Whether home disks have a StorageClass of our own."""
    return existing_class == ""


@plan_time
def own_class(namespace: str) -> str:
    """Its name. Classes belong to the cluster, not to a namespace: the name keeps two hubs apart."""
    return f"{namespace}-homes"


@plan_time
def home_storage_class(existing_class: str, namespace: str) -> str:
    """The class in use."""
    return own_class(namespace) if existing_class == "" else existing_class


@plan_time
def replication_type(regional: bool) -> str:
    """In how many zones a disk is, as its driver has it."""
    return "regional-pd" if regional else "none"


@plan_time
def reclaim_policy(retain: bool) -> str:
    """What becomes of a disk whose claim is deleted."""
    return "Retain" if retain else "Delete"


@plan_time
def topologies(zones: list[str]) -> list[list[str]]:
    """The zones that disks are to be in; nothing where they can be in each."""
    return [zones] if len(zones) > 0 else []


@plan_time
def looks_up_bucket(bucket: str, create: bool) -> bool:
    """Whether the shared bucket is there already."""
    return bucket != "" and not create


@plan_time
def user_bucket_prefix(user_bucket_prefix: str) -> str:
    """What the name of a person's bucket begins with."""
    return user_bucket_prefix if user_bucket_prefix != "" else DEFAULT_PREFIX


@plan_time
def user_bucket_people(people: list[str], local_part_alone: bool) -> list[str]:
    """Who has a bucket, by the name that JupyterHub has for them."""
    return [local_part(person) if local_part_alone else lower(person) for person in people]


@plan_time
def user_buckets(user_bucket_people: list[str], user_bucket_prefix: str) -> dict[str, str]:
    """A person's name -> the bucket's."""
    return {person: f"{user_bucket_prefix}-{slug(person)}" for person in user_bucket_people}


@plan_time
def made_user_buckets(manage: list[str], user_buckets: dict[str, str]) -> dict[str, str]:
    """Those that are made here, unless all were there before."""
    return {person: bucket for person, bucket in sorted(user_buckets.items()) if "user_buckets" not in manage}


@plan_time
def has_user_buckets(user_buckets: list[str]) -> bool:
    """Whether anybody has a bucket of their own."""
    return len(user_buckets) > 0
