# The names of the blueprint's first generation: each does the same as its newer name.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

namespace = "ml" # kubernetes_namespace

# A Google account that is there; in a namespace that we make, the Kubernetes one is made for it.
gcp_and_k8s_service_account = "jupyter-notebooks" # workload_identity_service_account
create_service_account      = false

gcs_bucket = "your-project-id-notebooks"

add_auth                = true
service_name            = "iap-config-default"  # k8s_backend_config_name
default_backend_service = "proxy-public"        # k8s_backend_service_name
url_domain_addr         = "jupyter.example.com" # domain
members_allowlist       = ["user:you@example.com"]

# Accepted and unused: IAP needs no brand any more.
brand         = "projects/123456789012/brands/123456789012"
support_email = "you@example.com"
