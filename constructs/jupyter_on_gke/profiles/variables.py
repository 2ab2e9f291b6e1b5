"""The variables of what people choose: profiles, and the images beside them."""

import json

from jupyter_on_gke.profiles.images import IMAGE_FORM, IMAGE_REFERENCE
from jupyter_on_gke.profiles.profile import Profile
from jupyter_on_gke.variables.memory import MEMORY, memory_amount
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import DNS_LABEL, DNS_LABEL_FORM, Validation, Variable

STORAGE_CHOICES = {
    "disk": "Default (persistent disk)",
    "shared": "Default and the shared bucket on /data",
    "gcsfuse": "GCSFuse (your own bucket)",
}
"""What a profile's `storage` may name -> how people read it."""

LABEL_KEY = "^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"
LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$"
TIMEOUTS = ("kernel_idle_timeout", "server_idle_timeout", "max_age")


MEANT = {
    "cpu": "cpu_guarantee",
    "cpus": "cpu_guarantee",
    "cores": "cpu_guarantee",
    "mem": "memory_guarantee",
    "memory": "memory_guarantee",
    "ram": "memory_guarantee",
    "mem_limit": "memory_limit",
    "mem_guarantee": "memory_guarantee",
    "image": "images (a list)",
    "gpu": "accelerator",
    "gpu_type": "accelerator",
    "tpu": "accelerator",
    "tpu_type": "accelerator",
    "accelerator_type": "accelerator",
    "gpus": "accelerator_count",
    "gpu_count": "accelerator_count",
    "slug": "name",
    "title": "display_name",
    "pool": "node_pool",
    "nodepool": "node_pool",
    "labels": "node_selector",
    "idle_timeout": "server_idle_timeout",
    "cull_timeout": "server_idle_timeout",
    "timeout": "max_age",
    "preemptible": "spot",
}
"""What people write of a profile -> the attribute that they mean."""

PROFILES = Objects(variable="profiles", element="profile", cls=Profile, meant=MEANT)
DEFAULTS = PROFILES.filled("name", "default")


LIMIT = memory_amount.terraform(memory="profile.memory_limit")
GUARANTEE = memory_amount.terraform(memory="profile.memory_guarantee")


def memory_checks() -> tuple[Validation, ...]:
    """What must hold for a profile's memory."""
    right = f'can(regex("{MEMORY}", profile.{{0}}))'
    guarantee, limit = right.format("memory_guarantee"), right.format("memory_limit")
    return (
        PROFILES.every(
            f'{guarantee} && (profile.memory_limit == "" || {limit})',
            "has a memory_guarantee or memory_limit that is no amount: write a number and M, G or T, like 8G",
        ),
        PROFILES.every(
            f'profile.memory_limit == "" || !({guarantee}) || !({limit}) || try({LIMIT} >= {GUARANTEE}, true)',
            "has a memory_limit below its memory_guarantee: write a limit that is not smaller, or leave it out",
        ),
    )


VARIABLES = (
    Variable(
        name="profiles",
        type="any",
        default=[],
        effective="by the cluster",
        description="What people choose a server from. By default what the cluster can run: on Autopilot a CPU, and, "
        "where the region has them, a C3 with local SSD and one or two L4 GPUs; on Standard a CPU, and a profile for "
        "each kind of GPU and TPU that a node pool has. "
        "Attributes: name, display_name, description, cpu_guarantee and cpu_limit (cores), memory_guarantee and "
        "memory_limit (8G), ephemeral_storage_gb (GiB outside of the home; on Autopilot 10, or 200 with local SSD; on "
        "Standard what the node has), accelerator and accelerator_count (see docs/accelerators.md), spot, node_pool (a "
        "Standard cluster's pool by name), node_selector (more labels of nodes), images, storage (disk, shared, "
        "gcsfuse), kernel_idle_timeout, server_idle_timeout and max_age (seconds, 0 for never), default. A profile "
        "that the cluster cannot run is refused while planning. A change restarts the hub; servers that run stay.",
        validations=(
            PROFILES.every(
                f"can(regex({json.dumps(DNS_LABEL)}, profile.name))", f"is no name of a profile: write {DNS_LABEL_FORM}"
            ),
            Validation(
                condition=f"length(distinct({PROFILES.names})) == length({PROFILES.names})",
                message=f'profiles has ${{join(", ", {PROFILES.names})}}: write a different name for each profile.',
            ),
            Validation(
                condition=f"length([for profile in {DEFAULTS} : profile if profile.default]) <= 1",
                message=f'profiles has ${{join(", ", [for profile in {DEFAULTS} : profile.name if profile.default])}} '
                "as defaults: write default = true in one profile only.",
            ),
            PROFILES.every(
                "profile.cpu_guarantee > 0 && (profile.cpu_limit == null ? true : profile.cpu_limit >= "
                "profile.cpu_guarantee)",
                "has a cpu_guarantee that is not above 0 or above its cpu_limit: write 0 < cpu_guarantee <= cpu_limit",
            ),
            *memory_checks(),
            PROFILES.every(
                "profile.accelerator_count >= 1 && floor(profile.accelerator_count) == profile.accelerator_count",
                "has an accelerator_count that is no whole number from 1: write how many each server gets",
            ),
            PROFILES.every(
                f"length(setsubtract(profile.storage, {json.dumps(list(STORAGE_CHOICES))})) == 0 && "
                "length(distinct(profile.storage)) == length(profile.storage)",
                f"has an unknown or repeated storage choice: write some of {', '.join(STORAGE_CHOICES)}, each once",
            ),
            PROFILES.every(
                '!contains(profile.storage, "shared") || var.gcs_bucket != ""',
                "offers the shared bucket, but gcs_bucket is empty: write the bucket's name in gcs_bucket, or leave "
                "shared out of storage",
            ),
            PROFILES.every(
                f"alltrue([for image in profile.images : can(regex({json.dumps(IMAGE_REFERENCE)}, image)) && "
                '!endswith(image, ":latest")]) && length(distinct(profile.images)) == length(profile.images)',
                f"has a repeated image, or one without an exact tag: write {IMAGE_FORM}",
            ),
            PROFILES.every(
                "alltrue([for key, value in profile.node_selector : "
                f"can(regex({json.dumps(LABEL_KEY)}, key)) && can(regex({json.dumps(LABEL_VALUE)}, value))])",
                "has a node_selector that is no label: write labels of nodes, like "
                '{"cloud.google.com/machine-family" = "c3"}',
            ),
            PROFILES.every(
                " && ".join(f"(profile.{name} == null ? true : profile.{name} >= 0)" for name in TIMEOUTS),
                f"has a negative time: write {', '.join(TIMEOUTS[:-1])} and {TIMEOUTS[-1]} in seconds, 0 for never",
            ),
            *PROFILES.checks(),
            PROFILES.every(
                "profile.ephemeral_storage_gb == null ? true : profile.ephemeral_storage_gb >= 2 && "
                "floor(profile.ephemeral_storage_gb) == profile.ephemeral_storage_gb",
                "has an ephemeral_storage_gb that is no whole number from 2: write GiB, or leave it out",
            ),
        ),
    ),
    Variable(
        name="allow_any_image",
        type="bool",
        default=False,
        description="Let people type the image of their server, in every profile. By default they choose among "
        "those of the profile. Whatever the image holds then runs as that person, with the access of a notebook.",
    ),
)
