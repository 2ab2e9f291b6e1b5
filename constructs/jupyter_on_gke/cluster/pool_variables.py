"""The variables of a Standard cluster's node pools."""

import json
from typing import Any

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.machines import ARM_FAMILIES
from jupyter_on_gke.cluster.pool_attributes import CPU_POOLS, GPU_POOLS, TPU_POOLS
from jupyter_on_gke.cluster.variables import CREATED_AUTOPILOT, CREATED_STANDARD
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Validation, Variable

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
    "A changed machine type, disk or image replaces the nodes and ends the notebooks on them; a changed name, "
    "create_service_account, spot, preemptible or local_ssd_count recreates the pool"
)


def pool_checks(pools: Objects) -> tuple[Validation, ...]:
    """What must hold for the pools of both kinds."""
    return (
        pools.every(
            'can(regex("^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$", pool.name))',
            "is no name of a node pool: write 1 to 40 lowercase letters, digits and hyphens, starting with a letter",
        ),
        pools.every(
            "!pool.autoscaling || pool.min_count >= 0 && pool.max_count >= max(1, pool.min_count)",
            "has a max_count below 1 or below its min_count: write 0 <= min_count <= max_count",
        ),
        pools.every(
            "pool.autoscaling || pool.initial_node_count >= 1",
            "has no node: write initial_node_count = 1 or more, or autoscaling = true",
        ),
        pools.every(
            "!(pool.spot && pool.preemptible)",
            "is both spot and preemptible: write spot = true alone",
        ),
        pools.every(
            'alltrue([for zone in split(",", pool.node_locations) : pool.node_locations == "" || '
            'startswith(trimspace(zone), "${join("-", slice(split("-", var.cluster_location), 0, 2))}-")])',
            "has node_locations outside of the region of ${var.cluster_location}: write zones of that "
            "region, joined by commas",
        ),
    )


def upgraded(pools: Objects) -> Validation:
    """Refuses pools that GKE does not upgrade: every created cluster is in a release channel."""
    return pools.every(
        f"!({CREATED_STANDARD}) || pool.auto_upgrade",
        "has auto_upgrade = false, which GKE refuses in a release channel: leave auto_upgrade out, and set when GKE "
        "may upgrade with maintenance_start_time",
    )


def offered(accelerator: str) -> str:
    """True where the pool's zones were written, or the accelerator is offered there, or nothing is known of it."""
    return f'pool.node_locations != "" || {catalog.offered(accelerator, "var.cluster_location")}'


def sold(pools: Objects) -> tuple[Validation, ...]:
    """Refuses GPUs that Google does not sell that way."""
    known = "local.accelerators[pool.accelerator_type]"
    machine = f'try(coalesce(pool.machine_type, {known}.machine_types[tostring(max(1, pool.accelerator_count))]), "")'
    arm = f'contains({json.dumps(list(ARM_FAMILIES))}, split("-", {machine})[0])'
    spot_only = f"contains({json.dumps(catalog.spot_only_machines())}, {machine})"
    return (
        pools.every(
            f"!({CREATED_STANDARD}) || pool.spot || !{spot_only}",
            "has H100 machines with 1, 2 or 4 GPUs, which Google sells as spot or flex-start alone: write spot = true, "
            "or accelerator_count = 8",
        ),
        pools.every(
            f'!({CREATED_STANDARD}) || pool.spot || pool.reservation != "" || {arm} || !try({known}.reserved, false)',
            "has an accelerator_type that Google sells by reservation, or as spot: write reservation = the name of "
            "yours (any, if nodes use it without being told), or spot = true",
        ),
        pools.every(
            f'!({CREATED_STANDARD}) || !contains({json.dumps(list(ARM_FAMILIES))}, split("-", {machine})[0])',
            "has Arm processors, for which JupyterHub's servers are not built: write another accelerator_type",
        ),
    )


def given(pools: Objects, default: list[dict[str, Any]]) -> str:
    """True where the variable is not its default."""
    full = [{name: value for name, (_, value) in pools.attributes.items()} | pool for pool in default]
    literal = json.dumps(full, sort_keys=True, separators=(",", ":"))
    return f"jsonencode({pools.filled()}) != {json.dumps(literal)}"


def given_on_autopilot(pools: Objects, default: list[dict[str, Any]]) -> Validation:
    """Refuses node pools for a created Autopilot cluster."""
    return Validation(
        condition=f"!({CREATED_AUTOPILOT}) || !({given(pools, default)})",
        message=f"{pools.variable} is set, but GKE makes the nodes of an Autopilot cluster itself: leave "
        f"{pools.variable} out, or write autopilot_cluster = false.",
    )


def joined(pools: Objects) -> str:
    """A template: the names of the pools."""
    return f'${{join(", ", {pools.names})}}'


