"""The variables of the names that people open: the hub's, and that of their servers."""

from jupyter_on_gke.iap import host_rules
from jupyter_on_gke.iap.host_rules import host_check, one_certificate, wildcard_only
from jupyter_on_gke.variables.variable import Variable, alias, dns_label, validation

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
        "one is reserved, and released when the stack is destroyed. A change moves the load balancer to the other "
        "address: change the records too. One that was reserved is released then, which Google refuses as long as its "
        "load balancer still has it: apply again some minutes later.",
        validations=(
            dns_label("url_domain_name", optional=True),
            validation(host_rules.address_has_a_host),
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
            validation(host_rules.servers_have_a_host),
            validation(host_rules.servers_have_another_host),
        ),
    ),
    Variable(
        name="servers_tls_secret",
        default="",
        effective="none",
        description="Name of a TLS secret in JupyterHub's namespace with the wildcard certificate for servers_domain "
        "= *.servers.example.com. None by default. A change is made in place; so is a renewed certificate in the "
        "same secret.",
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
            one_certificate("servers_domain"),
        ),
    ),
    Variable(
        name="separate_hub_backend",
        type="bool",
        default=True,
        description="Behind IAP: give the hub a backend service of its own, as by default, so that a token which a "
        "notebook's server receives does not open the hub. False is the way back to one backend and one host if two "
        "make trouble; then whoever runs a server can act as those who open it. A change restarts hub and proxy, and "
        "makes or takes away a backend at Google's load balancer: for minutes there may be no answer.",
        validations=(validation(host_rules.one_backend_has_one_host),),
    ),
)
