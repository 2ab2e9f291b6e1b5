"""What the JupyterHub chart configures KubeSpawner with, by its reference.

A test compares it with the chart's own file.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from jupyter_on_gke.demo.merging import merge

Json = Any

TAINTS = ("hub.jupyter.org/dedicated", "hub.jupyter.org_dedicated")
DEFAULTS: Json = {
    "hub": {"config": {}},
    "scheduling": {
        "userPods": {
            "tolerations": [
                {"key": key, "operator": "Equal", "value": "user", "effect": "NoSchedule"} for key in TAINTS
            ],
            "nodeAffinity": {"matchNodePurpose": "prefer"},
        }
    },
    "singleuser": {
        "extraLabels": {"hub.jupyter.org/network-access-hub": "true"},
        "storage": {
            "type": "dynamic",
            "homeMountPath": "/home/jovyan",
            "static": {"subPath": "{username}"},
            "dynamic": {"storageAccessModes": ["ReadWriteOnce"]},
        },
        "memory": {"guarantee": "1G"},
        "allowPrivilegeEscalation": False,
        "cmd": "jupyterhub-singleuser",
    },
}
"""The chart's own values, as far as they count here."""

TRAITS = {
    "pod_name_template": "podNameTemplate",
    "start_timeout": "startTimeout",
    "image_pull_policy": "image.pullPolicy",
    "image_pull_secrets": "image.pullSecrets",
    "events_enabled": "events",
    "extra_labels": "extraLabels",
    "extra_annotations": "extraAnnotations",
    "uid": "uid",
    "fs_gid": "fsGid",
    "service_account": "serviceAccountName",
    "storage_extra_labels": "storage.extraLabels",
    "node_selector": "nodeSelector",
    "node_affinity_required": "extraNodeAffinity.required",
    "node_affinity_preferred": "extraNodeAffinity.preferred",
    "pod_affinity_required": "extraPodAffinity.required",
    "pod_affinity_preferred": "extraPodAffinity.preferred",
    "pod_anti_affinity_required": "extraPodAntiAffinity.required",
    "pod_anti_affinity_preferred": "extraPodAntiAffinity.preferred",
    "lifecycle_hooks": "lifecycleHooks",
    "init_containers": "initContainers",
    "extra_containers": "extraContainers",
    "mem_limit": "memory.limit",
    "mem_guarantee": "memory.guarantee",
    "cpu_limit": "cpu.limit",
    "cpu_guarantee": "cpu.guarantee",
    "extra_resource_limits": "extraResource.limits",
    "extra_resource_guarantees": "extraResource.guarantees",
    "environment": "extraEnv",
    "profile_list": "profileList",
    "extra_pod_config": "extraPodConfig",
    "default_url": "defaultUrl",
}
"""Trait -> where `singleuser` has it. What is null, the chart leaves to KubeSpawner."""


def spawner_config(values: Json) -> dict[str, Any]:
    """KubeSpawner's traits, of values over the chart's own."""
    values = merge(DEFAULTS, values)
    single = values["singleuser"]
    found = {trait: at(single, path) for trait, path in TRAITS.items()}
    config = {trait: value for trait, value in found.items() if value is not None}
    config |= {
        "image": f"{single['image']['name']}:{single['image']['tag']}",
        "cmd": single["cmd"],
        "allow_privilege_escalation": single["allowPrivilegeEscalation"],
        **node_purpose(values["scheduling"]["userPods"]["nodeAffinity"]["matchNodePurpose"], config),
        **storage(single),
    }
    tolerations = [*values["scheduling"]["userPods"]["tolerations"], *(single.get("extraTolerations") or [])]
    if tolerations:
        config["tolerations"] = tolerations
    traits: dict[str, Any] = values["hub"]["config"].get("KubeSpawner", {})
    return config | traits


def at(data: Json, path: str) -> Json:
    """What is at a path, null if nothing is."""
    for key in path.split("."):
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def node_purpose(match: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Nodes for servers alone, if the cluster has some."""
    term = {"matchExpressions": [{"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["user"]}]}
    required, preferred = "node_affinity_required", "node_affinity_preferred"
    if match == "require":
        return {required: [*config.get(required, []), term]}
    if match == "prefer":
        return {preferred: [*config.get(preferred, []), {"weight": 100, "preference": term}]}
    return {}


def storage(single: Json) -> dict[str, Any]:
    """The home and what is mounted beside it."""
    stored = single["storage"]
    config: dict[str, Any] = {}
    volumes: dict[str, Json] = {}
    mounts: dict[str, Json] = {}
    if stored["type"] == "dynamic":
        dynamic = stored["dynamic"]
        optional = {
            "pvc_name_template": dynamic.get("pvcNameTemplate"),
            "storage_class": dynamic.get("storageClass"),
            "storage_access_modes": dynamic.get("storageAccessModes"),
            "storage_capacity": stored.get("capacity"),
        }
        config = {"storage_pvc_ensure": True} | {name: value for name, value in optional.items() if value is not None}
        name, claim, sub_path = dynamic["volumeNameTemplate"], "{pvc_name}", dynamic.get("subPath")
    elif stored["type"] == "static":
        name, claim, sub_path = "home", stored["static"]["pvcName"], stored["static"]["subPath"]
    if stored["type"] != "none":
        volumes[name] = {"name": name, "persistentVolumeClaim": {"claimName": claim}}
        mounts[name] = {"mountPath": stored["homeMountPath"], "name": name, "subPath": sub_path}
    files = single.get("extraFiles") or {}
    if files:
        items = [
            {"key": key, "path": key, **({"mode": file["mode"]} if "mode" in file else {})}
            for key, file in files.items()
        ]
        volumes["files"] = {"name": "files", "secret": {"secretName": "singleuser", "items": items}}
        for number, (key, file) in enumerate(files.items()):
            mounts[f"{number}-files"] = {"mountPath": file["mountPath"], "subPath": key, "name": "files"}
    volumes |= named(stored.get("extraVolumes") or {}, lambda _, volume: str(volume["name"]))
    mounts |= named(stored.get("extraVolumeMounts") or {}, lambda number, mount: f"{number}-{mount['name']}")
    return config | {"volumes": volumes, "volume_mounts": mounts}


def named(written: Any, key: Any) -> dict[str, Json]:
    """A map as it is, a list by keys that the chart makes."""
    if isinstance(written, Mapping):
        return dict(written)
    many: Iterable[tuple[int, Json]] = enumerate(written)
    return {key(number, each): each for number, each in many}
