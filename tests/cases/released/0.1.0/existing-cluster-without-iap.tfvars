# A cluster you have, reached by port forwarding only: for one team's trial.
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

# No address, no Ingress: user admin, with the password that `terraform output -raw password` prints.
add_auth = false
