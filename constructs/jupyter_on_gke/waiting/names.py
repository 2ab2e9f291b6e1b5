"""The names of hub and servers: DNS records and certificates."""

from collections.abc import Callable

from jupyter_on_gke.looking.deployment import Deployment
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import Json
from jupyter_on_gke.waiting import obstacles
from jupyter_on_gke.waiting.obstacle import Obstacle, Thing

Resolver = Callable[[str], tuple[list[str], list[str]]]
WILDCARD = "*."
STATUSES: dict[str, Obstacle | None] = {
    "Active": None,
    "": obstacles.PROVISIONING,
    "Provisioning": obstacles.PROVISIONING,
    "FailedNotVisible": obstacles.NOT_VISIBLE,
    "FailedCaaChecking": obstacles.CAA_CHECKING,
    "FailedCaaForbidden": obstacles.CAA_FORBIDDEN,
    "FailedRateLimited": obstacles.RATE_LIMITED,
}
"""A domain's status in a ManagedCertificate -> what is in the way. Source: GoogleCloudPlatform/gke-managed-certs."""


def hosts(where: Deployment) -> list[str]:
    """The names that have a record and a certificate of Google's each: a wildcard's certificate is the team's own."""
    return [host for host in (where.host, where.servers_host) if host and not host.startswith(WILDCARD)]


def record(host: str, address: str, resolve: Resolver) -> Thing:
    """Whether a name leads to the address."""
    fours, sixes = resolve(host)
    name, seen = f"DNS record {host}", {"host": host, "address": address, "found": ", ".join(fours)}
    if not fours:
        missing = obstacles.NOT_RESOLVED if host.endswith(".nip.io") else obstacles.NO_RECORD
        return Thing(name=name, words="missing", obstacle=missing, seen=seen)
    if address and fours != [address]:
        return Thing(name=name, words=seen["found"], obstacle=obstacles.RECORD_ELSEWHERE, seen=seen)
    if sixes:
        seen["found"] = ", ".join(sixes)
        return Thing(name=name, words=seen["found"], obstacle=obstacles.RECORD_IPV6, seen=seen)
    return Thing(name=name, words=", ".join(fours))


def certificate(host: str, where: Deployment, certificates: list[Json]) -> Thing:
    """How far the certificate of a name is."""
    name, seen = f"certificate {host}", {"host": host, "address": where.address, "namespace": where.namespace}
    of_host = [each for each in certificates if host in each["spec"].get("domains", [])]
    if not of_host:
        return Thing(name=name, words="missing", obstacle=obstacles.NO_CERTIFICATE, seen=seen)
    status = _status(of_host[0], host)
    obstacle = STATUSES.get(status, obstacles.CERTIFICATE_FAILED)
    return Thing(name=name, words=status or "not seen yet", obstacle=obstacle, seen=seen | {"status": status})


def certificates(cluster: Kubectl) -> list[Json]:
    """The namespace's certificates of Google's."""
    return cluster.objects("managedcertificates")


def _status(certificate: Json, host: str) -> str:
    """The domain's own status, or else the certificate's."""
    status = certificate.get("status") or {}
    own = [each["status"] for each in status.get("domainStatus") or [] if each["domain"] == host]
    return str(own[0] if own else status.get("certificateStatus") or "")
