"""What must hold for profiles as they are written: plan-time functions."""

from jupyter_on_gke.plan_time import distinct, matches, plan_time
from jupyter_on_gke.profiles.images import IMAGE_REFERENCE
from jupyter_on_gke.profiles.profile import Profile
from jupyter_on_gke.variables.memory import MEMORY, memory_amount
from jupyter_on_gke.variables.variable import DNS_LABEL

STORAGE_CHOICES = {
    "disk": "Default (persistent disk)",
    "shared": "Default and the shared bucket on /data",
    "gcsfuse": "GCSFuse (your own bucket)",
}
"""What a profile's `storage` may name -> how people read it."""
STORAGE_NAMES = tuple(STORAGE_CHOICES)

LABEL_KEY = "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"
LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$"


@plan_time
def has_name(profile: Profile) -> bool:
    """Whether its name can be one in Kubernetes."""
    return matches(DNS_LABEL, profile.name)


@plan_time
def is_distinct(texts: list[str]) -> bool:
    """Whether none is there twice."""
    return len(distinct(texts)) == len(texts)


@plan_time
def names_differ(profiles: list[Profile]) -> str:
    """KubeSpawner knows a profile by its name."""
    names = [profile.name for profile in profiles]
    if is_distinct(names):
        return ""
    return f"profiles has {', '.join(names)}: write a different name for each profile."


@plan_time
def one_default(profiles: list[Profile]) -> str:
    """Only one can be chosen to begin with."""
    defaults = [profile.name for profile in profiles if profile.default]
    if len(defaults) <= 1:
        return ""
    return f"profiles has {', '.join(defaults)} as defaults: write default = true in one profile only."


@plan_time
def has_cpus(profile: Profile) -> bool:
    """Whether it has some, and no more than its limit."""
    return profile.cpu_guarantee > 0 and (profile.cpu_limit is None or profile.cpu_limit >= profile.cpu_guarantee)


@plan_time
def has_memory(profile: Profile) -> bool:
    """Whether its amounts are such."""
    return matches(MEMORY, profile.memory_guarantee) and (
        profile.memory_limit == "" or matches(MEMORY, profile.memory_limit)
    )


@plan_time
def has_memory_up_to_its_limit(profile: Profile) -> bool:
    """Whether its limit, if it has one, is not below its guarantee."""
    limit = profile.memory_limit
    return not matches(MEMORY, limit) or memory_amount(limit) >= memory_amount(profile.memory_guarantee)


@plan_time
def has_accelerators(profile: Profile) -> bool:
    """Whether each server gets one at least."""
    return profile.accelerator_count >= 1


@plan_time
def has_known_storage(profile: Profile) -> bool:
    """Whether its choices are known, and each there once."""
    return all(choice in STORAGE_NAMES for choice in profile.storage) and is_distinct(profile.storage)


@plan_time
def shared_is_there(profiles: list[Profile], gcs_bucket: str) -> str:
    """The shared bucket can be offered where there is one."""
    shared = [profile.name for profile in profiles if "shared" in profile.storage and gcs_bucket == ""]
    if len(shared) == 0:
        return ""
    return (
        f"profiles: {', '.join(shared)} offers the shared bucket, but gcs_bucket is empty: write the bucket's name in "
        f"gcs_bucket, or leave shared out of storage."
    )


@plan_time
def has_exact_images(profile: Profile) -> bool:
    """Whether its images are named by tag or digest, and each there once."""
    exact = all(matches(IMAGE_REFERENCE, image) and not image.endswith(":latest") for image in profile.images)
    return exact and is_distinct(profile.images)


@plan_time
def has_labels(profile: Profile) -> bool:
    """Whether its node selector is one of labels."""
    return all(
        matches(LABEL_KEY, key) and matches(LABEL_VALUE, value) for key, value in sorted(profile.node_selector.items())
    )


@plan_time
def is_time(seconds: int | None) -> bool:
    """Whether it is none, or not negative."""
    return seconds is None or seconds >= 0


@plan_time
def has_times(profile: Profile) -> bool:
    """Whether its times are such."""
    return is_time(profile.kernel_idle_timeout) and is_time(profile.server_idle_timeout) and is_time(profile.max_age)


@plan_time
def has_ephemeral_storage(profile: Profile) -> bool:
    """Whether it is enough for a server's logs and temporary files."""
    return profile.ephemeral_storage_gb is None or profile.ephemeral_storage_gb >= 2
