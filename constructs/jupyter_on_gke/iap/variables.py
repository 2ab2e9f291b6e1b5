"""The variables of Identity-Aware Proxy: who is let in, and how JupyterHub is reached."""

from jupyter_on_gke.iap import members, oauth_client
from jupyter_on_gke.iap.members import address_check
from jupyter_on_gke.variables import placeholders
from jupyter_on_gke.variables.numbers import whole_number
from jupyter_on_gke.variables.variable import Variable, alias, dns_label, pattern, validation


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
            validation(members.members_have_their_form),
            validation(members.somebody_may_pass),
            validation(members.members_are_filled_in),
        ),
    ),
    Variable(
        name="admin_users",
        type="list(string)",
        default=[],
        description="E-mail addresses of JupyterHub's administrators behind IAP, nobody by default. They "
        "must be allowed to pass IAP, too. A change restarts the hub; who is taken off the list stays an "
        "administrator until that is changed on the hub's admin page.",
        validations=(
            address_check("admin_users"),
            validation(members.administrators_may_pass, members=members.LET_IN),
            placeholders.own_people("admin_users"),
        ),
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
            validation(members.nobody_is_both),
        ),
    ),
    Variable(
        name="username_local_part",
        type="bool",
        default=False,
        description="Behind IAP: name users by the part of the address before the @, as the blueprint did, so that "
        "their home directories are found again. False by default: the whole address is the name. A change gives "
        "everybody a new, empty home directory; the old ones stay. Of user_buckets it makes other buckets, and "
        "destroys those that are there if they are empty, else Terraform stops.",
        validations=(
            validation(members.members_are_of_one_domain),
            validation(members.buckets_are_of_one_domain),
        ),
    ),
    Variable(
        name="client_id",
        default="",
        effective="Google's managed client",
        description="Id of your own OAuth client for IAP, with client_secret; needed for people outside of the "
        "organization, and in a project without one. By default Google manages the client. With another one people "
        "may have to sign in anew: a change is made in place; a backend with an own client can not go back to the "
        "managed one.",
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
        description="Secret of your own OAuth client. Both client_id and client_secret, or neither, as by default. "
        "It is kept in a Kubernetes secret and not in the state; a plan file holds it, as it holds every variable. A "
        "change writes that secret anew.",
        sensitive=True,
        validations=(validation(oauth_client.client_is_whole), validation(placeholders.secret_is_filled_in)),
    ),
    Variable(
        name="create_brand",
        type="bool",
        default=False,
        description="Once created the project's OAuth brand. Google shut the API down on 2026-03-19; only false, the "
        "default, is accepted, so nothing changes.",
        validations=(validation(oauth_client.brands_are_made_in_the_console),),
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
        description="Service behind the Ingress, the chart's proxy-public by default. Another one must be there and "
        "carry the BackendConfig. A change makes another backend at Google's load balancer, and for minutes there "
        "may be no answer.",
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
        description="Port of that Service, 80 by default. A change makes another backend at Google's load balancer, "
        "and for minutes there may be no answer.",
        validations=(whole_number("k8s_backend_service_port", 1, 65535, "a port"),),
    ),
)
