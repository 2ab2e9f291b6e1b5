"""The variables of node pools, by kind, and what people call their attributes."""

from jupyter_on_gke.cluster.pool import CpuPool, GpuPool, TpuPool
from jupyter_on_gke.variables.objects import Objects

MEANT = {
    "min_nodes": "min_count",
    "max_nodes": "max_count",
    "min_node_count": "min_count",
    "max_node_count": "max_count",
    "min_size": "min_count",
    "max_size": "max_count",
    "total_min_count": "min_count (of each zone)",
    "total_max_count": "max_count (of each zone)",
    "node_count": "initial_node_count",
    "num_nodes": "initial_node_count",
    "size": "initial_node_count",
    "machine": "machine_type",
    "instance_type": "machine_type",
    "zone": "node_locations",
    "zones": "node_locations",
    "locations": "node_locations",
    "enable_autoscaling": "autoscaling",
    "disk": "disk_size_gb",
    "disk_size": "disk_size_gb",
    "boot_disk_type": "disk_type",
    "image": "image_type",
    "local_ssds": "local_ssd_count",
    "image_streaming": "enable_gcfs",
    "gcfs": "enable_gcfs",
    "gvnic": "enable_gvnic",
    "service_account": "create_service_account (true or false)",
}
"""What people write of a pool -> the attribute that they mean."""

GPU_MEANT = MEANT | {
    "gpu": "accelerator",
    "gpu_type": "accelerator",
    "accelerators": "accelerator_count",
    "gpus": "accelerator_count",
    "gpu_count": "accelerator_count",
    "driver_version": "gpu_driver_version",
}

CPU_POOLS = Objects(variable="cpu_pools", element="pool", cls=CpuPool, meant=MEANT)
GPU_POOLS = Objects(variable="gpu_pools", element="pool", cls=GpuPool, meant=GPU_MEANT)
TPU_POOLS = Objects(variable="tpu_pools", element="pool", cls=TpuPool, meant=MEANT)
