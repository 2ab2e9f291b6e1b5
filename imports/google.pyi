from cdktf_cdktf_provider_google.compute_firewall import ComputeFirewall as ComputeFirewall
from cdktf_cdktf_provider_google.compute_firewall import ComputeFirewallDeny as ComputeFirewallDeny
from cdktf_cdktf_provider_google.compute_global_address import ComputeGlobalAddress as ComputeGlobalAddress
from cdktf_cdktf_provider_google.compute_network import ComputeNetwork as ComputeNetwork
from cdktf_cdktf_provider_google.compute_router import ComputeRouter as ComputeRouter
from cdktf_cdktf_provider_google.compute_router_nat import ComputeRouterNat as ComputeRouterNat
from cdktf_cdktf_provider_google.compute_ssl_policy import ComputeSslPolicy as ComputeSslPolicy
from cdktf_cdktf_provider_google.compute_subnetwork import ComputeSubnetwork as ComputeSubnetwork
from cdktf_cdktf_provider_google.container_cluster import ContainerCluster as ContainerCluster
from cdktf_cdktf_provider_google.container_node_pool import (
    ContainerNodePool as ContainerNodePool,
)
from cdktf_cdktf_provider_google.container_node_pool import (
    ContainerNodePoolNodeConfigGuestAccelerator as ContainerNodePoolNodeConfigGuestAccelerator,
)
from cdktf_cdktf_provider_google.container_node_pool import (
    ContainerNodePoolNodeConfigTaint as ContainerNodePoolNodeConfigTaint,
)
from cdktf_cdktf_provider_google.data_google_client_config import (
    DataGoogleClientConfig as DataGoogleClientConfig,
)
from cdktf_cdktf_provider_google.data_google_compute_global_address import (
    DataGoogleComputeGlobalAddress as DataGoogleComputeGlobalAddress,
)
from cdktf_cdktf_provider_google.data_google_container_cluster import (
    DataGoogleContainerCluster as DataGoogleContainerCluster,
)
from cdktf_cdktf_provider_google.data_google_project import DataGoogleProject as DataGoogleProject
from cdktf_cdktf_provider_google.data_google_service_account import (
    DataGoogleServiceAccount as DataGoogleServiceAccount,
)
from cdktf_cdktf_provider_google.data_google_storage_bucket import (
    DataGoogleStorageBucket as DataGoogleStorageBucket,
)
from cdktf_cdktf_provider_google.iap_web_type_compute_iam_binding import (
    IapWebTypeComputeIamBinding as IapWebTypeComputeIamBinding,
)
from cdktf_cdktf_provider_google.project_iam_custom_role import ProjectIamCustomRole as ProjectIamCustomRole
from cdktf_cdktf_provider_google.project_iam_member import ProjectIamMember as ProjectIamMember
from cdktf_cdktf_provider_google.project_service import ProjectService as ProjectService
from cdktf_cdktf_provider_google.provider import GoogleProvider as GoogleProvider
from cdktf_cdktf_provider_google.service_account import ServiceAccount as ServiceAccount
from cdktf_cdktf_provider_google.storage_bucket import (
    StorageBucket as StorageBucket,
)
from cdktf_cdktf_provider_google.storage_bucket import (
    StorageBucketLifecycleRule as StorageBucketLifecycleRule,
)
from cdktf_cdktf_provider_google.storage_bucket import (
    StorageBucketLifecycleRuleAction as StorageBucketLifecycleRuleAction,
)
from cdktf_cdktf_provider_google.storage_bucket import (
    StorageBucketLifecycleRuleCondition as StorageBucketLifecycleRuleCondition,
)
from cdktf_cdktf_provider_google.storage_bucket_iam_member import (
    StorageBucketIamMember as StorageBucketIamMember,
)
