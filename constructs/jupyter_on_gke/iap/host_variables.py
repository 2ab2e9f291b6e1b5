"""The variables of the names that people open: the hub's, and that of their servers."""

from jupyter_on_gke.variables.variable import Validation, Variable, alias, dns_label

HOST_NAME = r"(?i:([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9]))"
HOST = rf"^(\\{{IP_ADDRESS\\}}\\.)?{HOST_NAME}$"
SERVERS = rf"^(\\*\\.)?(\\{{IP_ADDRESS\\}}\\.)?{HOST_NAME}$"
SAME_HOST = "none"
"""The value of servers_domain that keeps people's servers on the hub's host."""

FOR_EACH_PERSON = 'startswith(var.servers_domain, "*.")'
HUBS_DOMAINS = "[lower(var.domain), lower(var.url_domain_addr)]"


def length_check(name: str) -> str:
    """True where the name is short enough for a certificate, whatever the address is."""
    return f'length(replace(var.{name}, "{{IP_ADDRESS}}", "255.255.255.255")) < 64'


def host_check(name: str) -> Validation:
    """A host name that a Google-managed certificate can be for."""
    return Validation(
        condition=f'var.{name} == "" || can(regex("{HOST}", var.{name})) && {length_check(name)}',
        message=f'{name} is "${{var.{name}}}": write a host name of at most 63 characters without scheme, '
        "port and path, like jupyter.example.com or {IP_ADDRESS}.example.com.",
    )


def wildcard_only(name: str) -> Validation:
    """The value of `name` is a certificate for a host for each person, and nothing else needs one."""
    return Validation(
        condition=f'var.{name} == "" || {FOR_EACH_PERSON}',
        message=f'{name} is "${{var.{name}}}", but servers_domain is "${{var.servers_domain}}", for which Google makes '
        f"the certificate: leave {name} out, or write servers_domain as *.servers.example.com.",
    )


VARIABLES = (
    Variable(
        name="domain",
        default="",
        effective="<address>.nip.io",
        description="Host name of JupyterHub behind IAP. A leading {IP_ADDRESS}. stands for the reserved "
        "address. By default <address>.nip.io, a public wildcard DNS service: for a trial. Your own name needs an A "
        "record for the address. A change makes a new certificate, which takes up to an hour.",
        validations=(host_check("domain"),),
    ),
    alias(
        "url_domain_addr",
        "domain",
        description="Host name of JupyterHub behind IAP.",
        check=host_check("url_domain_addr"),
    ),
    Variable(
        name="url_domain_name",
        default="",
        effective="an address is reserved",
        description="Name of an existing global static address to use, together with domain. By default "
        "one is reserved, and released when the stack is destroyed.",
        validations=(
            dns_label("url_domain_name", optional=True),
            Validation(
                condition='var.url_domain_name == "" || var.domain != "" || var.url_domain_addr != ""',
                message='url_domain_name is "${var.url_domain_name}", but there is no host name for that '
                "address: write it in url_domain_addr, or leave url_domain_name out.",
            ),
        ),
    ),
    Variable(
        name="servers_domain",
        default="",
        effective="servers-<address with hyphens>.nip.io; the hub's host with a domain of your own",
        description="Host name of people's servers behind IAP, so that a page of somebody's server is not on the hub's "
        "host: servers.example.com for all, or *.servers.example.com for a host for each person, which needs "
        "servers_tls_secret or servers_pre_shared_certificate. It needs one more A record (output dns_records). By "
        "default: where names resolve by themselves (no domain, or one that begins with {IP_ADDRESS}.) a host beside "
        "the hub's, and with a domain of your own the hub's host. none keeps the hub's host. What was deployed before "
        "keeps its host by default. A change restarts hub and proxy, "
        "makes a certificate beside the hub's, and running servers have to be started anew.",
        validations=(
            Validation(
                condition=f'contains(["", "{SAME_HOST}"], var.servers_domain) || '
                f'can(regex("{SERVERS}", var.servers_domain)) && {length_check("servers_domain")}',
                message='servers_domain is "${var.servers_domain}": write a host name of at most 63 characters like '
                "servers.example.com, *.servers.example.com for a host for each person, or none.",
            ),
            Validation(
                condition='var.servers_domain == "" || !contains('
                f"{HUBS_DOMAINS}, lower(var.servers_domain)) && !({FOR_EACH_PERSON} && "
                f'anytrue([for name in {HUBS_DOMAINS} : endswith(name, trimprefix(lower(var.servers_domain), "*"))]))',
                message='servers_domain is "${var.servers_domain}", which has the hub\'s own name '
                '(${coalesce(var.domain, var.url_domain_addr, "domain")}) in it: write another name, or none for one '
                "host.",
            ),
        ),
    ),
    Variable(
        name="servers_tls_secret",
        default="",
        effective="none",
        description="Name of a TLS secret in JupyterHub's namespace with the wildcard certificate for "
        "servers_domain = *.servers.example.com. None by default. Who renews the certificate changes the secret.",
        validations=(dns_label("servers_tls_secret", optional=True), wildcard_only("servers_tls_secret")),
    ),
    Variable(
        name="servers_pre_shared_certificate",
        default="",
        effective="none",
        description="Name of a certificate of the load balancer (gcloud compute ssl-certificates) with the wildcard "
        "for servers_domain = *.servers.example.com. None by default. A change is made in place.",
        validations=(
            dns_label("servers_pre_shared_certificate", optional=True),
            wildcard_only("servers_pre_shared_certificate"),
            Validation(
                condition=f"!{FOR_EACH_PERSON} || "
                '(var.servers_tls_secret == "") != (var.servers_pre_shared_certificate == "")',
                message='servers_pre_shared_certificate is "${var.servers_pre_shared_certificate}" and '
                'servers_tls_secret is "${var.servers_tls_secret}": write just one of them for servers_domain = '
                '"${var.servers_domain}", for which Google makes no certificate.',
            ),
        ),
    ),
    Variable(
        name="separate_hub_backend",
        type="bool",
        default=True,
        description="Behind IAP: give the hub a backend service of its own, as by default, so that "
        "a token which a notebook's server receives does not open the hub. False is the way back to one "
        "backend and one host if two make trouble; then whoever runs a server can act as those who open it.",
        validations=(
            Validation(
                condition=f'var.separate_hub_backend || contains(["", "{SAME_HOST}"], var.servers_domain)',
                message='separate_hub_backend is false, but servers_domain is "${var.servers_domain}": a host of their '
                "own is of no use to servers that share the hub's backend; leave one of the two out.",
            ),
        ),
    ),
)
