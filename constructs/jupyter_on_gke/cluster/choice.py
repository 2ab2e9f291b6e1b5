"""What a cluster is told, by subject."""

from dataclasses import dataclass

from jupyter_on_gke.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which cluster it is."""

    project: Expression
    name: Expression
    location: Expression


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which of the clusters is made, if any."""

    create: Expression
    autopilot: Expression
    private: Expression


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a created cluster is given."""

    network: Expression
    subnetwork: Expression
    private_nodes: Expression
    authorized_networks: Expression
    release_channel: Expression
    maintenance: Expression
    security_group: Expression
    deletion_protection: Expression
    node_service_account: Expression