VARIABLES = (
    Variable(
        name="cpu_pools",
        type="any",
        default=[DEFAULT_CPU_POOL],
        description="With create_cluster and autopilot_cluster = false: the node pools of the hub and "
        "of notebooks without accelerators. By default one of e2-standard-4 with one or two nodes in each zone, "
        "which fits a new project's quota. Without node_locations they are in "
        "zones that GKE chooses, or in those of people's disks where accelerators restrict these. "
        f"{PER_POOL}. {COST}.",
        validations=(
            *pool_checks(CPU_POOLS),
            Validation(
                condition=f"!({CREATED_STANDARD}) || try(length(var.cpu_pools) >= 1, true)",
                message="cpu_pools is empty, but the hub itself needs nodes: write at least one pool.",
            ),
            Validation(
                condition=f"length(distinct({CPU_POOLS.names})) == length({CPU_POOLS.names})",
                message=f"cpu_pools has {joined(CPU_POOLS)}: write a different name for each pool.",
            ),
            CPU_POOLS.every(
                "pool.accelerator_count == 0",
                "has an accelerator_count: write pools with accelerators in gpu_pools",
            ),
            given_on_autopilot(CPU_POOLS, [DEFAULT_CPU_POOL]),
            upgraded(CPU_POOLS),
            *CPU_POOLS.checks(),
        ),
    ),
    Variable(
        name="gpu_pools",
        type="any",
        default=[],
        description="With create_cluster and autopilot_cluster = false: node pools with GPUs, none by "
        "default. The attributes of cpu_pools, and accelerator_type, accelerator_count (GPUs of each "
        "node, 0 means 1) and gpu_driver_version (DEFAULT, LATEST or INSTALLATION_DISABLED; by default what the GPU "
        "needs), reservation (the name of one that the nodes use, or "
        "any; by default none is named). Without machine_type the smallest that carries so many; without "
        "node_locations the region's zones "
        "that offer the accelerator. A pool bills min_count nodes in each zone even when nobody works. "
        f"{COST}; so does a changed accelerator or driver.",
        validations=(
            *pool_checks(GPU_POOLS),
            Validation(
                condition=f"length(setintersection({CPU_POOLS.names}, {GPU_POOLS.names})) == 0 && "
                f"length(distinct({GPU_POOLS.names})) == length({GPU_POOLS.names})",
                message=f"gpu_pools has {joined(GPU_POOLS)} beside cpu_pools {joined(CPU_POOLS)}: write a different "
                "name for each pool.",
            ),
            GPU_POOLS.every(
                f"contains({json.dumps(['', *DRIVER_VERSIONS])}, pool.gpu_driver_version)",
                f"has an unknown gpu_driver_version: write one of {', '.join(DRIVER_VERSIONS)}",
            ),
            GPU_POOLS.every(
                offered("pool.accelerator_type"),
                "has an accelerator_type that is not known to be offered in ${var.cluster_location}: write "
                "another one, another cluster_location, or node_locations to try certain zones",
            ),
            GPU_POOLS.every(
                'pool.machine_type != "" || can(local.accelerators[pool.accelerator_type]'
                ".machine_types[tostring(max(1, pool.accelerator_count))])",
                "has an accelerator_type and accelerator_count that no machine type is known for: write the "
                "machine_type, or another accelerator_type or accelerator_count",
            ),
            given_on_autopilot(GPU_POOLS, []),
            upgraded(GPU_POOLS),
            *sold(GPU_POOLS),
            *GPU_POOLS.checks(),
        ),
    ),
    Variable(
        name="tpu_pools",
        type="any",
        default=[],
        description="With create_cluster and autopilot_cluster = false: node pools with TPUs, none by default. "
        "name, and machine_type, which says which TPU and how many chips (docs/accelerators.md); of one host, as a "
        "notebook is one pod. The other attributes of cpu_pools, autoscaling from min_count = 0 to max_count = 1 by "
        f"default. Without node_locations the region's zones that offer the TPU. {COST}.",
        validations=(
            *pool_checks(TPU_POOLS),
            Validation(
                condition=f"length(setintersection(concat({CPU_POOLS.names}, {GPU_POOLS.names}), {TPU_POOLS.names})) "
                f"== 0 && length(distinct({TPU_POOLS.names})) == length({TPU_POOLS.names})",
                message=f"tpu_pools has {joined(TPU_POOLS)} beside cpu_pools {joined(CPU_POOLS)} and gpu_pools "
                f"{joined(GPU_POOLS)}: write a different name for each pool.",
            ),
            TPU_POOLS.every(
                "contains(keys(local.tpu_machine_types), pool.machine_type)",
                "has a machine_type that is no TPU host for a notebook: write one of "
                '${join(", ", keys(local.tpu_machine_types))}',
            ),
            TPU_POOLS.every(
                "!contains(keys(local.tpu_machine_types), pool.machine_type) || "
                + offered("local.tpu_machine_types[pool.machine_type].accelerator"),
                "has a machine_type whose TPU is not known to be offered in ${var.cluster_location}: write "
                "another one, another cluster_location, or node_locations to try certain zones",
            ),
            given_on_autopilot(TPU_POOLS, []),
            upgraded(TPU_POOLS),
            *TPU_POOLS.checks(),
        ),
    ),
)
