# What people write: names and attributes that are not there, other types, what does nothing any more.
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_loction  = "us-central1"
cluster_location = "us-central1"

create_cluster    = "yes"
autopilot_cluster = false
home_disk_size_gb = "ten"
admin_users       = "ann@example.org"

cpu_pools = [{
  name         = "cpu"
  machine_type = "e2-standard-4"
  min_nodes    = 1
}]

gpu_pools = [
  {
    name        = "l4"
    accelerator = "nvidia-l4"
    spot        = "often"
  },
]

profiles = [
  { name = "small", cpu = 1 },
  {
    name             = "large"
    cpu_guarantee    = 4
    memory_guarantee = "16 GB"
  },
]

resource_labels = {
  team        = "data"
  Cost-Center = "42"
}
support_email     = "ann@example.org"
members_allowlist = ["user:ann@example.org", "bob@example.org"]
