"""The variables of a Standard cluster's node pools."""

import json
from typing import Any

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.variables.cluster import CREATED_AUTOPILOT, CREATED_STANDARD
from jupyter_on_gke.variables.variable import Validation, Variable

ATTRIBUTES: dict[str, tuple[str, Any]] = {
    "node_locations": ("string", ""),
    "autoscaling": ("bool", False),
    "min_count": ("number", 1),
    "max_count": ("number", 3),
    "local_ssd_count": ("number", 0),
    "spot": ("bool", False),
    "disk_size_gb": ("number", 100),
    "disk_type": ("string", ""),
    "image_type": ("string", "COS_CONTAINERD"),
    "enable_gcfs": ("bool", False),
    "enable_gvnic": ("bool", False),
    "logging_variant": ("string", "DEFAULT"),
    "auto_repair": ("bool", True),
    "auto_upgrade": ("bool", True),
    "create_service_account": ("bool", True),
    "preemptible": ("bool", False),
    "initial_node_count": ("number", 1),
    "accelerator_count": ("number", 0),
}
"""Attribute of a node pool -> Terraform type and default. `name` has none, and `machine_type` where it is missing."""

GPU_ATTRIBUTES = ATTRIBUTES | {
    "machine_type": ("string", ""),
    "enable_gcfs": ("bool", True),
    "accelerator_type": ("string", "nvidia-tesla-t4"),
    "gpu_driver_version": ("string", ""),
}

# New here, so that they bill nothing unless somebody works.
TPU_ATTRIBUTES = {name: each for name, each in ATTRIBUTES.items() if name != "accelerator_count"} | {
    "autoscaling": ("bool", True),
    "min_count": ("number", 0),
    "max_count": ("number", 1),
    "enable_gcfs": ("bool", True),
}

# In three zones 12 to 24 vCPUs, and 4 more while GKE upgrades: a new project has 24 in a region, and 32 in all.
DEFAULT_CPU_POOL: dict[str, Any] = {
    "name": "cpu-pool",
    "machine_type": "e2-standard-4",
    "autoscaling": True,
    "min_count": 1,
    "max_count": 2,
    "enable_gcfs": True,
    "disk_size_gb": 100,
    "disk_type": "pd-standard",
}

DRIVER_VERSIONS = ("DEFAULT", "LATEST", "INSTALLATION_DISABLED", "GPU_DRIVER_VERSION_UNSPECIFIED")

PER_POOL = (
    "Attributes: name, machine_type, node_locations (zones, joined by commas), autoscaling with "
    "min_count and max_count (nodes in each zone), initial_node_count (the size without "
    "autoscaling), spot, preemptible, disk_size_gb, disk_type (by default pd-standard, or what the machine takes), "
    "image_type, local_ssd_count, "
    "enable_gcfs (image streaming), enable_gvnic, logging_variant, auto_repair, auto_upgrade, "
    "create_service_account (false: the Compute Engine default account)"
)

COST = (
    "A changed machine type, disk or image replaces the nodes and ends the notebooks on them; a changed name or "
    "service account recreates the pool"
)


def pool_type(attributes: dict[str, tuple[str, Any]]) -> str:
    """The type constraint of a list of node pools with these attributes."""
    required = ["name", *(["machine_type"] if "machine_type" not in attributes else [])]
    optional = (f"{name} = optional({type_}, {json.dumps(default)})" for name, (type_, default) in attributes.items())
    return f"list(object({{{', '.join([*(f'{name} = string' for name in required), *optional])}}}))"


def every_pool(name: str, condition: str, message: str) -> Validation:
    """A condition on `pool`, for every pool of the variable; the message names those that fail it."""
    return Validation(
        condition=f"alltrue([for pool in var.{name} : {condition}])",
        message=f'{name}: ${{join(", ", [for pool in var.{name} : pool.name if !({condition})])}} {message}.',
    )


