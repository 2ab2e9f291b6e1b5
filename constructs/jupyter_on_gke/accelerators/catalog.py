"""The catalog as data for Terraform's expressions, which look accelerators and machine types up in it."""

import functools

from jupyter_on_gke.accelerators.accelerator import Accelerator, GpuMachine, LocalSsds, TpuMachine
from jupyter_on_gke.accelerators.gpus import GPUS, Gpu
from jupyter_on_gke.accelerators.machines import (
    HOME_DISKS,
    LOCAL_SSD_REGIONS,
    LOCAL_SSD_ZONES,
    MACHINE_TYPES,
    allocatable,
)
from jupyter_on_gke.accelerators.tpus import TPU_SLICES, TpuSlice
from jupyter_on_gke.plan_time import plan_time

GPU_RESOURCE = "nvidia.com/gpu"
TPU_RESOURCE = "google.com/tpu"
"""The extended resource that a pod asks for, and the key of the taint that GKE puts on such nodes."""

# What a node has beside the notebook, in vCPUs and GiB of memory: GKE's own pods, rounded up from a Standard cluster
# with logging, managed Prometheus, Dataplane V2 and the two CSI drivers (0.5 and 1), and the sidecar of
# Cloud Storage FUSE (0.25 and 0.25: its driver's defaults).
OTHERS_CPU = 0.75
OTHERS_GIB = 1.25
KERNEL_GIB, KERNEL_PART = 0.11, 0.0175
# G2 takes pd-standard as a further disk, but does not boot from it.
NOT_THE_FIRST = {"g2": "pd-balanced"}

POOL_LABEL = "cloud.google.com/gke-nodepool"
SPOT_LABEL = "cloud.google.com/gke-spot"
GPU_LABEL = "cloud.google.com/gke-accelerator"
GPU_DRIVER_LABEL = "cloud.google.com/gke-gpu-driver-version"
TPU_LABEL = "cloud.google.com/gke-tpu-accelerator"
TPU_TOPOLOGY_LABEL = "cloud.google.com/gke-tpu-topology"


@plan_time
def zones_in(zones: list[str], region: str) -> list[str]:
    """Those of the zones that are in a region."""
    return [zone for zone in zones if zone.startswith(f"{region}-")]


def accelerators() -> dict[str, Accelerator]:
    """Name of an accelerator -> what a profile and a node pool need to know of it."""
    names = list(dict.fromkeys(each.accelerator for each in TPU_SLICES))
    tpus = {name: _tpu([each for each in TPU_SLICES if each.accelerator == name]) for name in names}
    return {gpu.name: _gpu(gpu) for gpu in GPUS} | tpus


def _gpu(gpu: Gpu) -> Accelerator:
    return Accelerator(
        title=gpu.title,
        resource=GPU_RESOURCE,
        label=GPU_LABEL,
        machine_types={str(count): machine_type for count, machine_type in gpu.machine_types},
        topologies={},
        autopilot_counts=list(gpu.autopilot_counts),
        driver=gpu.driver,
        spot_only=list(gpu.spot_only),
        reserved=gpu.reserved,
        home_disks=list(gpu.home_disks),
        zones=list(gpu.zones),
    )


def _tpu(slices: list[TpuSlice]) -> Accelerator:
    zones = dict.fromkeys(zone for each in slices for zone in each.zones)
    disks = [disk for disk in slices[0].home_disks if all(disk in each.home_disks for each in slices)]
    return Accelerator(
        title=slices[0].title,
        resource=TPU_RESOURCE,
        label=TPU_LABEL,
        machine_types={str(each.chips): each.machine_type for each in slices},
        topologies={str(each.chips): each.topology for each in slices},
        autopilot_counts=[each.chips for each in slices if each.autopilot],
        driver="",
        spot_only=[],
        reserved=False,
        home_disks=disks,
        zones=sorted(zones),
    )


def gpu_drivers() -> dict[str, str]:
    """Name of a GPU -> the driver version of a node pool."""
    return {gpu.name: gpu.driver for gpu in GPUS}


def spot_only_machines() -> list[str]:
    """Machine types that are sold as spot or flex-start alone."""
    return [machine for gpu in GPUS for count, machine in gpu.machine_types if count in gpu.spot_only]


def gpu_machine_types() -> dict[str, GpuMachine]:
    """Machine type that has GPUs of its own -> which, and how many. To N1 one attaches them."""
    return {
        machine_type: GpuMachine(accelerator=gpu.name, count=count)
        for gpu in GPUS
        for count, machine_type in (*gpu.machine_types, *gpu.also)
        if not machine_type.startswith("n1-")
    }


def tpu_machine_types() -> dict[str, TpuMachine]:
    """Machine type of a TPU node -> its accelerator and its number of chips."""
    return {each.machine_type: TpuMachine(accelerator=each.accelerator, chips=each.chips) for each in TPU_SLICES}


@functools.cache
def rooms() -> dict[str, list[float]]:
    """Machine type -> the vCPUs and GiB of memory that one pod can ask for, alone on such a node."""
    left = {name: allocatable(name) for name in MACHINE_TYPES}
    return {
        name: [round(max(cpu - OTHERS_CPU, 0), 2), round(max(gib - others_gib(MACHINE_TYPES[name][1]), 0), 1)]
        for name, (cpu, gib) in ((name, room) for name, room in left.items() if room)
    }


def others_gib(memory: float) -> float:
    """GiB that the kernel keeps of a node's memory, and that GKE's own pods on it ask for.

    The kernel's part covers config/os-reserved.yaml of GoogleCloudPlatform/cluster-autoscaler@7d25050.
    """
    return KERNEL_GIB + KERNEL_PART * memory + OTHERS_GIB


def disks() -> dict[str, list[str]]:
    """Family of machine types -> the types of disk that can be attached to it for homes."""
    return {family: list(each) for family, each in HOME_DISKS.items()}


def boot_disks() -> dict[str, str]:
    """Family of machine types -> the type of disk that its nodes boot from where nobody asks for another."""
    return {family: each[0] for family, each in HOME_DISKS.items()} | NOT_THE_FIRST


def local_ssds() -> dict[str, LocalSsds]:
    """Family of machine types -> the regions and zones that are known to offer it with local SSDs."""
    return {
        family: LocalSsds(regions=list(regions), zones=list(LOCAL_SSD_ZONES[family]))
        for family, regions in LOCAL_SSD_REGIONS.items()
    }
