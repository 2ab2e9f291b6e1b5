project_id        = "demo-project"
cluster_name      = "ml-cluster"
cluster_location  = "us-central1"
create_cluster    = true
add_auth          = !true
home_disk_size_gb = 2 * 10
gcs_bucket        = ""
