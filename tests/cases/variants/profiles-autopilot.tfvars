# Autopilot, with profiles of every kind, and homes in a class that is there.
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
deletion_protection = false

profiles = [
  { name = "plain" },
  { name = "c3", node_selector = { "cloud.google.com/compute-class" = "Performance", "cloud.google.com/machine-family" = "c3" } },
  { name = "cheap", spot = true, kernel_idle_timeout = 0, server_idle_timeout = 0, cpu_limit = 2, memory_limit = "8G" },
  { name = "l4", accelerator = "nvidia-l4", default = true },
  { name = "l4-cheap", accelerator = "nvidia-l4", accelerator_count = 2, spot = true, max_age = 7200 },
  { name = "h200", accelerator = "nvidia-h200-141gb", accelerator_count = 8, storage = ["gcsfuse"], node_selector = { "cloud.google.com/reservation-name" = "team" } },
  { name = "tpu", accelerator = "tpu-v5-lite-podslice", accelerator_count = 4, storage = ["gcsfuse"] },
]
allow_any_image     = true
notebook_image      = "us-docker.pkg.dev/demo-project/images/notebook:1.2.3"
home_storage_class  = "premium-rwo"
home_disk_size_gb   = 50
user_bucket_prefix  = "acme"
user_buckets        = ["ann@example.com", "Bob.Smith+test@example.com"]
username_local_part = true

gcs_bucket                    = "demo-notebooks"
gcs_bucket_directory_per_user = true
members_allowlist             = "domain:example.com"
