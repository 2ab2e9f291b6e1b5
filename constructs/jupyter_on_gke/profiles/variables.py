"""The variables of what people choose: profiles, and the images beside them."""

from jupyter_on_gke.profiles import rules
from jupyter_on_gke.profiles.images import IMAGE_FORM
from jupyter_on_gke.profiles.profile import Profile
from jupyter_on_gke.profiles.rules import STORAGE_CHOICES
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import DNS_LABEL_FORM, Variable, validation

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
            PROFILES.each(rules.has_name, f"is no name of a profile: write {DNS_LABEL_FORM}"),
            validation(rules.names_differ, profiles=PROFILES.filled("name")),
            validation(rules.one_default, profiles=PROFILES.filled("name", "default")),
            PROFILES.each(
                rules.has_cpus,
                "has a cpu_guarantee that is not above 0 or above its cpu_limit: write 0 < cpu_guarantee <= cpu_limit",
            ),
            PROFILES.each(
                rules.has_memory,
                "has a memory_guarantee or memory_limit that is no amount: write a number and M, G or T, like 8G",
            ),
            PROFILES.each(
                rules.has_memory_up_to_its_limit,
                "has a memory_limit below its memory_guarantee: write a limit that is not smaller, or leave it out",
            ),
            PROFILES.each(
                rules.has_accelerators,
                "has an accelerator_count below 1: write how many each server gets, or leave it out",
            ),
            PROFILES.each(
                rules.has_known_storage,
                f"has an unknown or repeated storage choice: write some of {', '.join(STORAGE_CHOICES)}, each once",
            ),
            validation(rules.shared_is_there, profiles=PROFILES.filled("name", "storage")),
            PROFILES.each(
                rules.has_exact_images, f"has a repeated image, or one without an exact tag: write {IMAGE_FORM}"
            ),
            PROFILES.each(
                rules.has_labels,
                "has a node_selector that is no label: write labels of nodes, like "
                '{"cloud.google.com/machine-family" = "c3"}',
            ),
            PROFILES.each(
                rules.has_times,
                "has a negative time: write kernel_idle_timeout, server_idle_timeout and max_age in seconds, 0 for "
                "never",
            ),
            *PROFILES.checks(),
            PROFILES.each(
                rules.has_ephemeral_storage,
                "has an ephemeral_storage_gb below 2: write GiB, or leave it out",
            ),
        ),
    ),
    Variable(
        name="allow_any_image",
        type="bool",
        default=False,
        description="Let people type the image of their server, in every profile. By default they choose among those "
        "of the profile. Whatever the image holds then runs as that person, with the access of a notebook. A change "
        "restarts the hub; servers that run stay.",
    ),
)
