"""The load balancer: what GKE says of the Ingress, and whether backends are healthy."""

import json
import re

from jupyter_on_gke.looking.deployment import Deployment
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import CannotLookError, Json, is_here, run
from jupyter_on_gke.waiting import obstacles
from jupyter_on_gke.waiting.obstacle import Obstacle, Thing

BACKENDS = "ingress.kubernetes.io/backends"
HEALTH: dict[str, Obstacle | None] = {
    "HEALTHY": None,
    "UNHEALTHY": obstacles.UNHEALTHY,
    "EMPTY": obstacles.NO_ENDPOINT,
}
GKES_OWN = "default-http-backend"
"""What is in the name of GKE's backend for hosts that nobody has."""
OF_EVENTS: tuple[tuple[str, Obstacle], ...] = (
    (r"Cannot switch to default OAuth", obstacles.OAUTH_ONE_WAY),
    (r"secret \S+ missing client_|[Ss]ecrets? \S+ not found|oauth2Client", obstacles.OAUTH_SECRET),
    (r"BackendConfig", obstacles.NO_BACKEND_CONFIG),
    (r"static IP|static-ip", obstacles.NO_STATIC_ADDRESS),
    (r"[Qq]uota|QUOTA_EXCEEDED", obstacles.BALANCER_QUOTA),
    (r"", obstacles.INGRESS_ERROR),
)
"""What GKE's controller says in an event of the Ingress -> what that is. The first that fits."""
QUEUED = "Scheduled for sync"
PREFIX = re.compile(
    r"^(error while evaluating the ingress spec|Error syncing to GCP|error running \w+( \w+)* routine): "
)


def ingress_of(host: str, cluster: Kubectl) -> Json:
    """The Ingress that has the host, or else one for all hosts; None if there is none."""
    ingresses = cluster.objects("ingresses")
    of_host = [each for each in ingresses if host in hosts_of(each)]
    return next(iter([*of_host, *(each for each in ingresses if not hosts_of(each))]), None)


def address_of(ingress: Json) -> str:
    """The address that it has; "" before it has one."""
    found = ((ingress or {}).get("status", {}).get("loadBalancer", {}).get("ingress")) or [{}]
    return str(found[0].get("ip", ""))


def balancer(where: Deployment, cluster: Kubectl, ingress: Json) -> Thing:
    """The load balancer itself."""
    seen = {"host": where.host, "namespace": where.namespace}
    name = "load balancer"
    if ingress is None:
        return Thing(name=name, words="no Ingress", obstacle=obstacles.NO_INGRESS, seen=seen)
    wrong = _said(cluster, ingress["metadata"]["name"])
    if wrong is not None:
        obstacle, why = wrong
        return Thing(name=name, words="cannot be made", obstacle=obstacle, seen=seen | {"why": why})
    if not address_of(ingress):
        return Thing(name=name, words="no address yet", obstacle=obstacles.NO_ADDRESS_YET, seen=seen)
    return Thing(name=name, words=address_of(ingress))


def backends(where: Deployment, ingress: Json, *, by_gcloud_alone: bool) -> Thing:
    """Whether all backends are healthy: by gcloud, or else by what GKE wrote at the Ingress, maybe minutes ago.

    `by_gcloud_alone`: the page answers, so what GKE does not know yet is not in the way.
    """
    written = json.loads((ingress or {}).get("metadata", {}).get("annotations", {}).get(BACKENDS, "{}"))
    ours = {name: state for name, state in written.items() if GKES_OWN not in name}
    name = "backends"
    if not ours and not by_gcloud_alone:
        return Thing(name=name, words="none yet", obstacle=obstacles.NO_HEALTH_YET)
    unknown = not ours
    for backend, state in ours.items():
        health = of_gcloud(backend, where.project) or state
        obstacle = HEALTH.get(health, obstacles.NO_HEALTH_YET)
        if obstacle is obstacles.NO_HEALTH_YET and by_gcloud_alone:
            # GKE wrote it before there was anything to know, and may not write again for long.
            unknown = True
        elif obstacle is not None:
            seen = {"backend": backend, "namespace": where.namespace}
            return Thing(name=name, words=health.lower(), obstacle=obstacle, seen=seen)
    why = "gcloud does not answer" if where.project else "the project is not known"
    return Thing(name=name, words=f"nobody asked: {why}" if unknown else "healthy")


def of_gcloud(backend: str, project: str) -> str:
    """HEALTHY where any endpoint is, UNHEALTHY where none is, EMPTY without endpoints; "" where gcloud says nothing."""
    if not is_here("gcloud") or not project:
        return ""
    asked = ("compute", "backend-services", "get-health", backend, "--global", f"--project={project}", "--format=json")
    try:
        done = run("gcloud", *asked)
        groups = json.loads(done.out) if done.code == 0 else None
    except (CannotLookError, ValueError):
        return ""
    if not isinstance(groups, list):
        return ""
    states = [
        each.get("healthState", "") for group in groups for each in group.get("status", {}).get("healthStatus", [])
    ]
    return "EMPTY" if not states else "HEALTHY" if "HEALTHY" in states else "UNHEALTHY"


def _said(cluster: Kubectl, ingress: str) -> tuple[Obstacle, str] | None:
    """What GKE's controller complains of last, unless it has synced since."""
    events = cluster.objects("events", f"--field-selector=involvedObject.kind=Ingress,involvedObject.name={ingress}")
    # Of the same second a complaint counts.
    last = max((each for each in events if not _is_queued(each)), key=_when, default=None)
    if last is None or not _is_complaint(last):
        return None
    message = " ".join(last.get("message", "").split())
    obstacle = next(obstacle for pattern, obstacle in OF_EVENTS if re.search(pattern, message))
    while PREFIX.search(message):
        message = PREFIX.sub("", message)
    return obstacle, message.rstrip(".")


def _is_complaint(event: Json) -> bool:
    return bool(event.get("type") == "Warning")


def _is_queued(event: Json) -> bool:
    """Whether it says only that GKE will sync, which it does before each attempt."""
    return not _is_complaint(event) and event.get("message", "").startswith(QUEUED)


def _when(event: Json) -> tuple[str, bool]:
    return event.get("lastTimestamp") or event.get("eventTime") or "", _is_complaint(event)


def hosts_of(ingress: Json) -> list[str]:
    """The hosts of an Ingress, in its own order; none if it is for all hosts."""
    return [rule["host"] for rule in ingress["spec"].get("rules", []) if rule.get("host")]
