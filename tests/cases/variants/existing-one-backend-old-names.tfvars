# The blueprint's user names, and the way back to one backend service.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist    = ["user:Ann@example.com", "domain:example.com"]
admin_users          = ["Ann@Example.com", "bob@example.com"]
username_local_part  = true
separate_hub_backend = false
