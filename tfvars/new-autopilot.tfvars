# A new Autopilot cluster in a network of its own: nodes come and go with the notebooks, and have no public addresses.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster = true
create_network = true
network        = "jupyter"
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

members_allowlist = "user:you@example.com"
