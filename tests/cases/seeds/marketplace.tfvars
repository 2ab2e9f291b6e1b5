# stand-in: --existing-cluster first-ml-cluster
project_id              = "demo-project"
cluster_name            = "ml-cluster"
cluster_location        = "us-central1-a"
goog_cm_deployment_name = "first"
additional_labels       = "team=research"
domain                  = "{IP_ADDRESS}.example.com"
members_allowlist       = "user:ann@example.com"
jupyterhub_chart        = "/charts/jupyterhub"
jupyterhub_values       = <<-YAML
  singleuser:
    startTimeout: 600
YAML
