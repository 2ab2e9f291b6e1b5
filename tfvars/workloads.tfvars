# All that a new deployment must say: JupyterHub behind Identity-Aware Proxy, on a cluster you have.
# stand-in: --existing-cluster ml-cluster
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

# Who may sign in: user:, group:, serviceAccount: and domain: members, joined by commas.
members_allowlist = "user:you@example.com"
