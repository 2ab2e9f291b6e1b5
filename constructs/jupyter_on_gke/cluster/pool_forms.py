"""What node pools of any kind refuse of a single attribute, before Google would: plan-time rules.

Google says no when it makes a pool, which is after the cluster.
"""

from jupyter_on_gke.accelerators.machines import HYPERDISK, PERSISTENT_DISKS
from jupyter_on_gke.cluster.pool import AnyPool, GpuPool
from jupyter_on_gke.plan_time import lower, plan_time
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Validation

DISK_TYPES = (*PERSISTENT_DISKS, HYPERDISK)
"""What nodes boot from. From docs.cloud.google.com/kubernetes-engine/docs/how-to/custom-boot-disks."""
IMAGE_TYPES = ("COS_CONTAINERD", "UBUNTU_CONTAINERD", "WINDOWS_LTSC_CONTAINERD")
"""From docs.cloud.google.com/kubernetes-engine/docs/concepts/node-images."""
IN_SMALL_LETTERS = tuple(each.lower() for each in IMAGE_TYPES)
LOGGING_VARIANTS = ("DEFAULT", "MAX_THROUGHPUT")


def pool_forms(pools: Objects) -> tuple[Validation, ...]:
    """What must hold for each pool of any kind."""
    return (
        pools.each(
            has_disk_type,
            f"has a disk_type that no node boots from: write one of {', '.join(DISK_TYPES)}, or leave it out",
        ),
        pools.each(
            has_image_type,
            f"has an unknown image_type: write one of {', '.join(IMAGE_TYPES)}, or leave it out",
        ),
        pools.each(
            has_logging_variant,
            f"has an unknown logging_variant: write one of {', '.join(LOGGING_VARIANTS)}, or leave it out",
        ),
        pools.each(
            has_disks,
            "has a disk_size_gb below 10 or a negative local_ssd_count: write GiB of a node's boot disk, and how many "
            "local SSDs it has, or leave them out",
        ),
    )


@plan_time
def has_disk_type(pool: AnyPool) -> bool:
    """Whether a node boots from its type of disk, if one is written."""
    return pool.disk_type in ("", *DISK_TYPES)


@plan_time
def has_image_type(pool: AnyPool) -> bool:
    """Whether GKE has such an operating system, which it takes in small letters, too; on Windows are others' pods."""
    return lower(pool.image_type) in IN_SMALL_LETTERS


@plan_time
def has_logging_variant(pool: AnyPool) -> bool:
    """Whether GKE has such an agent for logs."""
    return pool.logging_variant in LOGGING_VARIANTS


@plan_time
def has_disks(pool: AnyPool) -> bool:
    """Whether its disks are such."""
    return pool.disk_size_gb >= 10 and pool.local_ssd_count >= 0


@plan_time
def has_gpus(pool: GpuPool) -> bool:
    """Whether it says how many; 0 is what its machine has."""
    return pool.accelerator_count >= 0
