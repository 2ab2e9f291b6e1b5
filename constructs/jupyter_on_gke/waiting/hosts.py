"""The names of a hub of which only the namespace was said: by its Ingress, or by its certificates."""

from dataclasses import replace

from jupyter_on_gke.looking.deployment import Deployment
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import CannotLookError, Json
from jupyter_on_gke.waiting.balancer import hosts_of
from jupyter_on_gke.waiting.names import certificates

PROXY = "proxy-public"
"""The chart's Service, to which an Ingress of a hub leads."""


def with_hosts(where: Deployment, cluster: Kubectl) -> Deployment:
    """With the names that the namespace's Ingress has: the hub's first, then the servers'. Without an Ingress none.

    Raises CannotLookError where it is not clear which those are.
    """
    every = cluster.objects("ingresses")
    ingresses = [each for each in every if PROXY in _services(each)] or every
    if not ingresses:
        return where
    names = ", ".join(each["metadata"]["name"] for each in ingresses)
    if len(ingresses) > 1:
        raise CannotLookError(
            f"The namespace {where.namespace} has several Ingresses, and it is not clear which is the hub's ({names}): "
            "write --host"
        )
    hosts = hosts_of(ingresses[0])
    if not hosts:
        hosts = [host for each in certificates(cluster) for host in each["spec"].get("domains", [])]
    if not hosts:
        raise CannotLookError(f"The Ingress {names} has no host, and no ManagedCertificate names one: write --host")
    return replace(where, host=hosts[0], servers_host=hosts[1] if len(hosts) > 1 else "")


def _services(ingress: Json) -> set[str]:
    """The names of the Services that an Ingress leads to."""
    paths = [path for rule in ingress["spec"].get("rules", []) for path in rule.get("http", {}).get("paths", [])]
    backends = [path["backend"] for path in paths] + [ingress["spec"].get("defaultBackend", {})]
    return {each.get("service", {}).get("name", "") for each in backends}
