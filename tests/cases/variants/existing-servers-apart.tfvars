# Two names of the team's own, and everything that ends what somebody holds.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:ann@example.com,group:team@example.com"

domain         = "jupyter.example.com"
servers_domain = "Jupyter-Servers.example.com"

admin_users                   = ["ann@example.com"]
blocked_users                 = ["Gone@example.com", "gone@example.com", "mallory@example.org"]
connection_max_seconds        = 3600
api_token_max_days            = 7
cloud_armor_policy            = "no-service-workers"
delete_homes_of_deleted_users = true
