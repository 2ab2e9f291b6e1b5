"""What a program can set instead of tfvars. The tests make this file of the variables: `make refresh`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.adoption.managed_pool import ManagedPool
from jupyter_on_gke.cluster.pool import CpuPool, GpuPool, TpuPool
from jupyter_on_gke.profiles.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The variables' defaults of one stack, so that tfvars still override them. None leaves a default as it is.

    They are judged by the variables' own rules when the stack is made: a ValueError has every sentence, one a line.
    A secret is none of them, as it would be in the JSON.
    """

    project_id: str | None = None
    """Google Cloud project that holds everything."""
    create_cluster: bool | None = None
    """Create the cluster."""
    autopilot_cluster: bool | None = None
    """With create_cluster: an Autopilot cluster, the default; false makes a Standard cluster with cpu_pools and
    gpu_pools."""
    private_cluster: bool | None = None
    """With create_cluster: nodes and control plane without public addresses; people then reach the control
    plane by its DNS-based endpoint alone, as Terraform always does, and the nodes need Cloud NAT to pull images
    (create_network makes one)."""
    cluster_name: str | None = None
    """Name of the GKE cluster, to be created or already there."""
    cluster_location: str | None = None
    """Region (us-central1) or zone (us-central1-a) of the cluster."""
    cluster_membership_id: str | None = None
    """Fleet membership by which Connect Gateway reaches an existing cluster: its id, or LOCATION/ID (us-
    west1/ml-cluster)."""
    cluster_auth_command: Sequence[str] | None = None
    """Command that gives Terraform tokens for the cluster as it needs them, with its arguments: ["gke-gcloud-
    auth-plugin", "--use_application_default_credentials"]."""
    authorized_networks: Sequence[str] | None = None
    """With create_cluster: networks (CIDR blocks) that may reach the control plane by its public address."""
    security_group: str | None = None
    """With create_cluster, or with cluster in manage: the group of Google Groups for RBAC (gke-security-
    groups@YOUR-DOMAIN), whose member groups can be named in Kubernetes' role bindings."""
    release_channel: str | None = None
    """With create_cluster, or with cluster in manage: GKE's release channel."""
    maintenance_start_time: str | None = None
    """With create_cluster, or with cluster in manage: when GKE may upgrade, which restarts nodes and the
    servers on them."""
    maintenance_end_time: str | None = None
    """With maintenance_start_time as a moment: the moment at which the window ends, at least four hours
    later."""
    maintenance_recurrence: str | None = None
    """With maintenance_end_time: when the window recurs, as an RRULE (FREQ=WEEKLY;BYDAY=SA,SU)."""
    resource_labels: Mapping[str, str] | None = None
    """Google's labels of all that is created here and takes labels, by which its cost can be told apart, beside
    created-by = jupyter-on-gke."""
    deletion_protection: bool | None = None
    """With create_cluster, or with cluster in manage: refuse to destroy the cluster."""
    create_network: bool | None = None
    """With create_cluster: create a VPC and a subnetwork of the names in network and subnetwork, and Cloud NAT,
    which bills by the nodes that use it."""
    private_nodes: str | None = None
    """With create_cluster: nodes without public addresses (true) or with them (false)."""
    network: str | None = None
    """With create_cluster: name of the VPC of the cluster, `default` by default."""
    subnetwork: str | None = None
    """With create_cluster: the subnetwork of the cluster, in its region."""
    cpu_pools: Sequence[CpuPool] | None = None
    """With create_cluster and autopilot_cluster = false: the node pools of the hub and of notebooks without
    accelerators."""
    gpu_pools: Sequence[GpuPool] | None = None
    """With create_cluster and autopilot_cluster = false: node pools with GPUs, none by default."""
    tpu_pools: Sequence[TpuPool] | None = None
    """With create_cluster and autopilot_cluster = false: node pools with TPUs, none by default."""
    kubernetes_namespace: str | None = None
    """Namespace of JupyterHub, ai-on-gke by default."""
    namespace: str | None = None
    """Namespace of JupyterHub."""
    workload_identity_service_account: str | None = None
    """Name of the Kubernetes service account of notebooks, by default jupyter-sa and a digest of cluster,
    location and namespace, so that notebooks of two clusters in a project are not one identity to Google; and
    with create_service_account = false of the Google service account that they act as, jupyter-sa by
    default."""
    gcp_and_k8s_service_account: str | None = None
    """Name of the service account of notebooks."""
    create_service_account: bool | None = None
    """Create the Kubernetes account, to which buckets are granted directly, as by default."""
    notebook_project_roles: Sequence[str] | None = None
    """Roles in the project for every notebook, and so for everybody who can start one, like
    roles/bigquery.jobUser."""
    goog_cm_deployment_name: str | None = None
    """Marketplace's deployment name."""
    create_namespace: bool | None = None
    """Create the namespace, as by default."""
    additional_labels: str | None = None
    """Labels for the Kubernetes objects, key=value pairs joined by commas."""
    notebook_image: str | None = None
    """Image of the notebooks with an exact tag or digest, quay.io/jupyter/tensorflow-notebook:2026-07-28 by
    default."""
    jupyterhub_chart: str | None = None
    """JupyterHub's Helm chart: its name in jupyterhub_chart_repository (jupyterhub, the default), an oci://
    reference, or a folder (a path that starts with / or .), which then is taken without repository and
    version."""
    jupyterhub_chart_repository: str | None = None
    """Address of the chart repository, JupyterHub's own (https://hub.jupyter.org/helm-chart/) by default; a
    mirror's for closed networks."""
    jupyterhub_chart_version: str | None = None
    """Exact version of the chart, 4.4.0 by default."""
    jupyterhub_values: str | Mapping[str, Any] | None = None
    """Any values of the JupyterHub chart, as YAML text (a heredoc), merged last over ours: maps key by key,
    lists and scalars replaced."""
    home_disk_size_gb: float | None = None
    """Size of a person's home disk in GiB, 10 by default."""
    home_disk_type: str | None = None
    """Type of home disks, pd-balanced by default: pd-standard, pd-balanced, pd-ssd or hyperdisk-balanced."""
    home_disk_regional: bool | None = None
    """Keep each home disk in two zones of the region, so that it outlives one of them, at twice the price."""
    home_disk_retain: bool | None = None
    """Keep a home's disk when its claim is deleted, with the namespace or by hand."""
    delete_homes_of_deleted_users: bool | None = None
    """Delete a person's home disk when an administrator deletes the person on the hub's page."""
    home_storage_class: str | None = None
    """Existing StorageClass for home disks."""
    gcs_bucket: str | None = None
    """Bucket for notebooks' data, mounted on /data by Cloud Storage FUSE in every notebook for which people do
    not choose other storage."""
    create_gcs_bucket: bool | None = None
    """Create that bucket in the cluster's region."""
    gcs_bucket_directory_per_user: bool | None = None
    """Mount only the person's own directory of gcs_bucket on /data (only-dir)."""
    user_bucket_prefix: str | None = None
    """What the name of a person's own bucket begins with, before a hyphen and the person's name as KubeSpawner
    writes it; gcsfuse by default."""
    user_buckets: Sequence[str] | None = None
    """People, by e-mail address, for each of whom a bucket of their own is created, and to whom GCSFuse is
    offered beside the disk as the home directory."""
    bucket_access_logs: str | None = None
    """Existing bucket into which Google writes who used the buckets that are created here."""
    profiles: Sequence[Profile] | None = None
    """What people choose a server from."""
    allow_any_image: bool | None = None
    """Let people type the image of their server, in every profile."""
    add_auth: bool | None = None
    """Put Identity-Aware Proxy before JupyterHub, as by default."""
    members_allowlist: str | Sequence[str] | None = None
    """Who may pass IAP: user:, group:, serviceAccount: and domain: members, as a list or as one comma separated
    string."""
    admin_users: Sequence[str] | None = None
    """E-mail addresses of JupyterHub's administrators behind IAP, nobody by default."""
    blocked_users: Sequence[str] | None = None
    """E-mail addresses of people who may not use JupyterHub any more, nobody by default."""
    username_local_part: bool | None = None
    """Behind IAP: name users by the part of the address before the @, as the blueprint did, so that their home
    directories are found again."""
    client_id: str | None = None
    """Id of your own OAuth client for IAP, with client_secret; needed for people outside of the organization,
    and in a project without one."""
    create_brand: bool | None = None
    """Once created the project's OAuth brand."""
    brand: str | None = None
    """Name of an existing OAuth brand."""
    support_email: str | None = None
    """Contact on the consent screen."""
    enable_iap_service: bool | None = None
    """Accepted and unused: the IAP API is always enabled, with the others."""
    k8s_ingress_name: str | None = None
    """Name of the Ingress, jupyter-ingress by default."""
    k8s_managed_cert_name: str | None = None
    """Name of the ManagedCertificate, jupyter-managed-cert by default."""
    k8s_iap_secret_name: str | None = None
    """Name of the Secret with your own OAuth client, if there is one, jupyter-secret by default."""
    k8s_backend_config_name: str | None = None
    """Name of the BackendConfig, iap-config-default by default."""
    service_name: str | None = None
    """Name of the BackendConfig."""
    k8s_backend_service_name: str | None = None
    """Service behind the Ingress, the chart's proxy-public by default."""
    default_backend_service: str | None = None
    """Service behind the Ingress."""
    k8s_backend_service_port: float | None = None
    """Port of that Service, 80 by default."""
    domain: str | None = None
    """Host name of JupyterHub behind IAP."""
    url_domain_addr: str | None = None
    """Host name of JupyterHub behind IAP."""
    url_domain_name: str | None = None
    """Name of an existing global static address to use, together with domain."""
    servers_domain: str | None = None
    """Host name of people's servers behind IAP, so that a page of somebody's server is not on the hub's host:
    servers.example.com for all, or *.servers.example.com for a host for each person, which needs
    servers_tls_secret or servers_pre_shared_certificate."""
    servers_tls_secret: str | None = None
    """Name of a TLS secret in JupyterHub's namespace with the wildcard certificate for servers_domain =
    *.servers.example.com."""
    servers_pre_shared_certificate: str | None = None
    """Name of a certificate of the load balancer (gcloud compute ssl-certificates) with the wildcard for
    servers_domain = *.servers.example.com."""
    separate_hub_backend: bool | None = None
    """Behind IAP: give the hub a backend service of its own, as by default, so that a token which a notebook's
    server receives does not open the hub."""
    connection_max_seconds: float | None = None
    """Longest life of one connection through the load balancer in seconds, 14400 (four hours) by default."""
    api_token_max_days: float | None = None
    """Longest life of API tokens that people make on the hub's page, 30 days by default, at most 365."""
    cloud_armor_policy: str | None = None
    """Name of a Cloud Armor security policy of yours in the project, for the load balancer's backends."""
    managed_pools: Sequence[ManagedPool] | None = None
    """With node_pools in manage: the node pools of the cluster that is there."""
    node_service_account: str | None = None
    """With node_identity in manage: the service account of the nodes that are there, in this project: what is
    before the @ of its address."""
    manage: Sequence[str] | None = None
    """What was there before and belongs to this stack from now on, though create_cluster and the like are
    false: some of cluster, node_pools, bucket, user_buckets, namespace, address, node_identity."""
    adopt: Sequence[str] | None = None
    """What of manage the next apply takes over: it is imported into the state, where it was not."""
