# A new Standard cluster: one pool for the hub and CPU notebooks, and GPU pools that bill only in use.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster    = true
autopilot_cluster = false
create_network    = true
network           = "jupyter"
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

cpu_pools = [
  {
    name         = "cpu-pool"
    machine_type = "n2-standard-8"
    autoscaling  = true
    # Counts are for each zone that the pool is in. `make check` and `make preview` say how many nodes that makes.
    min_count = 1
    max_count = 3
  }
]

# They start from zero. Check the project's GPU quota first. Without node_locations, the zones that offer the accelerator.
gpu_pools = [
  {
    name         = "t4"
    machine_type = "n1-standard-8"
    accelerator  = "nvidia-tesla-t4"
    max_count    = 2
  },
  {
    name               = "l4-spot"
    machine_type       = "g2-standard-24" # which has two L4
    gpu_driver_version = "LATEST"
    spot               = true
    max_count          = 1
    node_locations     = "us-central1-a,us-central1-b"
    disk_type          = "pd-ssd"
  }
]

members_allowlist = "user:you@example.com"
