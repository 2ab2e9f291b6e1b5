project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1-a"
add_auth         = false
domain           = "hub.example.org"
url_domain_name  = "hub-address"
