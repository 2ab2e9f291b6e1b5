"""The variables of Identity-Aware Proxy: who is let in, and how JupyterHub is reached."""

from jupyter_on_gke.variables.variable import Validation, Variable, alias, dns_label, pattern

MEMBERS = (
    "distinct(compact([for member in try([for each in var.members_allowlist : tostring(each)], "
    'split(",", var.members_allowlist)) : trimspace(member)]))'
)
"""members_allowlist, a list or a comma separated string, as a list without blanks and repetitions."""

MEMBER = (
    r"^((user|group|serviceAccount):[^@,\\s]+@[-a-zA-Z0-9.]+\\.[a-zA-Z]{2,}"
    r"|domain:[-a-zA-Z0-9.]+\\.[a-zA-Z]{2,}|allAuthenticatedUsers)$"
)

EVERYBODY = "allAuthenticatedUsers"
NAMED_MEMBERS = f'[for member in {MEMBERS} : member if member != "{EVERYBODY}"]'
"""Without allAuthenticatedUsers, which IAM does not take in a grant with a condition."""

NOT_MEMBERS = f'[for member in {MEMBERS} : member if !can(regex("{MEMBER}", member))]'

ADDRESS = r"^[^@:,\\s]+@[-a-zA-Z0-9.]+\\.[a-zA-Z]{2,}$"


def addresses(name: str) -> str:
    """The list `name` of e-mail addresses in lower case, each once."""
    return f"distinct([for address in var.{name} : lower(trimspace(address))])"


def not_addresses(name: str) -> str:
    """What in the list `name` is no e-mail address."""
    return f'[for address in var.{name} : address if !can(regex("{ADDRESS}", address))]'


def address_check(name: str) -> Validation:
    """The list `name` holds e-mail addresses."""
    return Validation(
        condition=f"length({not_addresses(name)}) == 0",
        message=f'{name} has ${{join(", ", {not_addresses(name)})}}: write e-mail addresses, without user:.',
    )


USER_DOMAINS = (
    f'distinct([for member in {MEMBERS} : can(regex("^(user|serviceAccount|domain):", member)) ? '
    'lower(reverse(split("@", split(":", member)[1]))[0]) : ""])'
)
"""The domains of those who may pass; "" for members (groups) that may hold people of any domain."""


BLOCKED_ADMINS = (
    f"[for address in var.blocked_users : address if contains({addresses('admin_users')}, lower(trimspace(address)))]"
)


def kubernetes_name(name: str, default: str, what: str) -> Variable:
    """The variable that names a Kubernetes object."""
    return Variable(
        name=name,
        default=default,
        description=f"Name of the {what}, {default} by default. A change recreates the object.",
        validations=(dns_label(name),),
    )


