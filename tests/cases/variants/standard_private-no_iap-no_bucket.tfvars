project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
autopilot_cluster   = false
private_cluster     = true
create_network      = true
network             = "jupyter"
deletion_protection = false

add_auth = false
