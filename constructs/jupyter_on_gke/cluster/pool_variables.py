"""The variables of a Standard cluster's node pools."""

from typing import Any

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.cluster import accelerator_pool_rules as rules
from jupyter_on_gke.cluster import hardware_rules, pool_rules
from jupyter_on_gke.cluster.pool_attributes import CPU_POOLS, GPU_POOLS, TPU_POOLS
from jupyter_on_gke.cluster.pool_forms import has_gpus, pool_forms
from jupyter_on_gke.cluster.pool_rules import given_on_autopilot, pool_checks, upgraded
from jupyter_on_gke.expressions import constant, var
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.variables.variable import Validation, Variable, validation

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

# What says which machines the nodes of a GPU pool are.
MACHINE = ("accelerator", "accelerator_count", "machine_type")

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


ACCELERATORS = constant("accelerators", catalog.accelerators())
GPU_MACHINE_TYPES = constant("gpu_machine_types", catalog.gpu_machine_types())
BOOT_DISKS = constant("boot_disks", catalog.boot_disks())
TPU_MACHINE_TYPES = constant("tpu_machine_types", catalog.tpu_machine_types())
CATALOG = {"accelerators": ACCELERATORS, "gpu_machine_types": GPU_MACHINE_TYPES}
NAMES = {"cpu_names": CPU_POOLS.names, "gpu_names": GPU_POOLS.names, "tpu_names": TPU_POOLS.names}


def of_gpus(rule: PlanTime[..., str], *attributes: str, **arguments: str) -> Validation:
    """A rule of gpu_pools, which looks at these attributes."""
    return validation(rule, pools=GPU_POOLS.filled("name", *attributes), **arguments)


def of_names(rule: PlanTime[..., str]) -> Validation:
    """A rule of the pools' names."""
    return validation(rule, **{name: NAMES[name] for name in rule.signature.parameters})


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
            validation(pool_rules.some_cpu_pool),
            of_names(pool_rules.names_of_cpu_pools),
            validation(pool_rules.no_accelerators, pools=CPU_POOLS.filled("name", "accelerator_count")),
            given_on_autopilot(CPU_POOLS, [DEFAULT_CPU_POOL]),
            upgraded(CPU_POOLS),
            *CPU_POOLS.checks(),
            *pool_forms(CPU_POOLS),
        ),
    ),
    Variable(
        name="gpu_pools",
        type="any",
        default=[],
        description="With create_cluster and autopilot_cluster = false: node pools with GPUs, none by "
        "default. name and accelerator (docs/accelerators.md; accelerator_type is the same), which may be left out "
        "where machine_type has GPUs of its own. accelerator_count (GPUs of each node; by default the machine's, "
        "or 1), gpu_driver_version (DEFAULT, LATEST or INSTALLATION_DISABLED; by default what the GPU "
        "needs), reservation (the name of one that the nodes use, or any; by default none is named). The other "
        "attributes of cpu_pools, autoscaling from min_count = 0 to max_count = 3 by default: a pool bills min_count "
        "nodes in each zone even when nobody works, and with autoscaling = false initial_node_count. Without "
        "machine_type the smallest that carries so many; without node_locations the region's zones "
        f"that offer the accelerator. {COST}; so does a changed accelerator or driver. A changed reservation takes "
        "effect for new pools only, so give the pool another name, too.",
        validations=(
            *pool_checks(GPU_POOLS),
            of_names(pool_rules.names_of_gpu_pools),
            of_gpus(rules.drivers, "gpu_driver_version"),
            of_gpus(rules.gpus_are_offered, *MACHINE, "node_locations", **CATALOG),
            of_gpus(rules.machines_carry_gpus, *MACHINE, **CATALOG),
            given_on_autopilot(GPU_POOLS, []),
            upgraded(GPU_POOLS),
            of_gpus(rules.spot_machines, *MACHINE, "spot", **CATALOG),
            of_gpus(rules.reserved_machines, *MACHINE, "spot", "reservation", **CATALOG),
            of_gpus(rules.no_arm, *MACHINE, **CATALOG),
            *GPU_POOLS.checks(),
            of_gpus(hardware_rules.hardware_is_named, *MACHINE, gpu_machine_types=GPU_MACHINE_TYPES),
            of_gpus(hardware_rules.machines_fit, *MACHINE, **CATALOG, boot_disks=BOOT_DISKS),
            validation(hardware_rules.sizes_are_meant("gpu_pools"), value=var("gpu_pools")),
            *pool_forms(GPU_POOLS),
            GPU_POOLS.each(
                has_gpus, "has a negative accelerator_count: write how many GPUs a node has, or leave it out"
            ),
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
            of_names(pool_rules.names_of_tpu_pools),
            validation(
                rules.machines_are_tpus,
                pools=TPU_POOLS.filled("name", "machine_type"),
                tpu_machine_types=TPU_MACHINE_TYPES,
            ),
            validation(
                rules.tpus_are_offered,
                pools=TPU_POOLS.filled("name", "machine_type", "node_locations"),
                tpu_machine_types=TPU_MACHINE_TYPES,
                accelerators=ACCELERATORS,
            ),
            given_on_autopilot(TPU_POOLS, []),
            upgraded(TPU_POOLS),
            *TPU_POOLS.checks(),
            validation(hardware_rules.sizes_are_meant("tpu_pools"), value=var("tpu_pools")),
            *pool_forms(TPU_POOLS),
        ),
    ),
)
