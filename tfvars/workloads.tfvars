# All that must be said for a cluster that you have: JupyterHub behind Identity-Aware Proxy.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

# Who may sign in: user:, group:, serviceAccount: and domain: members, joined by commas.
members_allowlist = "user:you@example.com"
