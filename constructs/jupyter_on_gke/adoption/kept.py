"""Which arguments of a thing that was there before stay as they are: all but what names it and what variables say.

`ignore_changes` knows no exceptions, so they are written out; tests/test_adoption.py compares with the schemas.
"""

CLUSTER = [
    "addons_config",
    "allow_net_admin",
    "anonymous_authentication_config",
    "binary_authorization",
    "cluster_autoscaling",
    "cluster_ipv4_cidr",
    "confidential_nodes",
    "control_plane_endpoints_config",
    "cost_management_config",
    "database_encryption",
    "datapath_provider",
    "default_max_pods_per_node",
    "default_snat_status",
    "description",
    "disable_l4_lb_firewall_reconciliation",
    "dns_config",
    "enable_autopilot",
    "enable_cilium_clusterwide_network_policy",
    "enable_fqdn_network_policy",
    "enable_intranode_visibility",
    "enable_k8s_beta_apis",
    "enable_kubernetes_alpha",
    "enable_l4_ilb_subsetting",
    "enable_legacy_abac",
    "enable_multi_networking",
    "enable_shielded_nodes",
    "enable_tpu",
    "enterprise_config",
    "fleet",
    "gateway_api_config",
    "gke_auto_upgrade_config",
    "identity_service_config",
    "in_transit_encryption_config",
    "initial_node_count",
    "ip_allocation_policy",
    "logging_config",
    "logging_service",
    "master_auth",
    "master_authorized_networks_config",
    "mesh_certificates",
    "min_master_version",
    "monitoring_config",
    "monitoring_service",
    "network",
    "network_performance_config",
    "network_policy",
    "networking_mode",
    "node_config",
    "node_locations",
    "node_pool",
    "node_pool_auto_config",
    "node_pool_defaults",
    "node_version",
    "notification_config",
    "pod_autoscaling",
    "private_cluster_config",
    "private_ipv6_google_access",
    "rbac_binding_config",
    # From false to true it would delete the pool `default-pool`, whoever works there.
    "remove_default_node_pool",
    "resource_labels",
    "resource_usage_export_config",
    "secret_manager_config",
    "security_posture_config",
    "service_external_ips_config",
    "subnetwork",
    "user_managed_keys_config",
    "vertical_pod_autoscaling",
    "workload_identity_config",
]

NODE_POOL = [
    "initial_node_count",
    "management",
    "max_pods_per_node",
    "name_prefix",
    "network_config",
    # Machines, disks, images, accounts, labels, taints: a difference would replace the nodes, or the pool.
    "node_config",
    "node_locations",
    "placement_policy",
    "queued_provisioning",
    "upgrade_settings",
    "version",
]

USER_BUCKET = [
    "autoclass",
    "cors",
    "custom_placement_config",
    "default_event_based_hold",
    "enable_object_retention",
    "encryption",
    "hierarchical_namespace",
    "ip_filter",
    "labels",
    "lifecycle_rule",
    "location",
    "logging",
    "public_access_prevention",
    "requester_pays",
    "retention_policy",
    "rpo",
    "soft_delete_policy",
    "storage_class",
    "uniform_bucket_level_access",
    "versioning",
    "website",
]

# Of the shared bucket it is known where it logs to, so that a variable can say otherwise.
BUCKET = [argument for argument in USER_BUCKET if argument != "logging"]

NAMESPACE = [
    "metadata[0].annotations",
    "metadata[0].generate_name",
    "metadata[0].labels",
    "wait_for_default_service_account",
]

ADDRESS = ["address", "address_type", "description", "ip_version", "labels", "network", "prefix_length", "purpose"]

NODE_IDENTITY = ["create_ignore_already_exists", "description", "disabled", "display_name"]
