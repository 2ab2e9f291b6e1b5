"""All that can be in the way of a page, in the order in which one thing needs another. Causes of pods are doctor's."""

from jupyter_on_gke.waiting.obstacle import Obstacle

# Terraform sees the release, and not what somebody took out of it.
MADE_BY_THE_CHART = (
    "Apply again: helm_release.iap makes it. Where it was deleted by hand, that takes -replace='helm_release.iap[0]'."
)
OUT_OF_SIGHT = Obstacle(
    name="out_of_sight",
    says="Nothing is seen any more: {why}.",
    cure="It looks again by itself. Seen last: {last}",
)
STARTING = Obstacle(
    name="starting",
    says="{who} is starting.",
    cure="Wait: a new node takes some minutes.",
    passes=True,
)
NOT_THERE = Obstacle(
    name="not_there",
    says="{who} has no pod.",
    cure="Apply again; if it stays so, see kubectl --namespace {namespace} describe deployment {deployment}.",
)
NO_INGRESS = Obstacle(
    name="no_ingress",
    says="There is no Ingress for {host}.",
    cure=MADE_BY_THE_CHART,
)
NO_ADDRESS_YET = Obstacle(
    name="no_address_yet",
    says="Google is still making the load balancer.",
    cure="Wait: that takes five to ten minutes.",
    passes=True,
)
OAUTH_SECRET = Obstacle(
    name="oauth_secret",
    says="IAP's OAuth client is not there: {why}.",
    cure="Write client_id and client_secret, and apply.",
)
OAUTH_ONE_WAY = Obstacle(
    name="oauth_one_way",
    says="The backend had an OAuth client of its own, and Google does not let it go back to the managed one.",
    cure="Write client_id and client_secret again, or make the load balancer anew (terraform apply "
    "-replace='helm_release.iap[0]'), after which the certificate takes up to an hour again.",
)
NO_BACKEND_CONFIG = Obstacle(
    name="no_backend_config",
    says="A Service names a BackendConfig that is not there: {why}.",
    cure=MADE_BY_THE_CHART,
)
NO_STATIC_ADDRESS = Obstacle(
    name="no_static_address",
    says="The address that the Ingress names is not in the project: {why}.",
    cure="Check url_domain_name, or leave it out, so that one is reserved, and apply.",
)
BALANCER_QUOTA = Obstacle(
    name="balancer_quota",
    says="The project's quota has no room for the load balancer: {why}.",
    cure="Ask for more of it (console, IAM & Admin, Quotas), or delete load balancers that nobody uses.",
)
INGRESS_ERROR = Obstacle(
    name="ingress_error",
    says="Google cannot make the load balancer: {why}.",
    cure="Mend what it names and apply again; kubectl --namespace {namespace} describe ingress says more.",
)
NO_RECORD = Obstacle(
    name="no_record",
    says="{host} has no DNS record.",
    cure="Make the record: {host}. A {address}.",
)
NOT_RESOLVED = Obstacle(
    name="not_resolved",
    says="{host} is not resolved from here, though nip.io answers for every address.",
    cure="Try another DNS server, as some refuse nip.io, or write domain with a name of your own.",
)
RECORD_ELSEWHERE = Obstacle(
    name="record_elsewhere",
    says="{host} points to {found}, and the load balancer is at {address}.",
    cure="Change the record: {host}. A {address}, without a proxy of the DNS provider before it.",
)
RECORD_IPV6 = Obstacle(
    name="record_ipv6",
    says="{host} has an AAAA record, too ({found}), and the load balancer has no IPv6 address.",
    cure="Delete the AAAA record: Google issues no certificate with it.",
)
NO_CERTIFICATE = Obstacle(
    name="no_certificate",
    says="There is no ManagedCertificate for {host}.",
    cure=MADE_BY_THE_CHART,
)
PROVISIONING = Obstacle(
    name="provisioning",
    says="Google is issuing the certificate of {host}.",
    cure="Wait: that takes up to an hour after the DNS record is there.",
    passes=True,
)
NOT_VISIBLE = Obstacle(
    name="not_visible",
    says="Google did not find the load balancer behind {host} (FAILED_NOT_VISIBLE).",
    cure="Check that {host} has the A record {address} and no AAAA record everywhere; Google tries again by itself, "
    "within an hour.",
)
CAA_CHECKING = Obstacle(
    name="caa_checking",
    says="Google could not read the CAA records of {host}'s domain (FAILED_CAA_CHECKING).",
    cure="Mend the domain's DNS servers: they must answer questions for CAA, if only with nothing.",
)
CAA_FORBIDDEN = Obstacle(
    name="caa_forbidden",
    says="A CAA record of {host}'s domain forbids Google's certificates (FAILED_CAA_FORBIDDEN).",
    cure='Add CAA records for "pki.goog" and "letsencrypt.org" to the domain, or delete those that there are.',
)
RATE_LIMITED = Obstacle(
    name="rate_limited",
    says="So many certificates were asked for {host}'s domain that no more are issued for now (FAILED_RATE_LIMITED).",
    cure="Wait some hours, up to a week; nip.io shares one limit among all its users, so write domain with a name of "
    "your own.",
)
CERTIFICATE_FAILED = Obstacle(
    name="certificate_failed",
    says="The certificate of {host} is {status}.",
    cure="See kubectl --namespace {namespace} describe managedcertificate.",
)
NO_HEALTH_YET = Obstacle(
    name="no_health_yet",
    says="The load balancer does not know yet whether the proxy is healthy.",
    cure="Wait: that takes some minutes.",
    passes=True,
)
UNHEALTHY = Obstacle(
    name="unhealthy",
    says="The load balancer finds the proxy unhealthy (backend {backend}).",
    cure="See that the pod proxy is ready, and that the network lets Google's health checks (130.211.0.0/22 and "
    "35.191.0.0/16) reach it.",
)
NO_ENDPOINT = Obstacle(
    name="no_endpoint",
    says="The load balancer has no endpoint behind {backend}.",
    cure="See that the pod proxy is ready, and kubectl --namespace {namespace} get servicenetworkendpointgroups.",
)
NOT_REACHED = Obstacle(
    name="not_reached",
    says="https://{host} does not answer ({why}).",
    cure="Wait some minutes; if it stays so, look whether this machine reaches {address} on port 443.",
    passes=True,
)
OLD_CERTIFICATE = Obstacle(
    name="old_certificate",
    says="https://{host} has no certificate for that name yet ({why}).",
    cure="Wait: a certificate that is issued is there after some minutes.",
    passes=True,
)
UNKNOWN_HOST = Obstacle(
    name="unknown_host",
    says="The load balancer does not know {host} yet (404).",
    cure="Wait some minutes; if it stays so, the Ingress is for another host: apply again.",
    passes=True,
)
NO_OAUTH_CLIENT = Obstacle(
    name="no_oauth_client",
    says="IAP has no OAuth client, so nobody can sign in (502, Empty Google Account OAuth client ID).",
    cure="In a project without an organization write client_id and client_secret of a client of your own, and apply; "
    "in another one open the console's page of Identity-Aware Proxy once.",
)
BAD_GATEWAY = Obstacle(
    name="bad_gateway",
    says="https://{host} answers {status}: the load balancer does not reach the proxy.",
    cure="Wait some minutes after the first apply; if it stays so, see that the pod proxy is ready.",
    passes=True,
)
WITHOUT_IAP = Obstacle(
    name="without_iap",
    says="https://{host} answers without IAP ({status}), so whoever finds the address comes to the hub's door.",
    cure="Apply again, and look whether the BackendConfig has iap.enabled and IAP is on in the console.",
)
OBSTACLES = (
    STARTING, NOT_THERE, NO_INGRESS, NO_ADDRESS_YET, OAUTH_SECRET, OAUTH_ONE_WAY, NO_BACKEND_CONFIG, NO_STATIC_ADDRESS,
    BALANCER_QUOTA, INGRESS_ERROR, NO_RECORD, NOT_RESOLVED, RECORD_ELSEWHERE, RECORD_IPV6, NO_CERTIFICATE, PROVISIONING,
    NOT_VISIBLE, CAA_CHECKING, CAA_FORBIDDEN, RATE_LIMITED, CERTIFICATE_FAILED, NO_HEALTH_YET, UNHEALTHY, NO_ENDPOINT,
    NOT_REACHED, OLD_CERTIFICATE, UNKNOWN_HOST, NO_OAUTH_CLIENT, BAD_GATEWAY, WITHOUT_IAP, OUT_OF_SIGHT,
)  # fmt: skip
