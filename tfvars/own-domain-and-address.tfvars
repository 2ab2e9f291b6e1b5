# Host names of your own, on a static address that you reserved (their A records can be made beforehand).
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

members_allowlist = "domain:example.com"

domain = "jupyter.example.com"
# People's servers, at a name of their own: a page of somebody's server is then not on the hub's host.
servers_domain = "jupyter-servers.example.com"
# The address's name: gcloud compute addresses create jupyter-address --global
# Left out, an address is reserved; see the output dns_records for the A records.
url_domain_name = "jupyter-address"
