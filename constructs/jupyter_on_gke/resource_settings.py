"""Settings that several of Google's resources share."""

LABELS = {"created-by": "jupyter-on-gke"}
"""Labels of what can be named in a bill, before those of the variable."""

OAUTH_SCOPES = ["https://www.googleapis.com/auth/cloud-platform"]
"""Nodes may ask for any API; what they may do there, their account's roles say."""

SHIELDED = {"enable_secure_boot": True, "enable_integrity_monitoring": True}

GKE_METADATA = {"mode": "GKE_METADATA"}
"""Pods get their own identity's tokens from the metadata server, not the node's."""

TIMEOUTS = dict.fromkeys(("create", "update", "delete"), "120m")
"""How long Google may take for a cluster or a pool. Terraform waits, or forgets what it began: then it is tainted."""
