# From nothing to a hub: a new Autopilot cluster in a network of its own.
# Nodes come and go with the notebooks, and have no public addresses.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster = true
create_network = true
network        = "jupyter"
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

# Who may sign in with Google: user:, group:, serviceAccount: and domain: members, joined by commas.
# A project without an organization (no company, no school) writes add_auth = false instead, for a trial.
members_allowlist = "user:you@example.com"
