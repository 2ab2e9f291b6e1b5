"""What there is in a deployment: the parts that its plan has, and what the computed values say of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_on_gke.demo.deployment import Deployment
from jupyter_on_gke.demo.tfvars import read_tfvars
from tests.pictures.svg import Arrow, Box, Frame, Picture
from tests.support.cases import expected, expected_values
from tests.support.filled_in import filled_in
from tests.support.synth import Json

FUSE = "gcsfuse.csi.storage.gke.io"
MOST = 4
"""Profiles that are named."""


def architecture(file: Path, folder: Path) -> str:
    """The picture of the deployment that a tfvars file of ours makes."""
    plan, values = expected(file), expected_values(file)
    known = Deployment(read_tfvars([filled_in(file, folder)])).known
    way_in = _way_in(plan)
    hub = [_proxy(values), _hub(values), _servers(values)]
    kept, outside = _kept(values, plan), _outside(plan)
    iap = _has_iap(plan)
    arrows = [
        *([Arrow("people", "iap"), Arrow("iap", "proxy", "token")] if iap else [Arrow("people", "proxy")]),
        Arrow("proxy", "hub"),
        Arrow("proxy", "servers"),
        Arrow("servers", "homes", "home"),
        *([Arrow("servers", "bucket", "/data")] if any(box.name == "bucket" for box in kept) else []),
        *(Arrow("servers", box.name) for box in outside),
    ]
    inside = [each.name for each in hub]
    return Picture(
        f"{file.stem}: what there is and who talks with whom",
        [way_in, hub[:1], hub[1:], [*kept, *outside]],
        arrows,
        [Frame(_cluster(known, plan), [*inside, "nodes"])],
        (_nodes(known, plan), inside),
    ).svg()


def _has_iap(plan: Json) -> bool:
    """Whether the plan puts IAP's grant before the hub."""
    return "google_iap_web_type_compute_iam_binding" in plan["counts"]


def _way_in(plan: Json) -> list[Box]:
    outputs = plan["outputs"]
    if not _has_iap(plan):
        return [
            Box("people", "People", ["kubectl port-forward,", f"user {outputs['jupyterhub_user']}, a password"], "out")
        ]
    hosts = [outputs["domain"], *filter(None, [outputs["servers_domain"]])]
    named = ["hub and servers at"] if len(hosts) == 1 else ["hub and servers each at its own:"]
    members = plan["grants"]["google_iap_web_type_compute_iam_binding.members"]
    return [
        Box("people", "People", [f"{len(members)} in members_allowlist"], "out"),
        Box("iap", "Load balancer with IAP", ["sign-in with Google", *named, *hosts], "in"),
    ]


def _proxy(values: Json) -> Box:
    return Box("proxy", "Proxy", [f"Service: {values['proxy']['service']['type']}"], "in")


def _hub(values: Json) -> Box:
    how = values["hub"]["config"]["JupyterHub"]["authenticator_class"].rpartition(".")[2]
    return Box("hub", "JupyterHub", [how, "starts people's servers"], "in")


def _servers(values: Json) -> Box:
    named = [each["display_name"] for each in values["singleuser"]["profileList"]]
    more = [f"and {len(named) - MOST} more"] if len(named) > MOST else []
    return Box("servers", "People's servers", [*named[:MOST], *more], "in")


def _nodes(known: Mapping[str, Any], plan: Json) -> Box:
    if "google_container_cluster" not in plan["counts"]:
        return Box("nodes", "Nodes", ["those of the cluster"])
    if known["local.cluster_is_autopilot"]:
        return Box("nodes", "Nodes", ["Autopilot makes them for the pods"])
    pools = [*known["local.cpu_pools"], *known["local.gpu_pools"], *known["local.tpu_pools"]]
    return Box("nodes", "Nodes, by pools", [_pool(pool) for pool in pools])


def _pool(pool: Any) -> str:
    accelerators = f", {pool.count} x {pool.accelerator}" if pool.accelerator else ""
    counts = f"{pool.min_count} to {pool.max_count}" if pool.autoscaling else f"{pool.initial_node_count}"
    return f"{pool.name}: {counts} a zone of {pool.machine_type}{accelerators}{', spot' if pool.spot else ''}"


def _kept(values: Json, plan: Json) -> list[Box]:
    storage = values["singleuser"]["storage"]
    made = "kubernetes_storage_class_v1" in plan["counts"]
    name = storage["dynamic"]["storageClass"] if made else "a class that is there"
    found = [Box("homes", "Home disks", [f"{storage['capacity']} each", name], "out")]
    buckets = {
        volume["csi"]["volumeAttributes"]["bucketName"]
        for profile in values["singleuser"]["profileList"]
        for choice in profile["profile_options"]["storage"]["choices"].values()
        for volume in choice["kubespawner_override"].get("volumes", {}).values()
        if volume.get("csi", {}).get("driver") == FUSE
    }
    if buckets:
        made = "google_storage_bucket" in plan["counts"]
        found.append(Box("bucket", "Bucket", [*sorted(buckets), "made" if made else "was there"], "out"))
    return found


def _outside(plan: Json) -> list[Box]:
    nat = "google_compute_router_nat" in plan["counts"]
    return [Box("internet", "Internet", ["by Cloud NAT" if nat else "as the network has it"], "out")]


def _cluster(known: Mapping[str, Any], plan: Json) -> str:
    made = "google_container_cluster" in plan["counts"]
    if not made:
        return f"Cluster {known['local.cluster_name']}, which is there"
    mode = "Autopilot" if known["local.cluster_is_autopilot"] else "Standard"
    return f"New {mode} cluster {known['local.cluster_name']} in {known['cluster_location']}"
