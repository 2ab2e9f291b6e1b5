# The way back to one host, where two would be the default.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:ann@example.com,group:team@example.com"

servers_domain                    = "none"
workload_identity_service_account = "notebooks"
