# A host name of your own, on a static address that you reserved (its A record can be made beforehand).
# stand-in: --existing-cluster ml-cluster
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "domain:example.com"

domain = "jupyter.example.com"
# The address's name: gcloud compute addresses create jupyter-address --global
# Left out, an address is reserved; see the output jupyterhub_ip_address for the A record.
url_domain_name = "jupyter-address"
