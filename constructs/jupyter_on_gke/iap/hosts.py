"""Settles the names that people open: the hub's host, and the host of their servers."""

from cdktf import TerraformStack

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate, settle
from jupyter_on_gke.iap.host_variables import SAME_HOST

ANY_LABEL = "*."


class Hosts(Construct):
    """`hub`, and `servers`: a host, `*.HOST` for one for each person, or "" for the hub's host.

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
        apart_by_default: Expression,
    ) -> None:
        super().__init__(scope, id_)
        self.hub = settle(
            self,
            "host",
            interpolate(
                f'!{enabled} ? "" : lower({domain} == "" ? "${{{address}}}.nip.io" : '
                f'replace({domain}, "{{IP_ADDRESS}}", {address}))'
            ),
        )
        resolves_by_itself = f'({domain} == "" || startswith({domain}, "{{IP_ADDRESS}}."))'
        # Not asked of the name, which is unknown as long as the address is: resources are counted by it.
        self.apart = settle(
            self,
            "servers_apart",
            interpolate(
                f'{enabled} && ({servers_domain} == "" ? {resolves_by_itself} && {apart_by_default} : '
                f'{servers_domain} != "{SAME_HOST}")'
            ),
        )
        self.for_each_person = Expression(f'startswith({servers_domain}, "{ANY_LABEL}")')
        # A wildcard DNS service takes the address with hyphens too, and then as a part of a name.
        sibling = (
            f'"servers-${{replace({address}, ".", "-")}}${{{domain} == "" ? ".nip.io" : '
            f'replace({domain}, "{{IP_ADDRESS}}", "")}}"'
        )
        self.servers = settle(
            self,
            "servers_host",
            interpolate(
                f'!{self.apart} ? "" : lower({servers_domain} == "" ? {sibling} : '
                f'replace({servers_domain}, "{{IP_ADDRESS}}", {address}))'
            ),
        )
        TerraformStack.of(self).add_override(
            "check.servers_apart",
            {
                "assert": {
                    "condition": interpolate(f'!{enabled} || {self.apart} || {servers_domain} == "{SAME_HOST}"'),
                    "error_message": f"People's servers are on the hub's host (${{{self.hub}}}), so a link to "
                    "somebody's server can act for whoever opens it: write servers_domain, a name of their own "
                    f"for the servers, or {SAME_HOST} if that may be.",
                }
            },
        )
        self.records = self._records(domain, servers_domain, address)

    def _records(self, domain: Expression, servers_domain: Expression, address: Expression) -> Expression:
        """The records that a team has to make: names that begin with the address are taken to resolve."""
        names = (
            (self.hub, f'{domain} != "" && !startswith({domain}, "{{IP_ADDRESS}}.")'),
            (
                self.servers,
                f'{self.apart} && {servers_domain} != "" && !strcontains({servers_domain}, "{{IP_ADDRESS}}")',
            ),
        )
        listed = ", ".join(
            f'[for name in [{name}] : {{name = "${{name}}.", type = "A", value = {address}}} if {condition}]'
            for name, condition in names
        )
        return Expression(f'{self.hub} == "" ? [] : concat({listed})')
