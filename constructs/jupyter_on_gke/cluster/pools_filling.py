"""What a pool of the variables leaves open, filled in from the catalog: plan-time functions."""

from collections.abc import Sequence
from dataclasses import replace

from jupyter_on_gke.accelerators.accelerator import Accelerator, GpuMachine, TpuMachine
from jupyter_on_gke.accelerators.catalog import zones_in
from jupyter_on_gke.accelerators.lookups import family, kind
from jupyter_on_gke.cluster.pool import (
    CpuPool,
    FilledCpuPool,
    FilledGpuPool,
    FilledPool,
    FilledTpuPool,
    GpuPool,
    TpuPool,
)
from jupyter_on_gke.plan_time import extended, lower, plan_time, trimmed

# Where nothing is known of the machine, the blueprint's.
BOOT_DISK = "pd-standard"
DRIVER = "DEFAULT"


@plan_time
def boot_disk(pool: FilledPool, boot_disks: dict[str, str]) -> str:
    """The type that is written, else the first that the machine takes."""
    of_family = boot_disks.get(family(pool.machine_type), BOOT_DISK)
    return pool.disk_type if pool.disk_type != "" else boot_disks.get(kind(pool.machine_type), of_family)


@plan_time
def zones_of_accelerators(accelerators: dict[str, Accelerator], cluster_location: str) -> dict[str, list[str]]:
    """Accelerator -> the region's zones that offer it, if any are known."""
    known = {name: zones_in(each.zones, cluster_location) for name, each in sorted(accelerators.items())}
    return {name: zones for name, zones in sorted(known.items()) if len(zones) > 0}


@plan_time
def zones_of(pool: FilledPool, zones_of_accelerators: dict[str, list[str]], cluster_location: str) -> list[str] | None:
    """Zones that were written; else the zonal cluster's; else the region's that offer the accelerator, if known."""
    if pool.node_locations != "":
        return [trimmed(zone) for zone in pool.node_locations.split(",")]
    if len(cluster_location.split("-")) > 2:
        return [cluster_location]
    return zones_of_accelerators.get(pool.accelerator)


@plan_time
def filled(
    pools: Sequence[FilledPool],
    boot_disks: dict[str, str],
    zones_of_accelerators: dict[str, list[str]],
    cluster_location: str,
) -> list[FilledPool]:
    """What is the same for all kinds: zones, None where GKE chooses, and the disk to boot from."""
    return [
        replace(
            pool,
            zones=zones_of(pool, zones_of_accelerators, cluster_location),
            disk_type=boot_disk(pool, boot_disks),
        )
        for pool in pools
    ]


@plan_time
def known_cpu_pools(written_cpu_pools: list[CpuPool]) -> list[FilledCpuPool]:
    """The pools without accelerators."""
    return [extended(FilledCpuPool, pool, accelerator="", count=0, zones=None) for pool in written_cpu_pools]


@plan_time
def gpu_of(pool: GpuPool, gpu_machine_types: dict[str, GpuMachine]) -> str:
    """The GPU that is written, else the machine's own; "" where neither says one."""
    own = gpu_machine_types.get(pool.machine_type)
    return own.accelerator if pool.accelerator == "" and own is not None else pool.accelerator


@plan_time
def gpus(pool: GpuPool, gpu_machine_types: dict[str, GpuMachine]) -> int:
    """GPUs of a node: as many as are written, else the machine's own, else one."""
    own = gpu_machine_types.get(pool.machine_type)
    return own.count if pool.accelerator_count == 0 and own is not None else max(1, pool.accelerator_count)


@plan_time
def machine_for(machine_type: str, accelerator: str, count: int, accelerators: dict[str, Accelerator]) -> str:
    """The machine type that is written, else the smallest for so many GPUs; "" where none is known."""
    known = accelerators.get(accelerator)
    smallest = known.machine_types.get(str(count), "") if known is not None else ""
    return machine_type if machine_type != "" else smallest


