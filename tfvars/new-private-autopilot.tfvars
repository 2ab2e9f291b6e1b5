# A new Autopilot cluster without public addresses, in a network of its own with Cloud NAT.
# Terraform reaches the control plane by its DNS-based endpoint; no bastion, no VPN.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster  = true
private_cluster = true
create_network  = true
network         = "jupyter"
# For a trial. Remove this line before people keep their work here: it guards against `destroy`.
deletion_protection = false

members_allowlist = "user:you@example.com"

gcs_bucket        = "your-project-id-notebooks"
create_gcs_bucket = true
