"""Makes what people come to before there is a hub: address, TLS policy, and the names of hub and servers."""

from constructs import Construct
from jupyter_on_gke.cdk import ITerraformDependable
from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.iap.address import Address
from jupyter_on_gke.iap.hosts import Hosts
from jupyter_on_gke.iap.settings import Entrance
from jupyter_on_gke.iap.tls_policy import TlsPolicy


class Front(Construct):
    """The load balancer's own parts. `entrance` is what others take, `address` where the names lead to.

    `records` are the DNS records to make.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project: Expression,
        digest: Expression,
        enabled: Expression,
        existing_address: Expression,
        domain: Expression,
        servers_domain: Expression,
        separate_hub: Expression,
        after: list[ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        self.address = Address(
            self,
            "address",
            project=project,
            digest=digest,
            enabled=enabled,
            existing_name=existing_address,
            after=after,
        )
        self.tls_policy = TlsPolicy(self, "tls_policy", project=project, digest=digest, enabled=enabled, after=after)
        hosts = Hosts(
            self,
            "hosts",
            enabled=enabled,
            address=self.address.address,
            domain=domain,
            servers_domain=servers_domain,
            separate_hub=separate_hub,
            tls_policy_name=self.tls_policy.name,
        )
        self.entrance = Entrance(
            names=hosts.names, address_name=self.address.name, tls_policy_name=self.tls_policy.name
        )
        self.records = hosts.records
