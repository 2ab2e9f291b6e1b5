"""Puts Identity-Aware Proxy before JupyterHub: certificate, Ingress, backend settings, who may pass."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cdktf import ITerraformDependable, Precondition, TerraformResourceLifecycle

from constructs import Construct
from imports.google import IapWebTypeComputeIamBinding
from imports.helm import Release
from imports.kubernetes import SecretV1
from jupyter_on_gke.expressions import Expression, all_of, interpolate, number, settle, string_map, strings, when
from jupyter_on_gke.state import ASSETS, put_beside
from jupyter_on_gke.texts import texts

CHART = Path(__file__).parent / "chart"
# The proxy's own health check, which answers without a token.
HEALTH_CHECK_PATH = "/_chp_healthz"
NO_ORGANIZATION = (
    'project_id is "${var.project_id}", a project without an organization, where the OAuth client that Google manages '
    "lets in nobody (each request would be 502): make a client of your own in the console and write client_id and "
    "client_secret, or take a project of an organization, or write add_auth = false."
)


@dataclass(frozen=True, kw_only=True)
class Servers:
    """Where people's servers are: `host` (`*.HOST` for one for each person, "" if not apart), and its certificate.

    With a host for each person either a TLS secret or a pre-shared certificate is named, else Google makes one.
    """

    host: Expression
    apart: Expression
    for_each_person: Expression
    tls_secret: Expression
    pre_shared_certificate: Expression


class Iap(Construct):
    """`helm_release.iap` with Google's kinds, and the grants to pass, for our hosts alone."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        in_organization: Expression,
        namespace: Expression,
        labels: Expression,
        enabled: Expression,
        host: Expression,
        servers: Servers,
        address_name: Expression,
        tls_policy: Expression,
        timeout_seconds: Expression,
        armor_policy: Expression,
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
        self._let_in(
            project=project,
            host=host,
            servers=servers,
            enabled=enabled,
            members=members,
            has_client=Expression(f"{own_client} || {in_organization}"),
            after=after_services,
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
                "servers": {
                    "host": interpolate(servers.host),
                    "forEachPerson": interpolate(servers.for_each_person),
                    "certificateName": f"{interpolate(certificate_name)}-servers",
                    "tlsSecretName": interpolate(servers.tls_secret),
                    "preSharedCertificate": interpolate(servers.pre_shared_certificate),
                },
                "ingressName": interpolate(ingress_name),
                "jupyterhubRelease": jupyterhub_release,
                "certificateName": interpolate(certificate_name),
                "backendConfigName": interpolate(backend_config_name),
                "frontendConfigName": interpolate(ingress_name),
                "oauthSecretName": interpolate(f'{own_client} ? {secret_name} : ""'),
                "addressName": interpolate(address_name),
                "sslPolicyName": interpolate(tls_policy),
                "service": {"name": interpolate(service_name), "port": interpolate(service_port)},
                "hub": {"serviceName": interpolate(hub_service), "separate": interpolate(separate_hub)},
                "timeoutSeconds": interpolate(timeout_seconds),
                "armorPolicyName": interpolate(armor_policy),
                "healthCheckPath": HEALTH_CHECK_PATH,
            },
        )
        Release(
            self,
            "iap",
            count=when(enabled),
            name="jupyter-iap",
            namespace=interpolate(namespace),
            chart=f"${{path.module}}/{self._chart()}",
            values=[interpolate(f"jsonencode({chart_values})")],
            # Uninstalling waits until Google has taken the load balancer down.
            timeout=1800,
            depends_on=[secret, *after],
        )

    def _chart(self) -> str:
        """Has the chart written beside the JSON; returns its folder, named by its text: a change is an upgrade."""
        files = texts(CHART, "*.yaml", "templates/*.yaml")
        folder = f"{ASSETS}/iap_chart/{hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]}"
        put_beside(self, {f"{folder}/{name}": text for name, text in files.items()})
        return folder

    def _let_in(
        self,
        *,
        project: Expression,
        host: Expression,
        servers: Servers,
        enabled: Expression,
        members: Expression,
        has_client: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        """Grants passing IAP, for our hosts alone. Authoritative: who is not a member is removed.

        A grant for each host: a condition that changes makes a grant anew, and meanwhile nobody would pass.
        """
        can_sign_in = TerraformResourceLifecycle(
            precondition=[Precondition(condition=interpolate(has_client), error_message=NO_ORGANIZATION)]
        )
        # A suffix without its dot would be that of other names, too.
        servers_condition = (
            f'%{{ if {servers.for_each_person} }}request.host.endsWith("${{trimprefix({servers.host}, "*")}}")'
            f"%{{ else }}{is_host(servers.host)}%{{ endif }}"
        )
        for name, to, count, condition in (
            ("members", host, enabled, is_host(host)),
            ("servers_members", servers.host, servers.apart, servers_condition),
        ):
            IapWebTypeComputeIamBinding(
                self,
                name,
                count=when(count),
                project=interpolate(project),
                role="roles/iap.httpsResourceAccessor",
                members=strings(members),
                condition={
                    "title": f"JupyterHub at {interpolate(to)}",
                    "description": "Grants IAP for this host only, not for all of the project.",
                    "expression": condition,
                },
                depends_on=after,
                lifecycle=can_sign_in,
            )


def is_host(host: Expression) -> str:
    """IAM's condition, as a template, that a request is for this host."""
    return f'request.host == "{interpolate(host)}"'
