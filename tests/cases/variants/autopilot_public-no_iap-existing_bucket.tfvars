# stand-in: --existing-bucket team-notebooks
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
deletion_protection = false

add_auth = false

gcs_bucket = "team-notebooks"
