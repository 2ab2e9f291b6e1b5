# What people choose from, written out: profiles with accelerators, images, storage and times of their own.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster    = true
autopilot_cluster = false
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

# Each kind of node scales to none when nobody is on it, but for the first pool, which the hub needs.
cpu_pools = [
  { name = "cpu", machine_type = "n2-standard-8", autoscaling = true, min_count = 1, max_count = 3 },
  { name = "cpu-spot", machine_type = "n2-highmem-16", autoscaling = true, min_count = 0, max_count = 5, spot = true }
]
# The catalog (docs/accelerators.md) gives the machine type, the driver and the zones.
gpu_pools = [
  { name = "l4", accelerator = "nvidia-l4", max_count = 2 }
]
tpu_pools = [
  { name = "tpu", machine_type = "ct5lp-hightpu-4t" }
]

profiles = [
  {
    name             = "small"
    display_name     = "Small"
    cpu_guarantee    = 1
    cpu_limit        = 4
    memory_guarantee = "4G"
    memory_limit     = "8G"
    default          = true
    images           = ["quay.io/jupyter/scipy-notebook:2026-10-05", "quay.io/jupyter/tensorflow-notebook:2026-07-28"]
  },
  {
    name             = "large"
    display_name     = "Large, may end at any time"
    cpu_guarantee    = 14
    memory_guarantee = "96G"
    spot             = true
  },
  {
    name              = "gpu"
    display_name      = "GPU (NVIDIA L4)"
    accelerator       = "nvidia-l4"
    accelerator_count = 1
    cpu_guarantee     = 3
    memory_guarantee  = "11G"
    # Half an hour without a running cell, and half a day in any case.
    kernel_idle_timeout = 1800
    max_age             = 43200
  },
  {
    name              = "tpu"
    display_name      = "TPU v5e, 4 chips"
    accelerator       = "tpu-v5-lite-podslice"
    accelerator_count = 4
    cpu_guarantee     = 100
    memory_guarantee  = "128G"
    storage           = ["gcsfuse", "shared"]
  }
]

# A bucket for all on /data, and one for each of these people as a home directory.
gcs_bucket                    = "your-project-id-notebooks"
create_gcs_bucket             = true
gcs_bucket_directory_per_user = true
user_bucket_prefix            = "acme-ml"
user_buckets                  = ["you@example.com", "bob.smith@example.com"]

home_disk_type    = "pd-ssd"
home_disk_size_gb = 50
home_disk_retain  = true

members_allowlist = "user:you@example.com,user:bob.smith@example.com"
