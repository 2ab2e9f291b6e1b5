"""What a state of the blueprint says of the variables that an upgrade needs, written out as tfvars."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from jupyter_on_gke.adoption.managed_pool import ManagedPool

Json = Any

BETA = 'provider["registry.terraform.io/hashicorp/google-beta"]'
THROUGH_IAP = "roles/iap.httpsResourceAccessor"
USUAL_ACCOUNT = "jupyter-sa"
# As the blueprint named people, and so their homes; and beside its own Secret, which its release has until the upgrade.
BEHIND_IAP: dict[str, Json] = {"username_local_part": True, "k8s_iap_secret_name": "jupyter-oauth-client"}
REPLACE = "terraform state replace-provider hashicorp/google-beta hashicorp/google"


def resources(state: Json) -> Iterator[tuple[str, str, Json]]:
    """Address without keys, type and attributes of each managed resource. ValueError where it is no state."""
    if not isinstance(state, dict) or not isinstance(state.get("resources"), list):
        raise ValueError("this is neither a plan nor a state: write one by terraform state pull.")
    for each in state["resources"]:
        if each.get("mode") == "managed":
            for instance in each["instances"]:
                yield f"{each.get('module', '')}.{each['type']}.{each['name']}", each["type"], instance["attributes"]


def has_beta(state: Json) -> bool:
    """Whether something in it is google-beta's, which we do not use."""
    return any(each["provider"].startswith(BETA) for each in state["resources"])


def named(address: str, kind: str, has: Json) -> tuple[str, dict[str, Json]]:
    """What a resource is called in `manage`, "" if in nothing, and the variables that follow from it."""
    if kind == "google_container_cluster":
        return "cluster", {"cluster_name": has["name"], "cluster_location": has["location"]}
    if kind == "google_storage_bucket":
        return "bucket", {"gcs_bucket": has["name"], "create_gcs_bucket": False}
    if kind == "google_compute_global_address":
        return "address", {"url_domain_name": has["name"], **BEHIND_IAP}
    if kind == "google_service_account" and "module.infra" in address:
        return "node_identity", {"node_service_account": has["account_id"]}
    if kind == "google_gke_hub_membership" and has.get("membership_id"):
        return "", {"cluster_membership_id": f"{has['location']}/{has['membership_id']}"}
    if kind == "kubernetes_service_account":
        return "", {"create_service_account": False, **account_of(has)}
    if address.endswith("helm_release.jupyterhub") and has.get("namespace"):
        return "namespace", {"kubernetes_namespace": has["namespace"], "create_namespace": False}
    return "", {}


def account_of(has: Json) -> dict[str, Json]:
    """The name of notebooks' account, where it is not the one by default."""
    name = next((each.get("name") for each in has.get("metadata") or ()), USUAL_ACCOUNT)
    return {} if name == USUAL_ACCOUNT else {"workload_identity_service_account": name}


def pool_of(has: Json) -> ManagedPool:
    """A node pool with the counts that the state has: the autoscaler's, of each zone or in total, or a fixed number."""
    scaling: dict[str, Json] = next((each for each in has.get("autoscaling") or () if each), {})
    for low, high in (("total_min_node_count", "total_max_node_count"), ("min_node_count", "max_node_count")):
        if scaling.get(high):
            return ManagedPool(name=has["name"], min_count=scaling.get(low) or 0, max_count=scaling[high])
    count = has.get("node_count")
    return ManagedPool(name=has["name"], node_count=count) if count is not None else ManagedPool(name=has["name"])


def written_pool(pool: ManagedPool) -> dict[str, Json]:
    """What is to be written of it: all that is not as by default."""
    defaults = asdict(ManagedPool(name=""))
    return {name: value for name, value in asdict(pool).items() if value != defaults[name]}


def variables(state: Json) -> dict[str, Json]:
    """The variables that say what is there."""
    every = [*resources(state)]
    found = [named(*each) for each in every]
    values = {name: value for _, those in found for name, value in those.items()}
    things = [thing for thing, _ in found if thing]
    if "address" not in things:
        values["add_auth"] = False
    if pools := [written_pool(pool_of(has)) for _, kind, has in every if kind == "google_container_node_pool"]:
        values["managed_pools"] = pools
        things.append("node_pools")
    grants = [has for _, kind, has in every if kind == "google_project_iam_member"]
    if members := sorted(has["member"] for has in grants if has.get("role") == THROUGH_IAP):
        values["members_allowlist"] = members
    return values | {"manage": things, "adopt": things}


def tfvars(values: dict[str, Json]) -> str:
    """The values as a file of variables; JSON is what Terraform reads of lists and objects."""
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
