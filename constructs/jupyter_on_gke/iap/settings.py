"""What the way in is told, by subject."""

from dataclasses import dataclass

from jupyter_on_gke.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Servers:
    """Where people's servers are: `host` (`*.HOST` for one for each person, "" if not apart), and its certificate.

    With a host for each person either a TLS secret or a pre-shared certificate is named, else Google makes one.
    """

    host: Expression
    apart: Expression
    for_each_person: Expression
    tls_secret: Expression
    pre_shared_certificate: Expression


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names that people open.

    `servers` is a host, `*.HOST` with one for each person, or "" where servers are on the hub's.
    """

    hub: Expression
    servers: Expression
    apart: Expression
    for_each_person: Expression


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """What is there before there is a hub, by the names that Google knows."""

    names: Names
    address_name: Expression
    tls_policy_name: Expression


@dataclass(frozen=True, kw_only=True)
class OauthClient:
    """The team's own OAuth client, and the name of its secret; an id of "" is the client that Google manages."""

    id: Expression
    secret: Expression
    secret_name: Expression


@dataclass(frozen=True, kw_only=True)
class LoadBalancer:
    """Names of the Ingress and of what Google's load balancer has, and how long it holds a connection."""

    ingress_name: Expression
    certificate_name: Expression
    address_name: Expression
    tls_policy: Expression
    timeout_seconds: Expression
    armor_policy: Expression


@dataclass(frozen=True, kw_only=True)
class Backends:
    """The Services behind the load balancer: of the chart's proxy, and of the hub."""

    config_name: Expression
    service_name: Expression
    service_port: Expression
    jupyterhub_release: str
    hub_service: Expression
    separate_hub: Expression
