project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
autopilot_cluster   = false
deletion_protection = false

cpu_pools = [
  {
    name                   = "fixed"
    machine_type           = "n2-standard-8"
    node_locations         = "us-central1-b, us-central1-c"
    autoscaling            = false
    initial_node_count     = 2
    local_ssd_count        = 1
    disk_size_gb           = 200
    disk_type              = "pd-balanced"
    image_type             = "UBUNTU_CONTAINERD"
    enable_gcfs            = true
    enable_gvnic           = true
    logging_variant        = "MAX_THROUGHPUT"
    auto_repair            = false
    create_service_account = false
    preemptible            = true
  },
  {
    name         = "scaling"
    machine_type = "n2-standard-16"
    autoscaling  = true
    min_count    = 0
    max_count    = 7
    spot         = true
  },
]

gpu_pools = [
  {
    name             = "defaults"
    machine_type     = "n1-standard-8"
    accelerator_type = "nvidia-tesla-t4" # the blueprint's name of accelerator
  },
]

add_auth = false
