"""Puts the way in into a stack before there is a hub: global address, TLS policy and the names of the hosts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from jupyter_on_gke.iap.room import front
from jupyter_on_gke.parts.entrance import Entrance
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.parts.part import Part


class Address(Part):
    """The global address, reserved, or looked up where `url_domain_name` names one; the hosts that lead to it."""

    FIXED: ClassVar[Mapping[str, Any]] = {"add_auth": True}

    def _fill(self, inside: Inside) -> None:
        made = front(inside, inside.deployment, after=inside.after)
        inside.add_output("name", made.address.name)
        inside.add_output("address", made.address.address)
        inside.add_output("tls_policy", made.tls_policy.name)
        inside.add_output("host", made.entrance.names.hub)
        inside.add_output("servers_host", made.entrance.names.servers)
        inside.add_output("servers_apart", made.entrance.names.apart)
        inside.add_output("dns_records", made.records)

    @property
    def entrance(self) -> Entrance:
        """What `JupyterHub` and `Iap` are told."""
        return Entrance(
            host=self.host,
            address=self.name,
            tls_policy=self.tls_policy,
            servers_host=self.servers_host,
            servers_apart=self.get_string("servers_apart"),
        )

    @property
    def name(self) -> str:
        """The address' name at Google, for an Ingress."""
        return self.get_string("name")

    @property
    def address(self) -> str:
        """The address itself, for a DNS record."""
        return self.get_string("address")

    @property
    def tls_policy(self) -> str:
        """The TLS policy's name, for a FrontendConfig."""
        return self.get_string("tls_policy")

    @property
    def host(self) -> str:
        """JupyterHub's host name."""
        return self.get_string("host")

    @property
    def servers_host(self) -> str:
        """The host name of people's servers; empty where they are on JupyterHub's."""
        return self.get_string("servers_host")

    @property
    def dns_records(self) -> Any:
        """The DNS records to make, each with name, type and value: a token."""
        return self._attribute("dns_records")
