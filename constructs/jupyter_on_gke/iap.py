"""Puts Identity-Aware Proxy before JupyterHub: certificate, Ingress, backend settings, who may pass."""

from pathlib import Path

from cdktf import ITerraformDependable, TerraformAsset

from constructs import Construct
from imports.google import (
    ComputeSslPolicy,
    IapWebTypeComputeIamBinding,
)
from imports.helm import Release
from imports.kubernetes import SecretV1
from jupyter_on_gke.expressions import (
    Expression,
    all_of,
    first,
    interpolate,
    number,
    settle,
    string_map,
    strings,
    when,
)

CHART = Path(__file__).parent / "files" / "iap"
# The proxy's own health check, which answers without a token.
HEALTH_CHECK_PATH = "/_chp_healthz"
# A backend service's longest timeout in seconds; websockets are cut when it ends.
TIMEOUT_SECONDS = 86400


class Iap(Construct):
    """`helm_release.iap` with Google's kinds, and the grant to pass, for this host alone."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        namespace: Expression,
        digest: Expression,
        labels: Expression,
        enabled: Expression,
        host: Expression,
        address_name: Expression,
        members: Expression,
        client_id: Expression,
        client_secret: Expression,
        secret_name: Expression,
        ingress_name: Expression,
        certificate_name: Expression,
        backend_config_name: Expression,
        service_name: Expression,
        service_port: Expression,
        jupyterhub_release: str,
        hub_service: Expression,
        separate_hub: Expression,
        after: list[ITerraformDependable],
        after_services: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        own_client = Expression(f'{client_id} != ""')
        self._let_in(project=project, host=host, enabled=enabled, members=members, after=after_services)
        ComputeSslPolicy(
            self,
            "jupyterhub",
            count=when(enabled),
            project=interpolate(project),
            name=f"jupyter-ssl-{interpolate(digest)}",
            profile="MODERN",
            min_tls_version="TLS_1_2",
            depends_on=after_services,
        )
        secret = SecretV1(
            self,
            "oauth_client",
            count=when(all_of(enabled, own_client)),
            metadata={
                "name": interpolate(secret_name),
                "namespace": interpolate(namespace),
                "labels": string_map(labels),
            },
            # Write-only: neither state nor plan has it. Terraform writes it again when the number changes, which
            # says of a long random secret nothing that anybody could use.
            data_wo=string_map(f"{{client_id = {client_id}, client_secret = {client_secret}}}"),
            data_wo_revision=number(f'parseint(substr(sha256("${{{client_id}}} ${{{client_secret}}}"), 0, 7), 16) + 1'),
        )
        chart_values = settle(
            self,
            "values_of_iap_chart",
            {
                "labels": interpolate(labels),
                "host": interpolate(host),
                "ingressName": interpolate(ingress_name),
                "jupyterhubRelease": jupyterhub_release,
                "certificateName": interpolate(certificate_name),
                "backendConfigName": interpolate(backend_config_name),
                "frontendConfigName": interpolate(ingress_name),
                "oauthSecretName": interpolate(f'{own_client} ? {secret_name} : ""'),
                "addressName": interpolate(address_name),
                "sslPolicyName": interpolate(first("google_compute_ssl_policy.jupyterhub[*].name")),
                "service": {"name": interpolate(service_name), "port": interpolate(service_port)},
                "hub": {"serviceName": interpolate(hub_service), "separate": interpolate(separate_hub)},
                "timeoutSeconds": TIMEOUT_SECONDS,
                "healthCheckPath": HEALTH_CHECK_PATH,
            },
        )
        Release(
            self,
            "iap",
            count=when(enabled),
            name="jupyter-iap",
            namespace=interpolate(namespace),
            chart=f"${{path.module}}/{TerraformAsset(self, 'iap_chart', path=str(CHART)).path}",
            values=[interpolate(f"jsonencode({chart_values})")],
            # Uninstalling waits until Google has taken the load balancer down.
            timeout=1800,
            depends_on=[secret, *after],
        )

    def _let_in(
        self,
        *,
        project: Expression,
        host: Expression,
        enabled: Expression,
        members: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        """Grants passing IAP, for this host alone. Authoritative: who is not a member is removed."""
        IapWebTypeComputeIamBinding(
            self,
            "members",
            count=when(enabled),
            project=interpolate(project),
            role="roles/iap.httpsResourceAccessor",
            members=strings(members),
            condition={
                "title": f"JupyterHub at {interpolate(host)}",
                "description": "Grants IAP for this host only, not for all of the project.",
                "expression": f'request.host == "{interpolate(host)}"',
            },
            depends_on=after,
        )
