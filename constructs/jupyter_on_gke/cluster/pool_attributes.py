"""The attributes of node pools, by kind, and what people call them."""

from typing import Any

from jupyter_on_gke.variables.objects import Objects

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
    "reservation": ("string", ""),
}

# New here, so that they bill nothing unless somebody works.
TPU_ATTRIBUTES = {name: each for name, each in ATTRIBUTES.items() if name != "accelerator_count"} | {
    "autoscaling": ("bool", True),
    "min_count": ("number", 0),
    "max_count": ("number", 1),
    "enable_gcfs": ("bool", True),
}

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
    "accelerator": "accelerator_type",
    "gpu": "accelerator_type",
    "gpu_type": "accelerator_type",
    "accelerators": "accelerator_count",
    "gpus": "accelerator_count",
    "gpu_count": "accelerator_count",
    "driver_version": "gpu_driver_version",
}

WITH_MACHINE_TYPE = ("name", "machine_type")
CPU_POOLS = Objects(
    variable="cpu_pools", element="pool", required=WITH_MACHINE_TYPE, attributes=ATTRIBUTES, meant=MEANT
)
GPU_POOLS = Objects(variable="gpu_pools", element="pool", attributes=GPU_ATTRIBUTES, meant=GPU_MEANT)
TPU_POOLS = Objects(
    variable="tpu_pools", element="pool", required=WITH_MACHINE_TYPE, attributes=TPU_ATTRIBUTES, meant=MEANT
)
