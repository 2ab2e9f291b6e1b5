"""Settles the names that people open: the hub's host, and the host of their servers."""

from constructs import Construct
from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.iap import settling
from jupyter_on_gke.iap.settings import Names
from jupyter_on_gke.plan_time import settle_logic
from jupyter_on_gke.variables.refusal import refusal


class Hosts(Construct):
    """`names`: the hub's, and the servers': a host, `*.HOST` for one for each person, or "" for the hub's host.

    A page of somebody's server can do whatever the pages of its host can. The servers' host by default is a
    sibling of the hub's and no child, so that it receives nothing that is set for the hub's domain.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        enabled: Expression,
        address: Expression,
        domain: Expression,
        servers_domain: Expression,
        separate_hub: Expression,
        tls_policy_name: Expression,
    ) -> None:
        super().__init__(scope, id_)
        hub = settle_logic(self, settling.host, enabled=enabled, domain=domain, address=address)
        apart = settle_logic(
            self,
            settling.servers_apart,
            enabled=enabled,
            domain=domain,
            servers_domain=servers_domain,
            separate_hub=separate_hub,
            tls_policy_name=tls_policy_name,
        )
        for_each_person = settling.is_for_each_person.terraform(servers_domain=servers_domain)
        servers = settle_logic(
            self, settling.servers_host, domain=domain, servers_domain=servers_domain, address=address
        )
        self.names = Names(hub=hub, servers=servers, apart=apart, for_each_person=for_each_person)
        self.records = settle_logic(
            self, settling.dns_records, domain=domain, servers_domain=servers_domain, address=address
        )
        refusal(settling.servers_are_apart, enabled=enabled, servers_domain=servers_domain).warn(self, "servers_apart")
