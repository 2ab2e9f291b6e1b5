"""What is fixed when a thing is made: a later difference is ignored, so that nothing with people's work is replaced.

Of each argument for whose sake the provider would replace the thing, tests/cases/replacing.yaml says what is so.
"""

CLUSTER = [
    "enable_autopilot",
    "initial_node_count",
    "description",
    "network",
    "subnetwork",
    "ip_allocation_policy",
    "private_cluster_config",
    "datapath_provider",
    "master_auth[0].client_certificate_config",
    "cluster_autoscaling[0].auto_provisioning_defaults[0].boot_disk_kms_key",
    "user_managed_keys_config",
    # Google turns these on by itself, and never off.
    "enable_l4_ilb_subsetting",
    "enable_fqdn_network_policy",
    "enable_k8s_beta_apis",
    "enable_kubernetes_alpha",
    "enable_tpu",
    # Google may fill these in. Taking them away would replace nothing, but cut the cluster off.
    "fleet",
    "dns_config",
]

NODE_POOL = [
    # How many nodes a pool once began with is no reason to recreate it.
    "initial_node_count",
    "placement_policy",
    "queued_provisioning",
    *(
        f"node_config[0].{argument}"
        for argument in (
            "advanced_machine_features",
            "boot_disk_kms_key",
            "enable_confidential_storage",
            "ephemeral_storage_local_ssd_config[0].data_cache_count",
            "flex_start",
            "guest_accelerator[0].gpu_partition_size",
            "guest_accelerator[0].gpu_sharing_config",
            "host_maintenance_policy",
            "local_nvme_ssd_block_config",
            "local_ssd_encryption_mode",
            "max_run_duration",
            "metadata",
            "node_group",
            "oauth_scopes",
            "reservation_affinity",
            "secondary_boot_disks",
            "sole_tenant_config",
        )
    ),
]

NETWORK = [
    "name",
    "auto_create_subnetworks",
    "description",
    "enable_ula_internal_ipv6",
    "network_profile",
    "params",
]

# Whoever makes the range larger by hand is not undone: a smaller one is another subnetwork.
SUBNETWORK = ["name", "description", "ip_cidr_range", "ip_collection", "params", "reserved_internal_range"]

# A bucket stays where it is, wherever the cluster goes.
BUCKET = [
    "location",
    "custom_placement_config",
    "enable_object_retention",
    "hierarchical_namespace",
    # A policy that somebody locked cannot be taken off again.
    "retention_policy",
]

# An address that people's names point to is never given back for another name's sake.
ADDRESS = ["name", "address_type", "description", "ip_version", "network", "purpose"]

# 0.1 called it jupyter-ssl-DIGEST.
TLS_POLICY = ["name"]

# 0.1 made it of a shorter digest.
ROLE = ["role_id"]

# An account that notebooks have is who they are to Google.
NOTEBOOK_ACCOUNT = ["metadata[0].name"]

NAMESPACE = ["metadata[0].generate_name"]

STORAGE_CLASS = ["metadata[0].generate_name", "mount_options", "storage_provisioner", "volume_binding_mode"]

# A password that people know stays the same one, whoever made it. `number` follows `numeric`; named, it is warned of.
PASSWORD = [
    "length",
    "lower",
    "min_lower",
    "min_numeric",
    "min_special",
    "min_upper",
    "numeric",
    "override_special",
    "special",
    "upper",
]
