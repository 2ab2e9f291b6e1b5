"""Settles how the control plane is reached: by the endpoint that there is, and whose certificate that has."""

from dataclasses import dataclass

from constructs import Construct
from jupyter_on_gke.cluster import reaching
from jupyter_on_gke.cluster.choice import Choice
from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.plan_time import settle_logic


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """Where the cluster answers, which is null where it does not."""

    ip: Expression
    dns: Expression
    ca_certificate: Expression


class Connection(Construct):
    """How Terraform reaches the control plane.

    - `dns`: the DNS-based endpoint, with a public certificate and IAM before it: every created cluster, and an
      existing one whose DNS-based endpoint is open to the outside;
    - `gateway`: Connect Gateway, for an existing cluster whose membership of a fleet is given, or, where neither
      that endpoint is open nor there is a public one, that the cluster itself names;
    - `ip`: the public endpoint of any other existing cluster, with the cluster's own certificate authority.

    `host` is the one in use, and `ca_certificate` whose certificate it has; null where that is a public one.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        project_number: Expression,
        choice: Choice,
        cluster_name: Expression,
        membership: Expression,
        endpoints: Endpoints,
    ) -> None:
        super().__init__(scope, id_)
        way = settle_logic(
            self,
            reaching.cluster_reached_by,
            create_cluster=choice.create,
            private_cluster=choice.private,
            cluster_membership_id=membership,
        )
        settle_logic(self, reaching.membership_location, cluster_membership_id=membership)
        settle_logic(self, reaching.membership_id, cluster_membership_id=membership, cluster_name=cluster_name)
        host = settle_logic(
            self,
            reaching.cluster_host,
            cluster_endpoint=endpoints.ip,
            cluster_dns_endpoint=endpoints.dns,
            project_number=project_number,
        )
        self.host = Expression(f"{host}[{way}]")
        self.ca_certificate = reaching.authority.terraform(
            cluster_reached_by=way, cluster_ca_certificate=endpoints.ca_certificate
        )
