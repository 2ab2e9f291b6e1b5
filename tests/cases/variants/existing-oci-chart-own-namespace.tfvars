# A mirror of the chart in an OCI registry, and a namespace and accounts that are there.
# stand-in: --all-services --existing-cluster ml-cluster --existing-account jupyter-notebooks
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

add_auth = false

create_namespace                  = false
create_service_account            = false
workload_identity_service_account = "jupyter-notebooks"

jupyterhub_chart = "oci://registry.example.com/charts/jupyterhub"
