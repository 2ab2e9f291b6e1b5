project_id = "demo-project
cluster_name = 'ml-cluster'
cluster_location = us-central1

profiles = [
  { name = "small" cpu_guarantee = 1 }
]
create_cluster = True
gcs_bucket = "${var.project_id}-notebooks"
namespace = lower("AI")
network =
admin_users = ["ann@example.org" "bob@example.org"]
domain: "hub.example.org"
add_auth = false
add_auth = true
