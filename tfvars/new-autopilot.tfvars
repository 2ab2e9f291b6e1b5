# A new Autopilot cluster in the default network: nodes come and go with the notebooks.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster = true
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

members_allowlist = "user:you@example.com"