VARIABLES = (
    Variable(
        name="add_auth",
        type="bool",
        default=True,
        description="Put Identity-Aware Proxy before JupyterHub, as by default. False makes no address "
        "and no Ingress: JupyterHub is then reached by port forwarding, with the user admin and a "
        "generated password. A change restarts hub and proxy.",
    ),
    Variable(
        name="members_allowlist",
        type="any",
        default="",
        description="Who may pass IAP: user:, group:, serviceAccount: and domain: members, as a list or "
        "as one comma separated string. Required with add_auth; nobody by default. A change is made in "
        "place. allAuthenticatedUsers is left out, with a warning: a grant for one host cannot have it.",
        validations=(
            Validation(
                condition=f"length({NOT_MEMBERS}) == 0",
                message=f'members_allowlist has ${{join(", ", {NOT_MEMBERS})}}: write '
                "user:EMAIL, group:EMAIL, serviceAccount:EMAIL or domain:DOMAIN.",
            ),
            Validation(
                condition=f"!var.add_auth || length({NAMED_MEMBERS}) > 0",
                message="members_allowlist names nobody, so nobody could pass Identity-Aware Proxy: write who "
                "may, like user:you@example.com, or add_auth = false.",
            ),
        ),
    ),
    Variable(
        name="admin_users",
        type="list(string)",
        default=[],
        description="E-mail addresses of JupyterHub's administrators behind IAP, nobody by default. They "
        "must be allowed to pass IAP, too. A change restarts the hub; who is taken off the list stays an "
        "administrator until that is changed on the hub's admin page.",
        validations=(address_check("admin_users"),),
    ),
    Variable(
        name="blocked_users",
        type="list(string)",
        default=[],
        description="E-mail addresses of people who may not use JupyterHub any more, nobody by default. With the apply "
        "their server stops, their sessions and tokens end; their home stays. Take them off members_allowlist, too. A "
        "change restarts the hub.",
        validations=(
            address_check("blocked_users"),
            Validation(
                condition=f"length({BLOCKED_ADMINS}) == 0",
                message=f'blocked_users has ${{join(", ", {BLOCKED_ADMINS})}}, who is in admin_users, too: take '
                "who left off admin_users.",
            ),
        ),
    ),
    Variable(
        name="username_local_part",
        type="bool",
        default=False,
        description="Behind IAP: name users by the part of the address before the @, as the blueprint did, so "
        "that their home directories are found again. False by default: the whole address is the name. A "
        "change gives everybody a new, empty home directory; the old ones stay.",
        validations=(
            Validation(
                condition=f"!var.username_local_part || !var.add_auth || length({USER_DOMAINS}) == 1 && "
                f'!contains({USER_DOMAINS}, "")',
                message="username_local_part is true, but members_allowlist may hold people of several domains: "
                "write user:, serviceAccount: and domain: members of one domain alone, or username_local_part "
                "= false.",
            ),
            Validation(
                condition="!var.username_local_part || length(distinct([for person in var.user_buckets : "
                'lower(split("@", person)[0])])) == length(var.user_buckets)',
                message='username_local_part is true, but user_buckets has ${join(", ", var.user_buckets)}, of whom '
                "two have one name before the @: write people of one domain, or username_local_part = false.",
            ),
        ),
    ),
    Variable(
        name="client_id",
        default="",
        effective="Google's managed client",
        description="Id of your own OAuth client for IAP, with client_secret; needed for people outside "
        "of the organization, and in a project without one. By default Google manages the client. A backend with an "
        "own client can not go back to the managed one.",
        validations=(
            pattern(
                "client_id",
                r"^[0-9A-Za-z][-0-9A-Za-z_.]+$",
                "the client's id as the console shows it (NUMBER-TEXT.apps.googleusercontent.com)",
                optional=True,
            ),
        ),
    ),
    Variable(
        name="client_secret",
        default="",
        effective="none",
        description="Secret of your own OAuth client. Both client_id and client_secret, or neither, as "
        "by default. It is kept in a Kubernetes secret and not in the state; a plan file holds it, as it holds every "
        "variable.",
        sensitive=True,
        validations=(
            Validation(
                condition='(var.client_secret == "") == (var.client_id == "")',
                message="client_id and client_secret belong together, but only one of them is set: write "
                "both, or neither for the client that Google manages.",
            ),
        ),
    ),
    Variable(
        name="create_brand",
        type="bool",
        default=False,
        description="Once created the project's OAuth brand. Google shut the API down on 2026-03-19; "
        "only false, the default, is accepted.",
        validations=(
            Validation(
                condition="!var.create_brand",
                message="create_brand is true, but Google shut down the API for brands in March 2026: write "
                "create_brand = false for the OAuth client that Google manages, or make a client in the "
                "console and write client_id and client_secret.",
            ),
        ),
    ),
    Variable(
        name="brand",
        default="",
        effective="unused",
        description="Name of an existing OAuth brand. Accepted and unused: IAP needs none.",
    ),
    Variable(
        name="support_email",
        default="",
        effective="unused",
        description="Contact on the consent screen. Accepted and unused: the console sets it.",
    ),
    Variable(
        name="enable_iap_service",
        type="bool",
        default=False,
        description="Accepted and unused: the IAP API is always enabled, with the others.",
    ),
    kubernetes_name("k8s_ingress_name", "jupyter-ingress", "Ingress"),
    kubernetes_name("k8s_managed_cert_name", "jupyter-managed-cert", "ManagedCertificate"),
    kubernetes_name("k8s_iap_secret_name", "jupyter-secret", "Secret with your own OAuth client, if there is one"),
    Variable(
        name="k8s_backend_config_name",
        default="",
        effective="iap-config-default",
        description="Name of the BackendConfig, iap-config-default by default. A change recreates it.",
        validations=(dns_label("k8s_backend_config_name", optional=True),),
    ),
    alias(
        "service_name",
        "k8s_backend_config_name",
        description="Name of the BackendConfig.",
        check=dns_label("service_name", optional=True),
    ),
    Variable(
        name="k8s_backend_service_name",
        default="",
        effective="proxy-public",
        description="Service behind the Ingress, the chart's proxy-public by default. Another one must be "
        "there and carry the BackendConfig.",
        validations=(dns_label("k8s_backend_service_name", optional=True),),
    ),
    alias(
        "default_backend_service",
        "k8s_backend_service_name",
        description="Service behind the Ingress.",
        check=dns_label("default_backend_service", optional=True),
    ),
    Variable(
        name="k8s_backend_service_port",
        type="number",
        default=80,
        description="Port of that Service, 80 by default.",
        validations=(
            Validation(
                condition="var.k8s_backend_service_port >= 1 && var.k8s_backend_service_port <= 65535 && "
                "floor(var.k8s_backend_service_port) == var.k8s_backend_service_port",
                message="k8s_backend_service_port is ${var.k8s_backend_service_port}: write a port from 1 to 65535.",
            ),
        ),
    ),
)
