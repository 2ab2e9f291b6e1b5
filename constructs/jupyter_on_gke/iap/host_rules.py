"""What the names that people open may look like, and which go together. Plan-time functions."""

from jupyter_on_gke.expressions import var
from jupyter_on_gke.iap.settling import ADDRESS_PLACE, SAME_HOST, is_for_each_person
from jupyter_on_gke.plan_time import lower, matches, plan_time
from jupyter_on_gke.variables.variable import Validation, first_written, validation

LABEL = "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?"
HOST_NAME = rf"({LABEL}\.)+[a-zA-Z]([-a-zA-Z0-9]{{0,61}}[a-zA-Z0-9])"
HOST = rf"^(\{{IP_ADDRESS\}}\.)?{HOST_NAME}$"
SERVERS = rf"^(\*\.)?(\{{IP_ADDRESS\}}\.)?{HOST_NAME}$"
FINAL_HOST = rf"^{HOST_NAME}$".replace("A-Z", "")
FINAL_SERVERS = rf"^(\*\.)?{HOST_NAME}$".replace("A-Z", "")
LONGEST_ADDRESS = "255.255.255.255"


@plan_time
def is_short(name: str) -> bool:
    """Whether a certificate can be for it, whatever the address is."""
    return len(name.replace(ADDRESS_PLACE, LONGEST_ADDRESS)) < 64


def host_check(name: str) -> Validation:
    """A host name that a Google-managed certificate can be for."""

    @plan_time
    def host_has_its_form(value: str) -> str:
        if value == "" or (matches(HOST, value) and is_short(value)):
            return ""
        return (
            f'{name} is "{value}": write a host name of at most 63 characters without scheme, port and path, like '
            "jupyter.example.com or {IP_ADDRESS}.example.com."
        )

    return validation(host_has_its_form, value=var(name))


def final_host_check(name: str, *, for_people: bool = False) -> Validation:
    """A host name as the load balancer has it, or "" for none; with `for_people` also one for each person."""
    form = FINAL_SERVERS if for_people else FINAL_HOST

    @plan_time
    def host_is_final(value: str) -> str:
        if value == "" or (matches(form, value) and is_short(value)):
            return ""
        return (
            f'{name} is "{value}": write a host name of at most 63 characters in small letters, without scheme, port '
            "and path, like jupyter.example.com."
        )

    return validation(host_is_final, value=var(name))


def wildcard_only(name: str, *, host: str = "servers_domain") -> Validation:
    """The value of `name` is a certificate for a host for each person, and nothing else needs one."""

    @plan_time
    def certificate_is_for_each_person(value: str, servers: str) -> str:
        if value == "" or is_for_each_person(servers):
            return ""
        return (
            f'{name} is "{value}", but {host} is "{servers}", which needs none: leave {name} out, or write {host} as '
            "*.servers.example.com."
        )

    return validation(certificate_is_for_each_person, value=var(name), servers=var(host))


def one_certificate(host: str) -> Validation:
    """Hosts for each person have a certificate, and not two."""

    @plan_time
    def servers_have_one_certificate(servers: str, servers_pre_shared_certificate: str, servers_tls_secret: str) -> str:
        is_one = (servers_tls_secret == "") != (servers_pre_shared_certificate == "")
        if not is_for_each_person(servers) or is_one:
            return ""
        return (
            f'servers_pre_shared_certificate is "{servers_pre_shared_certificate}" and servers_tls_secret is '
            f'"{servers_tls_secret}": write just one of them for {host} = "{servers}", for which Google makes no '
            "certificate."
        )

    return validation(servers_have_one_certificate, servers=var(host))


@plan_time
def address_has_a_host(url_domain_name: str, domain: str, url_domain_addr: str) -> str:
    """Refuses an address of the team's own without a name for it."""
    if url_domain_name == "" or domain != "" or url_domain_addr != "":
        return ""
    return (
        f'url_domain_name is "{url_domain_name}", but there is no host name for that address: write it in '
        "domain, or leave url_domain_name out."
    )


@plan_time
def servers_have_a_host(servers_domain: str) -> str:
    """Refuses what no certificate can be for."""
    if servers_domain in ("", SAME_HOST) or (matches(SERVERS, servers_domain) and is_short(servers_domain)):
        return ""
    return (
        f'servers_domain is "{servers_domain}": write a host name of at most 63 characters like servers.example.com, '
        "*.servers.example.com for a host for each person, or none."
    )


@plan_time
def servers_have_another_host(servers_domain: str, domain: str, url_domain_addr: str) -> str:
    """Refuses the hub's own name, and names of people that can be it."""
    hubs = [lower(domain), lower(url_domain_addr)]
    servers = lower(servers_domain)
    end = servers.removeprefix("*")
    of_people = is_for_each_person(servers_domain) and any(name.endswith(end) for name in hubs)
    if servers_domain == "" or (servers not in hubs and not of_people):
        return ""
    return (
        f'servers_domain is "{servers_domain}", which has the hub\'s own name '
        f"({first_written(domain, url_domain_addr, 'domain')}) in it: write another name, or none for one host."
    )


@plan_time
def one_backend_has_one_host(separate_hub_backend: bool, servers_domain: str) -> str:
    """Refuses a host of their own for servers that share the hub's backend."""
    if separate_hub_backend or servers_domain in ("", SAME_HOST):
        return ""
    return (
        f'separate_hub_backend is false, but servers_domain is "{servers_domain}": a host of their own is of no use to '
        "servers that share the hub's backend; leave one of the two out."
    )
