"""What becomes of the blueprint's things where everything is taken over, and the tables that say so."""

from fnmatch import fnmatchcase
from typing import Any

from jupyter_on_gke.adoption import kept
from tests.support.blueprint import without_keys
from tests.support.cases import CASES
from tests.support.documents import read_yaml

FATES: list[dict[str, Any]] = read_yaml((CASES / "blueprint_fates.yaml").read_text(encoding="utf-8"))
ACTIONS = {"adopted": "forget", "left": "forget", "moved": "update", "destroyed": "delete"}
"""What Terraform does with the blueprint's own address."""

THINGS: dict[str, tuple[str, list[str], dict[str, str]]] = {
    "cluster": (
        "google_container_cluster.managed",
        kept.CLUSTER,
        {
            "deletion_protection": "true; `deletion_protection` says otherwise",
            "release_channel": "`release_channel`, else as it is",
            "maintenance_policy": "`maintenance_start_time` and what belongs to it, else as it is; exclusions stay",
            "authenticator_groups_config": "`security_group`, else as it is",
        },
    ),
    "node_pools": (
        "google_container_node_pool.managed",
        kept.NODE_POOL,
        {
            "autoscaling": "`min_count` and `max_count` of `managed_pools`, else as it is",
            "node_count": "`node_count` of `managed_pools`, else as it is",
        },
    ),
    "bucket": (
        "google_storage_bucket.managed",
        kept.BUCKET,
        {
            "force_destroy": "false: Terraform empties no bucket",
            "logging": "`bucket_access_logs`, else as it is",
        },
    ),
    "user_buckets": (
        "google_storage_bucket.managed_users",
        kept.USER_BUCKET,
        {"force_destroy": "false: Terraform empties no bucket"},
    ),
    "namespace": ("kubernetes_namespace_v1.managed", kept.NAMESPACE, {}),
    "address": ("google_compute_global_address.managed", kept.ADDRESS, {}),
    "node_identity": ("google_service_account.managed", kept.NODE_IDENTITY, {}),
}
"""Name in `manage` -> address, what is kept, and what a variable or a constant of ours says."""
NAMES = {"project", "name", "location", "cluster", "account_id", "metadata", "metadata.name"}
"""What a thing is found by."""
OURS = {"id", "timeouts"}
"""Terraform's own, of which Google and Kubernetes know nothing."""


def fate_of(address: str) -> dict[str, Any]:
    """What becomes of an address of the blueprint; ValueError where nothing or more than one thing is said."""
    found = [each for each in FATES if fnmatchcase(without_keys(address), each["address"])]
    if len(found) != 1:
        raise ValueError(f"{address} is in {len(found)} lines of blueprint_fates.yaml")
    return found[0]


def settings_table() -> str:
    """What of each thing is kept, and what is taken."""
    lines = ["| `manage` | address | as it is, whatever it is | what else may say it |", "|---|---|---|---|"]
    for thing, (address, as_it_is, said) in THINGS.items():
        arguments = ", ".join(f"`{each.replace('[0]', '')}`" for each in as_it_is)
        others = "; ".join(f"`{argument}`: {words}" for argument, words in said.items())
        lines.append(f"| `{thing}` | `{address}` | {arguments} | {others or 'nothing'} |")
    return "\n".join(lines)


def fates_table() -> str:
    """What becomes of the blueprint's addresses."""
    lines = ["| of the blueprint | becomes | |", "|---|---|---|"]
    for fate in FATES:
        to = f" `{fate['as']}`" if "as" in fate else ""
        lines.append(f"| `{fate['address']}` | {fate['fate']}{to} | {fate.get('why', '')} |")
    return "\n".join(lines)
