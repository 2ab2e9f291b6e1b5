# A host for each person, with a wildcard certificate in a secret.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "user:ann@example.com,group:team@example.com"

domain             = "jupyter.example.com"
servers_domain     = "*.servers.example.com"
servers_tls_secret = "wildcard-of-servers"
