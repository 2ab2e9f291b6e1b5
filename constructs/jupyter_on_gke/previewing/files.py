"""What files of variables say without a plan: no Terraform, no credentials, and so nothing of what is there already."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jupyter_on_gke import releases
from jupyter_on_gke.cluster.names import subnetwork_name, way_out
from jupyter_on_gke.cluster.pool import FilledPool
from jupyter_on_gke.cluster.pools import node_locations
from jupyter_on_gke.demo.deployment import DEFAULTS, Deployment
from jupyter_on_gke.demo.tfvars import read_tfvars
from jupyter_on_gke.iap.settling import reserves_address
from jupyter_on_gke.previewing.access import HUB, Access
from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.quantities import Cost, Resources, quantities
from jupyter_on_gke.previewing.report import Report
from jupyter_on_gke.storage.settling import makes_class

Thing = tuple[str, str, dict[str, Json]]
POOLS = {"cpu": "local.cpu_pools", "gpu": "local.gpu_pools", "tpu": "local.tpu_pools"}
UNKNOWN = (
    "This is what the files say, without a plan. What is there already, what is made, changed, replaced or destroyed, "
    "and who loses access is for a plan to say, which needs credentials for Google: --dir STACK."
)
TAKEN_FOR = (
    "The cluster is there already, and nobody asked Google: it is taken for one of Autopilot. What it and its nodes "
    "cost is not counted here."
)


def report_of_files(files: tuple[Path, ...]) -> tuple[Report, str]:
    """What the files say, and the region. ValueError and OSError with a sentence where they cannot be read."""
    variables = read_tfvars(files)
    deployment = Deployment(variables)
    everything = {**DEFAULTS, **variables}
    there = Resources(
        of=[*_things(everything, deployment)],
        location=everything["cluster_location"],
        is_autopilot=deployment.known["local.cluster_is_autopilot"],
    )
    unknown = [UNKNOWN] if everything["create_cluster"] else [UNKNOWN, TAKEN_FOR]
    found = Report(
        is_of_plan=False,
        gained=sorted(_people(everything, deployment.known)),
        costs=[Cost(quantity=each) for each in quantities(there)],
        unknown=unknown,
    )
    return found, there.region


def _people(variables: dict[str, Any], known: Mapping[str, Any]) -> Iterator[Access]:
    if variables["add_auth"]:
        for member in known["local.members"]:
            yield Access(who=member, role="may sign in", on=HUB)
        for name in known["local.admins"]:
            yield Access(who=name, role="administrator", on=HUB)


def _things(variables: dict[str, Any], deployment: Deployment) -> Iterator[Thing]:
    """What the stack would have, as far as it is billed: names and values as in a plan."""
    known = deployment.known
    if variables["create_cluster"]:
        yield from _of_cluster(variables, known)
        if variables["create_network"]:
            network = variables["network"]
            nat = way_out(network=network)
            yield "google_compute_router_nat", nat, {"name": nat}
            subnetwork = subnetwork_name(network=network, subnetwork=variables["subnetwork"])
            yield "google_compute_subnetwork", subnetwork, {"log_config": [{}]}
    if reserves_address(enabled=variables["add_auth"], existing_name=variables["url_domain_name"]):
        yield "google_compute_global_address", f"jupyter-address-{known['local.digest']}", {}
    if variables["add_auth"]:
        yield "helm_release", releases.IAP, {"chart": "iap"}
    yield "helm_release", releases.HUB, {"values": [json.dumps(deployment.chart_values())]}
    if makes_class(existing_class=variables["home_storage_class"]):
        replication = "regional-pd" if variables["home_disk_regional"] else "none"
        parameters = {"type": variables["home_disk_type"], "replication-type": replication}
        yield "kubernetes_storage_class_v1", known["local.home_storage_class"], {"parameters": parameters}
    buckets = [variables["gcs_bucket"]] if variables["create_gcs_bucket"] else []
    for name in [*buckets, *sorted(known["local.made_user_buckets"].values())]:
        yield "google_storage_bucket", name, {}


def _of_cluster(variables: dict[str, Any], known: Mapping[str, Any]) -> Iterator[Thing]:
    location, is_autopilot = variables["cluster_location"], variables["autopilot_cluster"]
    has = {"location": location, "enable_autopilot": is_autopilot}
    yield "google_container_cluster", known["local.cluster_name"], has
    for pools in () if is_autopilot else POOLS.values():
        for pool in sorted(known[pools], key=lambda each: str(each.name)):
            yield "google_container_node_pool", pool.name, _pool(pool, location, known["local.home_zones"])


def _pool(pool: FilledPool, location: str, home_zones: list[str]) -> dict[str, Json]:
    scaling = [{"min_node_count": pool.min_count, "max_node_count": pool.max_count}] if pool.autoscaling else []
    config: dict[str, Json] = {
        name: getattr(pool, name)
        for name in ("machine_type", "spot", "preemptible", "disk_size_gb", "disk_type", "local_ssd_count")
    }
    if pool.accelerator.startswith("nvidia"):
        config["guest_accelerator"] = [{"type": pool.accelerator, "count": pool.count}]
    return {
        "location": location,
        "node_locations": node_locations(zones=pool.zones, home_zones=home_zones),
        "autoscaling": scaling,
        "node_count": pool.initial_node_count,
        "node_config": [config],
    }