def pool_checks(name: str) -> tuple[Validation, ...]:
    """What must hold for the pools of both kinds."""
    return (
        every_pool(
            name,
            'can(regex("^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$", pool.name))',
            "is no name of a node pool: write 1 to 40 lowercase letters, digits and hyphens, starting with a letter",
        ),
        every_pool(
            name,
            "!pool.autoscaling || pool.min_count >= 0 && pool.max_count >= max(1, pool.min_count)",
            "has a max_count below 1 or below its min_count: write 0 <= min_count <= max_count",
        ),
        every_pool(
            name,
            "pool.autoscaling || pool.initial_node_count >= 1",
            "has no node: write initial_node_count = 1 or more, or autoscaling = true",
        ),
        every_pool(
            name,
            "!(pool.spot && pool.preemptible)",
            "is both spot and preemptible: write spot = true alone",
        ),
        every_pool(
            name,
            'alltrue([for zone in split(",", pool.node_locations) : pool.node_locations == "" || '
            'startswith(trimspace(zone), "${join("-", slice(split("-", var.cluster_location), 0, 2))}-")])',
            "has node_locations outside of the region of ${var.cluster_location}: write zones of that "
            "region, joined by commas",
        ),
    )


def upgraded(name: str) -> Validation:
    """Refuses pools that GKE does not upgrade: every created cluster is in a release channel."""
    return every_pool(
        name,
        f"!({CREATED_STANDARD}) || pool.auto_upgrade",
        "has auto_upgrade = false, which GKE refuses in a release channel: leave auto_upgrade out, and set when GKE "
        "may upgrade with maintenance_start_time",
    )


def offered(accelerator: str) -> str:
    """True where the pool's zones were written, or the accelerator is offered there, or nothing is known of it."""
    return f'pool.node_locations != "" || {catalog.offered(accelerator, "var.cluster_location")}'


def given(name: str, default: list[dict[str, Any]], attributes: dict[str, tuple[str, Any]]) -> str:
    """True where the variable is not its default."""
    full = [{attribute: value for attribute, (_, value) in attributes.items()} | pool for pool in default]
    literal = json.dumps(full, sort_keys=True, separators=(",", ":"))
    return f"jsonencode(var.{name}) != {json.dumps(literal)}"


def given_on_autopilot(name: str, default: list[dict[str, Any]], attributes: dict[str, tuple[str, Any]]) -> Validation:
    """Refuses node pools for a created Autopilot cluster."""
    return Validation(
        condition=f"!({CREATED_AUTOPILOT}) || !({given(name, default, attributes)})",
        message=f"{name} is set, but GKE makes the nodes of an Autopilot cluster itself: leave {name} "
        "out, or write autopilot_cluster = false.",
    )


