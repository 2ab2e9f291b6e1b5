"""What types of resources are called in plain words: one of them, and several."""

from collections.abc import Iterable

from jupyter_on_gke.previewing.changes import Change, name_of

WORDS = {
    "google_compute_firewall": ("firewall rule", "firewall rules"),
    "google_compute_global_address": ("public address", "public addresses"),
    "google_compute_network": ("network", "networks"),
    "google_compute_router": ("router", "routers"),
    "google_compute_router_nat": ("Cloud NAT", "Cloud NATs"),
    "google_compute_ssl_policy": ("TLS policy", "TLS policies"),
    "google_compute_subnetwork": ("subnetwork", "subnetworks"),
    "google_container_cluster": ("GKE cluster", "GKE clusters"),
    "google_container_node_pool": ("node pool", "node pools"),
    "google_gke_hub_membership": ("fleet membership", "fleet memberships"),
    "google_iap_brand": ("OAuth consent screen", "OAuth consent screens"),
    "google_iap_client": ("OAuth client", "OAuth clients"),
    "google_project_iam_custom_role": ("role of our own", "roles of our own"),
    "google_project_service": ("API of the project", "APIs of the project"),
    "google_service_account": ("Google service account", "Google service accounts"),
    "google_service_account_iam_member": ("grant on a service account", "grants on service accounts"),
    "google_storage_bucket": ("bucket", "buckets"),
    "helm_release": ("Helm release", "Helm releases"),
    "kubernetes_annotations": ("annotation of an object", "annotations of objects"),
    "kubernetes_namespace_v1": ("namespace", "namespaces"),
    "kubernetes_namespace": ("namespace", "namespaces"),
    "kubernetes_persistent_volume": ("volume", "volumes"),
    "kubernetes_persistent_volume_claim": ("claim of a volume", "claims of volumes"),
    "kubernetes_persistent_volume_claim_v1": ("claim of a volume", "claims of volumes"),
    "kubernetes_persistent_volume_v1": ("volume", "volumes"),
    "kubernetes_secret_v1": ("Kubernetes secret", "Kubernetes secrets"),
    "kubernetes_service_account": ("Kubernetes service account", "Kubernetes service accounts"),
    "kubernetes_service_account_v1": ("Kubernetes service account", "Kubernetes service accounts"),
    "kubernetes_storage_class_v1": ("class of disks", "classes of disks"),
    "random_password": ("password", "passwords"),
    "terraform_data": ("note of Terraform", "notes of Terraform"),
}
"""Type -> one of them, and several."""


def kind_in_words(kind: str, number: int = 1) -> str:
    """What a type is called; of one that has no words, itself."""
    one, several = WORDS.get(kind, (kind, kind))
    return one if number == 1 else several


def counted(changes: Iterable[Change]) -> list[str]:
    """A line for each type: how many there are, and their names."""
    by_kind: dict[str, list[str]] = {}
    for each in changes:
        by_kind.setdefault(each.kind, []).append(name_of(each))
    return [
        f"{len(names)} {kind_in_words(kind, len(names))}: {', '.join(sorted(names))}"
        for kind, names in sorted(by_kind.items(), key=lambda item: kind_in_words(item[0]).lower())
    ]
