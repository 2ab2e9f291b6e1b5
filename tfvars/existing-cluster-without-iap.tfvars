# A cluster you have, reached by port forwarding only: for one team's trial.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

# No address, no Ingress. The output next_steps says how to open the hub, and where its password is.
add_auth = false
