"""A static check of what Google's load balancer is told: what of it would let somebody past IAP or HTTPS."""

import json
import re

from tests.support.synth import Json

CONFIG_OF_BACKEND = "cloud.google.com/backend-config"
CONFIG_OF_FRONTEND = "networking.gke.io/v1beta1.FrontendConfig"
CERTIFICATES = "networking.gke.io/managed-certificates"
PRE_SHARED = "ingress.gcp.kubernetes.io/pre-shared-cert"
# Nothing, everything, or everything below a top level domain.
ANY_HOST = re.compile(r"|\*|\*\.[^.]+")
HSTS = "Strict-Transport-Security: max-age="
YEAR_SECONDS = 365 * 24 * 3600


def findings(objects: list[Json]) -> list[str]:
    """One sentence for each thing that is open. `objects` are all that the Ingress refers to."""
    found: list[str] = []
    for ingress in of_kind(objects, "Ingress"):
        annotations = ingress["metadata"].get("annotations", {})
        hosts = [rule.get("host", "") for rule in ingress["spec"].get("rules", [])]
        if "defaultBackend" in ingress["spec"] or not hosts or any(ANY_HOST.fullmatch(host) for host in hosts):
            found.append("the Ingress takes any host")
        certified = {
            domain
            for certificate in of_kind(objects, "ManagedCertificate")
            if certificate["metadata"]["name"] in annotations.get(CERTIFICATES, "").split(",")
            for domain in certificate["spec"]["domains"]
        }
        # A certificate that the team brings: what is in it only Google or the team can see.
        brought = ingress["spec"].get("tls") or annotations.get(PRE_SHARED)
        found += [
            f"{host} has no certificate"
            for host in hosts
            if host and host not in certified and not (host.startswith("*.") and brought)
        ]
        found += [f"{host} and another host share a backend" for host in sharing(ingress["spec"]["rules"])]
        found += frontend(objects, annotations.get(CONFIG_OF_FRONTEND))
        backends = {
            path["backend"]["service"]["name"] for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]
        }
        for name in sorted(backends):
            found += backend(objects, name)
    return found


def sharing(rules: list[Json]) -> list[str]:
    """The hosts which have a backend of another host: a token for one would then be one for the other."""
    backends = {
        rule.get("host", ""): {path["backend"]["service"]["name"] for path in rule["http"]["paths"]} for rule in rules
    }
    return [
        host
        for host, own in backends.items()
        if any(own & others for other, others in backends.items() if other != host)
    ]


def of_kind(objects: list[Json], kind: str) -> list[Json]:
    return [each for each in objects if each["kind"] == kind]


def named(objects: list[Json], kind: str, name: str | None) -> Json:
    """The object, or an empty one."""
    return next((each for each in of_kind(objects, kind) if each["metadata"]["name"] == name), {"spec": {}})


def frontend(objects: list[Json], name: str | None) -> list[str]:
    """How people connect."""
    spec = named(objects, "FrontendConfig", name)["spec"]
    redirected = spec.get("redirectToHttps", {}).get("enabled") is True
    missing = {"HTTP is not redirected": redirected, "there is no TLS policy": bool(spec.get("sslPolicy"))}
    return [sentence for sentence, holds in missing.items() if not holds]


def backend(objects: list[Json], service: str) -> list[str]:
    """What is before a Service: IAP on all of its ports, and HTTPS only for a year."""
    annotations = named(objects, "Service", service).get("metadata", {}).get("annotations", {})
    config = json.loads(annotations.get(CONFIG_OF_BACKEND, "{}"))
    spec = named(objects, "BackendConfig", config.get("default"))["spec"]
    found = []
    if set(config) != {"default"} or spec.get("iap", {}).get("enabled") is not True:
        found.append(f"{service} is not behind IAP")
    headers = spec.get("customResponseHeaders", {}).get("headers", [])
    ages = [int(each.removeprefix(HSTS).split(";")[0]) for each in headers if each.startswith(HSTS)]
    if not ages or min(ages) < YEAR_SECONDS:
        found.append(f"{service} has no HSTS of a year")
    return found
