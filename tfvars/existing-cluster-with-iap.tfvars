# A cluster you have; people of your organization sign in by Identity-Aware Proxy, and share a bucket.
project_id       = "your-project-id"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

# Without a domain the hub is at https://<address>.nip.io, which needs no DNS record.
members_allowlist = ["group:data-science@example.com", "user:you@example.com"]

# On /data in every notebook. The name must be free in all of Google Cloud.
gcs_bucket        = "your-project-id-notebooks"
create_gcs_bucket = true
