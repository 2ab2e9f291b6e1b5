# A Standard cluster with a pool of each kind, and the profiles that follow from them.
project_id       = "demo-project"
cluster_name     = "ml-cluster"
cluster_location = "us-central1"

create_cluster      = true
autopilot_cluster   = false
deletion_protection = false

cpu_pools = [
  { name = "cpu", machine_type = "n2-standard-8" },
  { name = "cheap", machine_type = "n2-highmem-16", spot = true },
]
gpu_pools = [
  { name = "l4", accelerator_type = "nvidia-l4", node_locations = "us-central1-a,us-central1-b" },
  { name = "l4-two", accelerator_type = "nvidia-l4", accelerator_count = 2, spot = true },
  { name = "t4", machine_type = "n1-standard-8", accelerator_type = "nvidia-tesla-t4", preemptible = true },
  { name = "t4-four", accelerator_type = "nvidia-tesla-t4", accelerator_count = 4 },
]
tpu_pools = [
  { name = "tpu", machine_type = "ct5lp-hightpu-1t", autoscaling = false },
  { name = "tpu-four", machine_type = "ct5lp-hightpu-4t", spot = true, max_count = 3, node_locations = "us-central1-a" },
]

gcs_bucket   = "demo-notebooks"
user_buckets = ["ann@example.com", "Bob.Smith+test@example.com", "1st@example.com"]
add_auth     = false

# What everybody who can start a notebook may do in the project.
notebook_project_roles = ["roles/bigquery.jobUser", "roles/bigquery.dataViewer"]
bucket_access_logs     = "demo-access-logs"
security_group         = "gke-security-groups@example.com"
resource_labels        = { team = "research" }
maintenance_start_time = "03:00"
