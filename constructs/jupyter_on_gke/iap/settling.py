"""What the choices about the way in come to: address, TLS policy, hosts, services. Plan-time functions."""

from dataclasses import dataclass

from jupyter_on_gke.plan_time import as_json, as_text, lower, plan_time
from jupyter_on_gke.variables.variable import first_written

ADDRESS_PLACE = "{IP_ADDRESS}"
"""What stands in a name for the address that is reserved."""
SAME_HOST = "none"
"""The value of servers_domain that keeps people's servers on the hub's host."""
ANY_LABEL = "*."
TLS_POLICY = "jupyterhub-tls"
HUB_SERVICE = "proxy-hub"


@dataclass(frozen=True, kw_only=True)
class DnsRecord:
    """A record that a team has to make."""

    name: str
    type: str
    value: str


@plan_time
def domain(domain: str, url_domain_addr: str) -> str:
    """The hub's name as it was written, under either of its variables."""
    return domain if domain != "" else url_domain_addr


@plan_time
def backend_config_name(k8s_backend_config_name: str, service_name: str) -> str:
    """The name of the BackendConfig."""
    return first_written(k8s_backend_config_name, service_name, "iap-config-default")


@plan_time
def backend_service_name(k8s_backend_service_name: str, default_backend_service: str) -> str:
    """The Service behind the Ingress."""
    return first_written(k8s_backend_service_name, default_backend_service, "proxy-public")


@plan_time
def hub_service_name(separate_hub_backend: bool, backend_service_name: str) -> str:
    """The Service behind the hub's own paths."""
    return HUB_SERVICE if separate_hub_backend else backend_service_name


@plan_time
def reserves_address(enabled: bool, existing_name: str) -> bool:
    """Whether an address is made."""
    return enabled and existing_name == ""


@plan_time
def looks_up_address(enabled: bool, existing_name: str) -> bool:
    """Whether an address is there."""
    return enabled and existing_name != ""


@plan_time
def from_the_start(enabled: bool, tls_policy_name: str | None) -> bool:
    """Whether it is no older than servers on a host of their own: 0.1 called its policy otherwise."""
    return enabled and tls_policy_name is not None and tls_policy_name.startswith(f"{TLS_POLICY}-")


@plan_time
def resolves_by_itself(domain: str) -> bool:
    """Whether nobody has to make a record for the name."""
    return domain == "" or domain.startswith(f"{ADDRESS_PLACE}.")


@plan_time
def is_for_each_person(servers_domain: str) -> bool:
    """Whether each person's servers have a host."""
    return servers_domain.startswith(ANY_LABEL)


@plan_time
def host(enabled: bool, domain: str, address: str) -> str:
    """The hub's host; "" without IAP."""
    if not enabled:
        return ""
    return lower(f"{address}.nip.io" if domain == "" else domain.replace(ADDRESS_PLACE, address))


@plan_time
def servers_apart(
    enabled: bool, domain: str, servers_domain: str, separate_hub: bool, tls_policy_name: str | None
) -> bool:
    """Whether people's servers are on a host of their own.

    Not asked of the host, which is unknown as long as the address is: resources are counted by this.
    What was deployed before servers could be apart changes its host when asked.
    """
    if servers_domain != "":
        return enabled and servers_domain != SAME_HOST
    return resolves_by_itself(domain) and separate_hub and from_the_start(enabled, tls_policy_name)


@plan_time
def sibling(domain: str, address: str) -> str:
    """A host beside the hub's: a wildcard DNS service takes the address with hyphens too, and then within a name."""
    rest = ".nip.io" if domain == "" else domain.replace(ADDRESS_PLACE, "")
    return f"servers-{address.replace('.', '-')}{rest}"


@plan_time
def servers_host(servers_apart: bool, domain: str, servers_domain: str, address: str) -> str:
    """The servers' host, `*.HOST` for one for each person; "" where it is the hub's."""
    if not servers_apart:
        return ""
    return lower(sibling(domain, address) if servers_domain == "" else servers_domain.replace(ADDRESS_PLACE, address))


@plan_time
def servers_are_apart(enabled: bool, servers_apart: bool, servers_domain: str) -> str:
    """Warns of servers on the hub's host, which is not named: it is unknown as long as the address is."""
    if not enabled or servers_apart or servers_domain == SAME_HOST:
        return ""
    return (
        "People's servers are on the hub's host, so a link to somebody's server can act for whoever opens it: write "
        f"servers_domain, a name of their own for the servers, or {SAME_HOST} if that may be."
    )


@plan_time
def dns_records(
    host: str, servers_host: str, servers_apart: bool, domain: str, servers_domain: str, address: str
) -> list[DnsRecord]:
    """The records that a team has to make: names that begin with the address are taken to resolve."""
    hub = [] if resolves_by_itself(domain) else [host]
    is_written = servers_domain != "" and ADDRESS_PLACE not in servers_domain
    servers = [servers_host] if servers_apart and is_written else []
    return [DnsRecord(name=f"{name}.", type="A", value=address) for name in [*hub, *servers] if host != ""]


@plan_time
def is_for_host(host: str) -> str:
    """IAM's condition that a request is for the host."""
    return f'request.host == "{host}"'


@plan_time
def is_for_servers(host: str, for_each_person: bool) -> str:
    """IAM's condition for the servers' host. A suffix without its dot would be that of other names, too."""
    if for_each_person:
        return f'request.host.endsWith("{host.removeprefix("*")}")'
    return is_for_host(host)


@plan_time
def text_of_values(values: object) -> str:
    """A chart's values as a text."""
    return as_json(values)


@plan_time
def is_in_organization(org_id: object, folder_id: object) -> bool:
    """Whether a project is in an organization: one in a folder names that alone, and folders are in them only."""
    return any(text is not None and text != "" for text in [as_text(org_id), as_text(folder_id)])
