"""What is another than in a hub that is all well, and what is in the way of its page then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.waiting.network import Answer
from tests.waiting.worlds import ADDRESS, HOST, HUBS_BACKEND, certificate, event, health, ingress, pod

NIP = f"{ADDRESS}.nip.io"
HUB = "hub-5d8f7c9b6-x2x4z"
EMPTY_CLIENT = "Empty Google Account OAuth client ID(s)/secret(s)."


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is another than in a hub that is all well, and what is in the way then."""

    obstacle: str
    thing: str
    says: str
    changes: Callable[[], dict[str, Any]]
    source: str = ""


def of_hub(reason: str, message: str, **status: Any) -> dict[str, Any]:
    return {
        "pods": [pod("hub", ready=False, **status), pod("proxy")],
        "events": [event("Pod", HUB, reason, message)],
    }


def of_ingress(message: str, reason: str = "Sync") -> dict[str, Any]:
    events = [event("Ingress", "jupyter-ingress", reason, message)]
    return {"events": events, "ingresses": [ingress("", "")], "certificates": [certificate(status="")]}


def certificates(status: str) -> dict[str, Any]:
    return {"certificates": [certificate(status=status), certificate("servers.example.com")]}


CASES = (
    Case(
        obstacle="quota",
        thing="hub",
        says="The hub: Google makes no node, because the project's quota is used up.",
        changes=lambda: of_hub(
            "FailedScaleUp",
            "Node scale up in zones us-central1-c associated with this pod failed: GCE quota exceeded. Pod is at risk "
            "of not being scheduled.",
        ),
        source="tests/doctoring/cases/quota.yaml",
    ),
    Case(
        obstacle="no_room",
        thing="hub",
        says="The hub: No node has enough cpu free for what it asks for.",
        changes=lambda: of_hub("FailedScheduling", "0/2 nodes are available: 2 Insufficient cpu."),
        source="tests/doctoring/cases/no_room.yaml",
    ),
    Case(
        obstacle="taint",
        thing="hub",
        says="The hub: The nodes that have room are kept for others by the taint team.example.com/only.",
        changes=lambda: of_hub(
            "FailedScheduling", "0/2 nodes are available: 2 node(s) had untolerated taint {team.example.com/only: }."
        ),
        source="tests/doctoring/cases/taint.yaml",
    ),
    Case(
        obstacle="image_out_of_reach",
        thing="hub",
        says="The hub: The nodes cannot reach the registry of the image quay.io/jupyterhub/k8s-hub:4.4.0.",
        changes=lambda: of_hub(
            "Failed", 'Failed to pull image "quay.io/jupyterhub/k8s-hub:4.4.0": dial tcp: lookup quay.io: i/o timeout'
        ),
        source="tests/doctoring/cases/image_out_of_reach.yaml",
    ),
    Case(
        obstacle="starting",
        thing="proxy",
        says="The proxy is starting.",
        changes=lambda: {"pods": [pod("hub"), pod("proxy", ready=False)]},
    ),
    Case(obstacle="not_there", thing="hub", says="The hub has no pod.", changes=lambda: {"pods": [pod("proxy")]}),
    Case(
        obstacle="no_ingress",
        thing="load balancer",
        says=f"There is no Ingress for {HOST}.",
        changes=lambda: {"ingresses": [ingress(host="other.example.com")]},
    ),
    Case(
        obstacle="no_address_yet",
        thing="load balancer",
        says="Google is still making the load balancer.",
        changes=lambda: {"ingresses": [ingress("", "")], "certificates": []} | certificates("Active"),
    ),
    Case(
        obstacle="oauth_secret",
        thing="load balancer",
        says="IAP's OAuth client is not there: BackendConfig ai-on-gke/iap-config-default is not valid: secret "
        "ai-on-gke/oauth missing client_id data.",
        changes=lambda: of_ingress(
            "error while evaluating the ingress spec: BackendConfig ai-on-gke/iap-config-default is not valid: secret "
            "ai-on-gke/oauth missing client_id data",
            "Translate",
        ),
        source="https://github.com/kubeflow/website/issues/1181",
    ),
    Case(
        obstacle="oauth_one_way",
        thing="load balancer",
        says="The backend had an OAuth client of its own, and Google does not let it go back to the managed one.",
        changes=lambda: of_ingress(
            "Error syncing to GCP: error running backend syncing routine: Errored updating IAP Settings for service "
            "ai-on-gke/proxy-public: Cannot switch to default OAuth once IAP credentials have been set"
        ),
        source="https://github.com/kubernetes/ingress-gce/pull/2358",
    ),
    Case(
        obstacle="no_backend_config",
        thing="load balancer",
        says='A Service names a BackendConfig that is not there: error getting BackendConfig for port "80" on service '
        '"ai-on-gke/proxy-public", err: no BackendConfig for service port exists.',
        changes=lambda: of_ingress(
            'error while evaluating the ingress spec: error getting BackendConfig for port "80" on service '
            '"ai-on-gke/proxy-public", err: no BackendConfig for service port exists.',
            "Translate",
        ),
        source="https://github.com/kubeflow/kubeflow/issues/3456",
    ),
    Case(
        obstacle="no_static_address",
        thing="load balancer",
        says="The address that the Ingress names is not in the project: the given static IP name jupyter-address "
        "doesn't translate to an existing static IP.",
        changes=lambda: of_ingress(
            "Error syncing to GCP: error running load balancer syncing routine: the given static IP name "
            "jupyter-address doesn't translate to an existing static IP"
        ),
        source="kubernetes/ingress-gce, pkg/loadbalancers/l7.go",
    ),
    Case(
        obstacle="balancer_quota",
        thing="load balancer",
        says="The project's quota has no room for the load balancer: googleapi: Error 403: Quota 'BACKEND_SERVICES' "
        "exceeded. Limit: 5.0 globally., quotaExceeded.",
        changes=lambda: of_ingress(
            "Error syncing to GCP: error running backend syncing routine: googleapi: Error 403: Quota "
            "'BACKEND_SERVICES' exceeded. Limit: 5.0 globally., quotaExceeded"
        ),
        source="the form of https://github.com/googlecodelabs/feedback/issues/440",
    ),
    Case(
        obstacle="ingress_error",
        thing="load balancer",
        says="Google cannot make the load balancer: resource name may not be empty.",
        changes=lambda: of_ingress(
            "Error syncing to GCP: error running load balancer syncing routine: resource name may not be empty"
        ),
        source="https://github.com/kubernetes/ingress-gce/issues/713",
    ),
    Case(
        obstacle="no_record",
        thing=f"DNS record {HOST}",
        says=f"{HOST} has no DNS record.",
        changes=lambda: {"addresses": {HOST: ([], [])}} | certificates("FailedNotVisible"),
    ),
    Case(
        obstacle="not_resolved",
        thing=f"DNS record {NIP}",
        says=f"{NIP} is not resolved from here, though nip.io answers for every address.",
        changes=lambda: {
            "outputs": {"domain": NIP},
            "ingresses": [ingress(host=NIP)],
            "certificates": [certificate(NIP), certificate("servers.example.com")],
            "addresses": {NIP: ([], [])},
            "pages": {NIP: Answer(error="Name or service not known")},
        },
    ),
    Case(
        obstacle="record_elsewhere",
        thing=f"DNS record {HOST}",
        says=f"{HOST} points to 104.16.1.1, 104.16.2.2, and the load balancer is at {ADDRESS}.",
        changes=lambda: {"addresses": {HOST: (["104.16.1.1", "104.16.2.2"], [])}} | certificates("FailedNotVisible"),
    ),
    Case(
        obstacle="record_ipv6",
        thing=f"DNS record {HOST}",
        says=f"{HOST} has an AAAA record, too (2001:db8::1), and the load balancer has no IPv6 address.",
        changes=lambda: {"addresses": {HOST: ([ADDRESS], ["2001:db8::1"])}} | certificates("FailedNotVisible"),
        source="https://cloud.google.com/load-balancing/docs/ssl-certificates/troubleshooting",
    ),
    Case(
        obstacle="no_certificate",
        thing=f"certificate {HOST}",
        says=f"There is no ManagedCertificate for {HOST}.",
        changes=lambda: {"certificates": [certificate("servers.example.com")]},
    ),
    Case(
        obstacle="provisioning",
        thing=f"certificate {HOST}",
        says=f"Google is issuing the certificate of {HOST}.",
        changes=lambda: certificates("Provisioning"),
    ),
    Case(
        obstacle="not_visible",
        thing=f"certificate {HOST}",
        says=f"Google did not find the load balancer behind {HOST} (FAILED_NOT_VISIBLE).",
        changes=lambda: certificates("FailedNotVisible"),
    ),
    Case(
        obstacle="caa_checking",
        thing=f"certificate {HOST}",
        says=f"Google could not read the CAA records of {HOST}'s domain (FAILED_CAA_CHECKING).",
        changes=lambda: certificates("FailedCaaChecking"),
    ),
    Case(
        obstacle="caa_forbidden",
        thing=f"certificate {HOST}",
        says=f"A CAA record of {HOST}'s domain forbids Google's certificates (FAILED_CAA_FORBIDDEN).",
        changes=lambda: certificates("FailedCaaForbidden"),
    ),
    Case(
        obstacle="rate_limited",
        thing=f"certificate {HOST}",
        says=f"So many certificates were asked for {HOST}'s domain that no more are issued for now "
        "(FAILED_RATE_LIMITED).",
        changes=lambda: certificates("FailedRateLimited"),
    ),
    Case(
        obstacle="certificate_failed",
        thing=f"certificate {HOST}",
        says=f"The certificate of {HOST} is ProvisioningFailedPermanently.",
        changes=lambda: certificates("ProvisioningFailedPermanently"),
    ),
    Case(
        obstacle="no_health_yet",
        thing="backends",
        says="The load balancer does not know yet whether the proxy is healthy.",
        changes=lambda: {"ingresses": [ingress("Unknown")]},
    ),
    Case(
        obstacle="unhealthy",
        thing="backends",
        says=f"The load balancer finds the proxy unhealthy (backend {HUBS_BACKEND}).",
        changes=lambda: {"ingresses": [ingress("UNHEALTHY")]},
    ),
    Case(
        obstacle="no_endpoint",
        thing="backends",
        says=f"The load balancer has no endpoint behind {HUBS_BACKEND}.",
        changes=lambda: {"gcloud": health()},
    ),
    Case(
        obstacle="not_reached",
        thing=f"page {HOST}",
        says=f"https://{HOST} does not answer (timed out).",
        changes=lambda: {"pages": {HOST: Answer(error="timed out")}},
    ),
    Case(
        obstacle="old_certificate",
        thing=f"page {HOST}",
        says=f"https://{HOST} has no certificate for that name yet (CERTIFICATE_VERIFY_FAILED).",
        changes=dict,
    ),
    Case(
        obstacle="unknown_host",
        thing=f"page {HOST}",
        says=f"The load balancer does not know {HOST} yet (404).",
        changes=lambda: {"pages": {HOST: Answer(status=404, body="response 404 (backend NotFound)")}},
    ),
    Case(
        obstacle="no_oauth_client",
        thing=f"page {HOST}",
        says="IAP has no OAuth client, so nobody can sign in (502, Empty Google Account OAuth client ID).",
        changes=lambda: {
            "pages": {HOST: Answer(status=502, headers={"x-goog-iap-generated-response": "true"}, body=EMPTY_CLIENT)}
        },
        source="what others met, with the header",
    ),
    Case(
        obstacle="bad_gateway",
        thing=f"page {HOST}",
        says=f"https://{HOST} answers 502: the load balancer does not reach the proxy.",
        changes=lambda: {"pages": {HOST: Answer(status=502, body="Error: Server Error")}},
    ),
    Case(
        obstacle="without_iap",
        thing=f"page {HOST}",
        says=f"https://{HOST} answers without IAP (302), so whoever finds the address comes to the hub's door.",
        changes=lambda: {"pages": {HOST: Answer(status=302, headers={"location": "/hub/"})}},
    ),
)
