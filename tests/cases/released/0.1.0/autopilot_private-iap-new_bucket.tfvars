project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
private_cluster     = true
create_network      = true
network             = "jupyter"
deletion_protection = false

members_allowlist = "user:ann@example.com,group:team@example.com"

gcs_bucket        = "team-notebooks"
create_gcs_bucket = true
