# All of this is legal, and probably not meant.
project_id        = "demo-project"
cluster_name      = "ml-cluster"
cluster_location  = "us-central1"
create_cluster    = true
autopilot_cluster = false
private_cluster   = true
network           = "research"

cpu_pools = [
  {
    name         = "cpu"
    machine_type = "e2-standard-4"
    autoscaling  = true
    min_count    = 1
  },
]
gpu_pools = [
  { name = "l4", accelerator = "nvidia-l4", min_count = 2, node_locations = "us-central1-a,us-central1-c" },
  { name = "t4", accelerator = "nvidia-tesla-t4", autoscaling = false, initial_node_count = 1, node_locations = "us-central1-a,us-central1-c" },
]

members_allowlist  = "group:team@example.org"
domain             = "hub.example.org"
servers_domain     = "servers.example.org"
brand              = "projects/1/brands/1"
enable_iap_service = true
