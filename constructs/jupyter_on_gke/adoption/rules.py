"""What is refused of what is managed and taken over. Plan-time rules."""

from jupyter_on_gke.adoption.managed_pool import ManagedPool
from jupyter_on_gke.adoption.settling import RELEASES, THINGS
from jupyter_on_gke.plan_time import plan_time

LISTED, LISTED_RELEASES = ", ".join(THINGS), " and ".join(RELEASES)
REVOKED = {
    "roles/artifactregistry.reader": "reads images and packages",
    "roles/cloudsql.client": "connects to Cloud SQL",
    "roles/compute.loadBalancerServiceUser": "uses backend services of load balancers",
    "roles/compute.networkViewer": "lists networks",
    "roles/iam.serviceAccountAdmin": "makes and changes service accounts",
    "roles/iam.serviceAccountTokenCreator": "acts as other service accounts",
    "roles/storage.admin": "reads, writes and deletes every bucket",
    "roles/viewer": "reads all else",
}
"""What the blueprint gave notebooks in the project, and what no notebook does without it."""
OF_CLUSTER = ("cluster", "node_pools", "node_identity")


@plan_time
def truth(value: bool) -> str:
    """A truth value as it is written."""
    return "true" if value else "false"


@plan_time
def counts_of_managed_pools(pools: list[ManagedPool]) -> str:
    """Refuses sizes that no pool has."""
    wrong = [
        pool.name
        for pool in pools
        if (pool.max_count >= 0 and pool.max_count < max(1, pool.min_count))
        or (pool.node_count >= 0 and max(pool.min_count, pool.max_count) >= 0)
    ]
    if len(wrong) > 0:
        return (
            f"managed_pools: {', '.join(wrong)} has a max_count below 1 or below its min_count, or a node_count beside "
            "them: write 0 <= min_count <= max_count, or node_count alone."
        )
    return ""


@plan_time
def managed_things_are_known(manage: list[str]) -> str:
    """Refuses what cannot be managed."""
    wrong = [each for each in manage if each not in THINGS]
    if "network" in wrong:
        return (
            "manage has network, but a cluster that is there stays in its network, whose firewall rules, routes and "
            f"Cloud NAT others may need: leave network out, and write some of {LISTED}."
        )
    if len(wrong) > 0:
        return f"manage has {', '.join(wrong)}: write some of {LISTED}."
    return ""


@plan_time
def managed_cluster_is_there(manage: list[str], create_cluster: bool) -> str:
    """Refuses another cluster beside the one that is there."""
    found = [each for each in manage if each in OF_CLUSTER]
    if create_cluster and len(found) > 0:
        return (
            f"manage has {', '.join(found)}, but create_cluster is true, which makes a cluster anew: write "
            "create_cluster = false for the one that is there, which manage then has managed here."
        )
    return ""


@plan_time
def managed_bucket_is_there(manage: list[str], create_gcs_bucket: bool, gcs_bucket: str) -> str:
    """Refuses a bucket without a name, and another one."""
    if "bucket" in manage and (create_gcs_bucket or gcs_bucket == ""):
        return (
            f'manage has bucket, but gcs_bucket is "{gcs_bucket}" and create_gcs_bucket is {truth(create_gcs_bucket)}: '
            "write the name of the bucket that is there in gcs_bucket, and create_gcs_bucket = false."
        )
    return ""


@plan_time
def managed_user_buckets_are_named(manage: list[str], user_buckets: list[str]) -> str:
    """Refuses buckets of nobody."""
    if "user_buckets" in manage and len(user_buckets) == 0:
        return (
            "manage has user_buckets, but user_buckets is empty: write in user_buckets whose buckets are there, or "
            "leave it out of manage."
        )
    return ""


@plan_time
def managed_namespace_is_there(manage: list[str], create_namespace: bool) -> str:
    """Refuses another namespace."""
    if "namespace" in manage and create_namespace:
        return (
            "manage has namespace, but create_namespace is true, which makes one anew: write create_namespace = false "
            "for the one that is there, which manage then has managed here."
        )
    return ""


@plan_time
def managed_address_is_named(manage: list[str], add_auth: bool, url_domain_name: str) -> str:
    """Refuses an address that nothing names or uses."""
    if "address" in manage and (not add_auth or url_domain_name == ""):
        return (
            f'manage has address, but url_domain_name is "{url_domain_name}" and add_auth is {truth(add_auth)}: write '
            "the name of the address that is there in url_domain_name, and add_auth = true, or leave address out."
        )
    return ""


@plan_time
def managed_pools_are_named(manage: list[str], names: list[str]) -> str:
    """Refuses pools without a name, and names that mean nothing."""
    if "node_pools" in manage and len(names) == 0:
        return (
            "manage has node_pools, but managed_pools is empty: write the pools that are there, like "
            'managed_pools = [{ name = "cpu-pool" }].'
        )
    if "node_pools" not in manage and len(names) > 0:
        return (
            f"manage has no node_pools, but managed_pools has {', '.join(names)}: write node_pools in manage, or leave "
            "managed_pools out."
        )
    return ""


@plan_time
def managed_account_is_named(manage: list[str], node_service_account: str) -> str:
    """Refuses an account without a name, and a name that means nothing."""
    if ("node_identity" in manage) == (node_service_account != ""):
        return ""
    return (
        f"manage has {'node_identity' if node_service_account == '' else 'no node_identity'}, and node_service_account "
        f'is "{node_service_account}": write both or neither.'
    )


@plan_time
def only_managed_is_adopted(adopt: list[str], manage: list[str]) -> str:
    """Refuses to take over what would be let go with the next plan."""
    wrong = [each for each in adopt if each not in manage and each not in RELEASES]
    if len(wrong) > 0:
        return (
            f"adopt has {', '.join(wrong)}, which manage has not: write some of {LISTED} in manage, where they stay; "
            f"in adopt they are needed once, as {LISTED_RELEASES} are."
        )
    return ""


@plan_time
def adopted_release_is_made(adopt: list[str], add_auth: bool) -> str:
    """Refuses to take over what is not deployed."""
    if "iap_release" in adopt and not add_auth:
        return (
            "adopt has iap_release, but add_auth is false, without which there is none: leave it out, and uninstall "
            "the release by helm, or write add_auth = true."
        )
    return ""


@plan_time
def notebooks_keep_their_roles(adopt: list[str], notebook_project_roles: list[str]) -> str:
    """Warns of what notebooks cannot do any more, as long as something is taken over."""
    gone = [f"{role} ({does})" for role, does in sorted(REVOKED.items()) if role not in notebook_project_roles]
    if len(adopt) == 0 or len(gone) == 0:
        return ""
    return (
        "adopt: if the blueprint made what is taken over, its notebooks lose roles in the project with this plan, and "
        f"what they did by them stops working: {', '.join(gone)}. Write those that notebooks need in "
        "notebook_project_roles; without adopt, which is needed once, nothing is said of it."
    )
