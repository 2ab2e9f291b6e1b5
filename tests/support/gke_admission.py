"""What GKE's admission does to a pod: the sidecar of Cloud Storage FUSE, and Autopilot's defaults, limits and refusals.

Sources: pkg/webhook of GoogleCloudPlatform/gcs-fuse-csi-driver@5fcdc04; Google's page of Autopilot's resource requests.
"""

import copy
import re
from typing import Any

from tests.support.server import Server
from tests.support.synth import Json

SIDECAR = "gke-gcsfuse-sidecar"
SIDECARS_OWN = {"cpu": "250m", "memory": "256Mi", "ephemeral-storage": "5Gi"}
AUTOPILOTS_OWN = {"ephemeral-storage": "1Gi"}
MOST = {"ephemeral-storage": "10Gi"}
LOCAL_SSD, CLASS = "cloud.google.com/gke-ephemeral-storage-local-ssd", "cloud.google.com/compute-class"
OTHERS = ("Performance", "Accelerator")


UNITS = {"": 1, "m": 1 / 1000, "k": 10**3, "M": 10**6, "G": 10**9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}


def quantity(text: str | float) -> float:
    """An amount as Kubernetes writes it."""
    parts = re.fullmatch(r"([0-9.]+)([A-Za-z]*)", str(text))
    assert parts, text
    return float(parts[1]) * UNITS[parts[2]]


class DeniedError(Exception):
    """Autopilot refuses the pod."""


def admitted(server: Server, *, autopilot: bool) -> Server:
    """The server as it would be in the cluster."""
    pod = copy.deepcopy(server.pod)
    annotations = pod["metadata"].get("annotations") or {}
    if annotations.get("gke-gcsfuse/volumes") == "true":
        container = {
            "name": SIDECAR,
            "image": "sidecar:1",
            "restartPolicy": "Always",
            "resources": sidecar(annotations),
        }
        pod["spec"].setdefault("initContainers", []).insert(0, container)
    if autopilot:
        for container in containers(pod):
            container["resources"] = as_autopilot_does(container.get("resources") or {})
        refuse(pod)
    return Server(pod=pod, claim=server.claim)


def containers(pod: Json) -> list[Any]:
    return [*pod["spec"].get("initContainers", []), *pod["spec"]["containers"]]


def sidecar(annotations: dict[str, str]) -> Json:
    """A limit of "0" is none, and leaves the driver's own request; any other one is the request as well."""
    resources: dict[str, dict[str, str]] = {"requests": {}, "limits": {}}
    for name, own in SIDECARS_OWN.items():
        limit = annotations.get(f"gke-gcsfuse/{name}-limit", own)
        resources["requests"][name] = annotations.get(f"gke-gcsfuse/{name}-request", own if limit == "0" else limit)
        if limit != "0":
            resources["limits"][name] = limit
    return resources


def as_autopilot_does(resources: Json) -> Json:
    """What is not asked for has a default; ephemeral storage is limited by its request."""
    requests = AUTOPILOTS_OWN | resources.get("requests", {})
    limit = {"ephemeral-storage": requests["ephemeral-storage"]}
    return resources | {"requests": requests, "limits": resources.get("limits", {}) | limit}


def refuse(pod: Json) -> None:
    """As GKE Warden does."""
    selector = pod["spec"].get("nodeSelector") or {}
    limits = [container["resources"]["limits"] for container in containers(pod)]
    accelerated = any("/" in name for each in limits for name in each)
    if selector.get(LOCAL_SSD) == "true" or selector.get(CLASS) in OTHERS or accelerated:
        return
    for resource, most in MOST.items():
        if total(pod, "requests", resource) > quantity(most):
            raise DeniedError(f"Total {resource} requested by containers is higher than the maximum of '{most}'.")


def total(pod: Json, kind: str, resource: str) -> float:
    """The sum of all containers: sidecars run beside the others."""
    return sum(quantity(each["resources"].get(kind, {}).get(resource, "0")) for each in containers(pod))


def room_outside_of_volumes(pod: Json) -> float | None:
    """GiB that the kubelet lets the pod write; None for all that its node has."""
    limits = total(pod, "limits", "ephemeral-storage")
    return limits / 2**30 if limits else None
