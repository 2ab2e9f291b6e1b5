# A host for each person, with a certificate that the load balancer has; names that YAML takes for something else.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:ann@example.com,group:team@example.com"

domain                         = "{IP_ADDRESS}.nip.io"
servers_domain                 = "*.{IP_ADDRESS}.sslip.io"
servers_pre_shared_certificate = "wildcard"
k8s_ingress_name               = "true"
k8s_managed_cert_name          = "0x1f"
k8s_backend_config_name        = "null"