@plan_time
def gpu_machine(pool: GpuPool, accelerators: dict[str, Accelerator], gpu_machine_types: dict[str, GpuMachine]) -> str:
    """The machine type of a pool."""
    return machine_for(pool.machine_type, pool.accelerator, gpus(pool, gpu_machine_types), accelerators)


@plan_time
def gpu_driver(pool: GpuPool, gpu_drivers: dict[str, str]) -> str:
    """The driver that is written, else the one that the GPU needs."""
    needed = gpu_drivers.get(pool.accelerator, DRIVER)
    return pool.gpu_driver_version if pool.gpu_driver_version != "" else needed


@plan_time
def named_gpu_pools(written_gpu_pools: list[GpuPool], gpu_machine_types: dict[str, GpuMachine]) -> list[GpuPool]:
    """The pools with GPUs, with what their machines have of their own."""
    return [
        replace(
            pool,
            accelerator=gpu_of(pool, gpu_machine_types),
            accelerator_count=gpus(pool, gpu_machine_types),
        )
        for pool in written_gpu_pools
    ]


@plan_time
def known_gpu_pools(
    named_gpu_pools: list[GpuPool], accelerators: dict[str, Accelerator], gpu_drivers: dict[str, str]
) -> list[FilledGpuPool]:
    """The same, with what follows."""
    return [
        extended(
            FilledGpuPool,
            pool,
            count=pool.accelerator_count,
            machine_type=machine_for(pool.machine_type, pool.accelerator, pool.accelerator_count, accelerators),
            driver=gpu_driver(pool, gpu_drivers),
            # On Ubuntu the driver is a module that Secure Boot refuses.
            secure_boot=lower(pool.image_type).startswith("cos"),
            zones=None,
        )
        for pool in named_gpu_pools
    ]


@plan_time
def tpu_of(machine_type: str, tpu_machine_types: dict[str, TpuMachine]) -> str:
    """The TPU of a machine type, which says all; "" where that is none."""
    known = tpu_machine_types.get(machine_type)
    return known.accelerator if known is not None else ""


@plan_time
def chips_of(machine_type: str, tpu_machine_types: dict[str, TpuMachine]) -> int:
    """Chips of a TPU node."""
    known = tpu_machine_types.get(machine_type)
    return known.chips if known is not None else 0


@plan_time
def known_tpu_pools(written_tpu_pools: list[TpuPool], tpu_machine_types: dict[str, TpuMachine]) -> list[FilledTpuPool]:
    """The pools with TPUs."""
    return [
        extended(
            FilledTpuPool,
            pool,
            accelerator=tpu_of(pool.machine_type, tpu_machine_types),
            count=chips_of(pool.machine_type, tpu_machine_types),
            zones=None,
        )
        for pool in written_tpu_pools
    ]


@plan_time
def cpu_pools(
    known_cpu_pools: Sequence[FilledPool],
    boot_disks: dict[str, str],
    zones_of_accelerators: dict[str, list[str]],
    cluster_location: str,
) -> list[FilledPool]:
    """The pools of cpu_pools, with all that was left open."""
    return filled(known_cpu_pools, boot_disks, zones_of_accelerators, cluster_location)


@plan_time
def gpu_pools(
    known_gpu_pools: Sequence[FilledPool],
    boot_disks: dict[str, str],
    zones_of_accelerators: dict[str, list[str]],
    cluster_location: str,
) -> list[FilledPool]:
    """The pools of gpu_pools, with all that was left open."""
    return filled(known_gpu_pools, boot_disks, zones_of_accelerators, cluster_location)


@plan_time
def tpu_pools(
    known_tpu_pools: Sequence[FilledPool],
    boot_disks: dict[str, str],
    zones_of_accelerators: dict[str, list[str]],
    cluster_location: str,
) -> list[FilledPool]:
    """The pools of tpu_pools, with all that was left open."""
    return filled(known_tpu_pools, boot_disks, zones_of_accelerators, cluster_location)
