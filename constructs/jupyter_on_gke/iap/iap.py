"""Puts Identity-Aware Proxy before JupyterHub: certificate, Ingress, backend settings, who may pass."""

import hashlib
import json
from pathlib import Path

from constructs import Construct
from jupyter_on_gke import releases
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import Expression, interpolate, number, settle, string_map, strings, when
from jupyter_on_gke.iap import oauth_client
from jupyter_on_gke.iap.settings import Backends, LoadBalancer, OauthClient, Servers
from jupyter_on_gke.iap.settling import is_for_host, is_for_servers, text_of_values
from jupyter_on_gke.imports.google import IapWebTypeComputeIamBinding
from jupyter_on_gke.imports.helm import Release
from jupyter_on_gke.imports.kubernetes import SecretV1
from jupyter_on_gke.state import ASSETS, put_beside
from jupyter_on_gke.texts import texts
from jupyter_on_gke.variables.refusal import Refusal, refusal, refuse

CHART = Path(__file__).parent / "chart"
# The proxy's own health check, which answers without a token.
HEALTH_CHECK_PATH = "/_chp_healthz"


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
        members: Expression,
        client: OauthClient,
        load_balancer: LoadBalancer,
        backends: Backends,
        after: list[ITerraformDependable],
        after_services: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        can_sign_in = refusal(
            oauth_client.somebody_can_sign_in, client_id=client.id, in_organization=in_organization, project_id=project
        )
        self._let_in(
            project=project,
            host=host,
            servers=servers,
            enabled=enabled,
            members=members,
            only_if=can_sign_in,
            after=after_services,
        )
        secret = self._keep(client, namespace=namespace, labels=labels, enabled=enabled)
        values = settle(
            self,
            "values_of_iap_chart",
            {
                "labels": interpolate(labels),
                "host": interpolate(host),
                "servers": _servers(servers, load_balancer),
                **_load_balancer(load_balancer),
                **_backends(backends),
                "oauthSecretName": oauth_client.secret_in_use.template(
                    client_id=client.id, secret_name=client.secret_name
                ),
                "healthCheckPath": HEALTH_CHECK_PATH,
            },
        )
        Release(
            self,
            "iap",
            count=when(enabled),
            name=releases.IAP,
            namespace=interpolate(namespace),
            chart=f"{interpolate('path.module')}/{self._chart()}",
            values=[text_of_values.template(values=values)],
            # Uninstalling waits until Google has taken the load balancer down.
            timeout=1800,
            depends_on=[secret, *after],
        )

    def _keep(
        self, client: OauthClient, *, namespace: Expression, labels: Expression, enabled: Expression
    ) -> ITerraformDependable:
        """The secret with the team's own client."""
        return SecretV1(
            self,
            "oauth_client",
            count=when(oauth_client.keeps_secret.terraform(enabled=enabled, client_id=client.id)),
            metadata={
                "name": interpolate(client.secret_name),
                "namespace": interpolate(namespace),
                "labels": string_map(labels),
            },
            # Write-only: neither state nor plan has it. Terraform writes it again when the number changes.
            data_wo={"client_id": interpolate(client.id), "client_secret": interpolate(client.secret)},
            data_wo_revision=number(oauth_client.revision.terraform(client_id=client.id, client_secret=client.secret)),
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
        only_if: Refusal,
        after: list[ITerraformDependable],
    ) -> None:
        """Grants passing IAP, for our hosts alone. Authoritative: who is not a member is removed.

        A grant for each host: a condition that changes makes a grant anew, and meanwhile nobody would pass.
        """
        of_servers = is_for_servers.template(host=servers.host, for_each_person=servers.for_each_person)
        for name, to, count, condition in (
            ("members", host, enabled, is_for_host.template(host=host)),
            ("servers_members", servers.host, servers.apart, of_servers),
        ):
            grant = IapWebTypeComputeIamBinding(
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
            )
            refuse(grant, [only_if])


def _servers(servers: Servers, load_balancer: LoadBalancer) -> dict[str, str]:
    """The chart's values about people's servers."""
    return {
        "host": interpolate(servers.host),
        "forEachPerson": interpolate(servers.for_each_person),
        "certificateName": f"{interpolate(load_balancer.certificate_name)}-servers",
        "tlsSecretName": interpolate(servers.tls_secret),
        "preSharedCertificate": interpolate(servers.pre_shared_certificate),
    }


def _load_balancer(load_balancer: LoadBalancer) -> dict[str, str]:
    """The chart's values about the load balancer."""
    return {
        "ingressName": interpolate(load_balancer.ingress_name),
        "frontendConfigName": interpolate(load_balancer.ingress_name),
        "certificateName": interpolate(load_balancer.certificate_name),
        "addressName": interpolate(load_balancer.address_name),
        "sslPolicyName": interpolate(load_balancer.tls_policy),
        "timeoutSeconds": interpolate(load_balancer.timeout_seconds),
        "armorPolicyName": interpolate(load_balancer.armor_policy),
    }


def _backends(backends: Backends) -> dict[str, object]:
    """The chart's values about what is behind it."""
    return {
        "jupyterhubRelease": backends.jupyterhub_release,
        "backendConfigName": interpolate(backends.config_name),
        "service": {"name": interpolate(backends.service_name), "port": interpolate(backends.service_port)},
        "hub": {"serviceName": interpolate(backends.hub_service), "separate": interpolate(backends.separate_hub)},
    }
