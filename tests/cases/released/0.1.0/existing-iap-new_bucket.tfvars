# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:ann@example.com,group:team@example.com"

gcs_bucket        = "team-notebooks"
create_gcs_bucket = true
