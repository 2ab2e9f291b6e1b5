# What the blueprint made is taken over as it is, and managed from now on.
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"
create_cluster   = false

kubernetes_namespace   = "ai-on-gke"
create_namespace       = false
create_service_account = false # jupyter-sa, Google's and Kubernetes'
gcs_bucket             = "gcs-bucket-x1"
create_gcs_bucket      = false

# What was there before and belongs to this stack from now on.
manage               = ["cluster", "node_pools", "node_identity", "namespace", "bucket", "address"]
managed_pools        = [{ name = "cpu-pool" }]
node_service_account = "tf-gke-ml-cluster-s7ub"

# What of it the next apply takes over. Afterwards the line can go.
adopt = ["cluster", "node_pools", "node_identity", "namespace", "bucket", "address"]

add_auth          = true
members_allowlist = ["user:a@example.com"]
domain            = "jupyter.example.com"
url_domain_name   = "jupyter-address-s7ub"

# The blueprint named people, and so their homes, by what is before the @.
username_local_part = true

# The blueprint's OAuth client: IAP cannot go back to one that Google manages. Its Secret, jupyter-secret, is the
# release's own until the upgrade, so ours has another name.
client_id           = "123456789012-abcdefghijkl.apps.googleusercontent.com"
client_secret       = "the-blueprints-client-secret"
k8s_iap_secret_name = "jupyter-oauth-client"