VARIABLES = (
    Variable(
        name="cpu_pools",
        type=pool_type(ATTRIBUTES),
        default=[DEFAULT_CPU_POOL],
        description="With create_cluster and autopilot_cluster = false: the node pools of the hub and "
        "of notebooks without accelerators. By default one of e2-standard-4 with one or two nodes in each zone, "
        "which fits a new project's quota. Without node_locations they are in "
        "zones that GKE chooses, or in those of people's disks where accelerators restrict these. "
        f"{PER_POOL}. {COST}.",
        validations=(
            *pool_checks("cpu_pools"),
            Validation(
                condition=f"!({CREATED_STANDARD}) || length(var.cpu_pools) >= 1",
                message="cpu_pools is empty, but the hub itself needs nodes: write at least one pool.",
            ),
            Validation(
                condition="length(distinct(var.cpu_pools[*].name)) == length(var.cpu_pools)",
                message='cpu_pools has ${join(", ", var.cpu_pools[*].name)}: write a different name for each pool.',
            ),
            every_pool(
                "cpu_pools",
                "pool.accelerator_count == 0",
                "has an accelerator_count: write pools with accelerators in gpu_pools",
            ),
            given_on_autopilot("cpu_pools", [DEFAULT_CPU_POOL], ATTRIBUTES),
            upgraded("cpu_pools"),
        ),
    ),
    Variable(
        name="gpu_pools",
        type=pool_type(GPU_ATTRIBUTES),
        default=[],
        description="With create_cluster and autopilot_cluster = false: node pools with GPUs, none by "
        "default. The attributes of cpu_pools, and accelerator_type, accelerator_count (GPUs of each "
        "node, 0 means 1) and gpu_driver_version (DEFAULT, LATEST or INSTALLATION_DISABLED; by default what the GPU "
        "needs). Without machine_type the smallest that carries so many; without node_locations the region's zones "
        "that offer the accelerator. A pool bills min_count nodes in each zone even when nobody works. "
        f"{COST}; so does a changed accelerator or driver.",
        validations=(
            *pool_checks("gpu_pools"),
            Validation(
                condition="length(distinct(concat(var.cpu_pools[*].name, var.gpu_pools[*].name))) == "
                "length(concat(var.cpu_pools[*].name, var.gpu_pools[*].name))",
                message='gpu_pools has ${join(", ", var.gpu_pools[*].name)} beside cpu_pools '
                '${join(", ", var.cpu_pools[*].name)}: write a different name for each pool.',
            ),
            every_pool(
                "gpu_pools",
                f"contains({json.dumps(['', *DRIVER_VERSIONS])}, pool.gpu_driver_version)",
                f"has an unknown gpu_driver_version: write one of {', '.join(DRIVER_VERSIONS)}",
            ),
            every_pool(
                "gpu_pools",
                offered("pool.accelerator_type"),
                "has an accelerator_type that is not known to be offered in ${var.cluster_location}: write "
                "another one, another cluster_location, or node_locations to try certain zones",
            ),
            every_pool(
                "gpu_pools",
                'pool.machine_type != "" || can(local.accelerators[pool.accelerator_type]'
                ".machine_types[tostring(max(1, pool.accelerator_count))])",
                "has an accelerator_type and accelerator_count that no machine type is known for: write the "
                "machine_type, or another accelerator_type or accelerator_count",
            ),
            given_on_autopilot("gpu_pools", [], GPU_ATTRIBUTES),
            upgraded("gpu_pools"),
        ),
    ),
    Variable(
        name="tpu_pools",
        type=pool_type(TPU_ATTRIBUTES),
        default=[],
        description="With create_cluster and autopilot_cluster = false: node pools with TPUs, none by default. "
        "name, and machine_type, which says which TPU and how many chips (docs/accelerators.md); of one host, as a "
        "notebook is one pod. The other attributes of cpu_pools, autoscaling from min_count = 0 to max_count = 1 by "
        f"default. Without node_locations the region's zones that offer the TPU. {COST}.",
        validations=(
            *pool_checks("tpu_pools"),
            Validation(
                condition="length(setintersection(concat(var.cpu_pools[*].name, var.gpu_pools[*].name), "
                "var.tpu_pools[*].name)) == 0 && length(distinct(var.tpu_pools[*].name)) == length(var.tpu_pools)",
                message='tpu_pools has ${join(", ", var.tpu_pools[*].name)} beside cpu_pools '
                '${join(", ", var.cpu_pools[*].name)} and gpu_pools ${join(", ", var.gpu_pools[*].name)}: write a '
                "different name for each pool.",
            ),
            every_pool(
                "tpu_pools",
                "contains(keys(local.tpu_machine_types), pool.machine_type)",
                "has a machine_type that is no TPU host for a notebook: write one of "
                '${join(", ", keys(local.tpu_machine_types))}',
            ),
            every_pool(
                "tpu_pools",
                "!contains(keys(local.tpu_machine_types), pool.machine_type) || "
                + offered("local.tpu_machine_types[pool.machine_type].accelerator"),
                "has a machine_type whose TPU is not known to be offered in ${var.cluster_location}: write "
                "another one, another cluster_location, or node_locations to try certain zones",
            ),
            given_on_autopilot("tpu_pools", [], TPU_ATTRIBUTES),
            upgraded("tpu_pools"),
        ),
    ),
)
