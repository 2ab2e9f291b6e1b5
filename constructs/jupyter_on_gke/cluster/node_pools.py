"""Creates the node pools of a Standard cluster: CPU pools for everybody, GPU and TPU pools behind a taint."""

from typing import Any

from constructs import Construct
from jupyter_on_gke import fixed_at_creation
from jupyter_on_gke.accelerators.catalog import GPU_RESOURCE, TPU_RESOURCE
from jupyter_on_gke.blocks import block_if
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.cluster import blocks, pools
from jupyter_on_gke.expressions import Expression, dynamic, interpolate, number, strings, value
from jupyter_on_gke.imports.google import (
    ContainerNodePool,
    ContainerNodePoolNodeConfigGuestAccelerator,
    ContainerNodePoolNodeConfigTaint,
)
from jupyter_on_gke.resource_settings import GKE_METADATA, OAUTH_SCOPES, SHIELDED, TIMEOUTS

# A pool with what the catalog knows of it.
EACH = "each.value"


class NodePools(Construct):
    """`google_container_node_pool.cpu`, `.gpu` and `.tpu`, one for each element of the variables, by its name.

    The pools come with what the catalog knows of them: see `PoolList`.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        create: Expression,
        cluster_id: Expression,
        cpu_pools: Expression,
        gpu_pools: Expression,
        tpu_pools: Expression,
        home_zones: Expression,
        node_service_account: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        common: dict[str, Any] = {
            "project": interpolate(project),
            "cluster": interpolate(cluster_id),
            "name": interpolate("each.key"),
            # Nodes in each zone. The autoscaler, where it is on, starts from the minimum.
            "initial_node_count": number(pools.initial_node_count.terraform(pool=EACH)),
            "node_count": number(pools.node_count.terraform(pool=EACH)),
            "management": {
                "auto_repair": value("each.value.auto_repair"),
                "auto_upgrade": value("each.value.auto_upgrade"),
            },
            # Where Google would choose the zones, it could leave out the ones of people's disks.
            "node_locations": strings(pools.node_locations.terraform(zones="each.value.zones", home_zones=home_zones)),
            "depends_on": after,
            "timeouts": TIMEOUTS,
            "lifecycle": {"ignore_changes": fixed_at_creation.NODE_POOL},
        }
        settings = node_settings(node_service_account)
        shielded = {"shielded_instance_config": SHIELDED}
        cpu = ContainerNodePool(self, "cpu", **common, node_config=settings | shielded)
        gpu = ContainerNodePool(self, "gpu", **common, node_config=settings | gpu_settings())
        add_secure_boot(gpu)
        add_reservation(gpu)
        tpu = ContainerNodePool(self, "tpu", **common, node_config=settings | shielded | tpu_settings())
        for pool, of_kind in ((cpu, cpu_pools), (gpu, gpu_pools), (tpu, tpu_pools)):
            pool.add_override("for_each", interpolate(pools.by_name.terraform(pools=of_kind, create=create)))
            add_optional_blocks(pool)
        self.pools: list[ITerraformDependable] = [cpu, gpu, tpu]


def node_settings(node_service_account: Expression) -> dict[str, Any]:
    """The `node_config` that all kinds of pool share, but for Secure Boot."""
    return {
        "machine_type": interpolate("each.value.machine_type"),
        "spot": value("each.value.spot"),
        "preemptible": value("each.value.preemptible"),
        "disk_size_gb": number("each.value.disk_size_gb"),
        "disk_type": interpolate("each.value.disk_type"),
        "image_type": interpolate("each.value.image_type"),
        "logging_variant": interpolate("each.value.logging_variant"),
        "gcfs_config": {"enabled": value("each.value.enable_gcfs")},
        "service_account": interpolate(
            pools.service_account.terraform(pool=EACH, node_service_account=node_service_account)
        ),
        "oauth_scopes": OAUTH_SCOPES,
        "workload_metadata_config": GKE_METADATA,
        "metadata": {"disable-legacy-endpoints": "true"},
    }


def accelerator_taint(resource: str) -> ContainerNodePoolNodeConfigTaint:
    """The taint that GKE puts on nodes with the accelerator.

    It is written out, so that a plan shows it: nothing without an accelerator runs, and bills, there.
    """
    return ContainerNodePoolNodeConfigTaint(key=resource, value="present", effect="NO_SCHEDULE")


def tpu_settings() -> dict[str, Any]:
    """The machine type says which TPU; of one host, it needs no placement policy."""
    return {"taint": [accelerator_taint(TPU_RESOURCE)]}


def gpu_settings() -> dict[str, Any]:
    """The accelerator, its driver and its taint."""
    accelerator = ContainerNodePoolNodeConfigGuestAccelerator(
        type=interpolate("each.value.accelerator"),
        count=number("each.value.count"),
        gpu_driver_installation_config={"gpu_driver_version": interpolate("each.value.driver")},
    )
    return {
        "guest_accelerator": [accelerator],
        "taint": [accelerator_taint(GPU_RESOURCE)],
    }


def add_secure_boot(pool: ContainerNodePool) -> None:
    """Has Secure Boot where it can be: on Ubuntu a GPU's driver is a module that it refuses.

    A block that is there or not says it to scanners, too; GKE's default is monitoring without Secure Boot.
    """
    pool.add_override(
        "node_config.dynamic.shielded_instance_config",
        dynamic(block_if.terraform(is_wanted="each.value.secure_boot"), SHIELDED),
    )


def add_reservation(pool: ContainerNodePool) -> None:
    """Has the nodes use a reservation that is named. Others that fit are used without being told."""
    pool.add_override(
        "node_config.dynamic.reservation_affinity",
        dynamic(
            blocks.named_reservation.terraform(reservation="each.value.reservation"),
            {
                "consume_reservation_type": "SPECIFIC_RESERVATION",
                "key": "compute.googleapis.com/reservation-name",
                "values": [interpolate("reservation_affinity.value")],
            },
        ),
    )


def add_optional_blocks(pool: ContainerNodePool) -> None:
    """Adds the blocks that are there only for some elements of the variable."""
    pool.add_override(
        "dynamic.autoscaling",
        dynamic(
            pools.scaled.terraform(pool=EACH),
            {
                "min_node_count": interpolate("autoscaling.value.min_count"),
                "max_node_count": interpolate("autoscaling.value.max_count"),
            },
        ),
    )
    # A block that says false comes back as none, and would be a change in each plan.
    pool.add_override(
        "node_config.dynamic.gvnic",
        dynamic(block_if.terraform(is_wanted="each.value.enable_gvnic"), {"enabled": interpolate("gvnic.value")}),
    )
    pool.add_override(
        "node_config.dynamic.ephemeral_storage_local_ssd_config",
        dynamic(
            blocks.local_ssds.terraform(local_ssd_count="each.value.local_ssd_count"),
            {"local_ssd_count": interpolate("ephemeral_storage_local_ssd_config.value")},
        ),
    )
