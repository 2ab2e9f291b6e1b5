"""What the cluster, and what stands on it, is called, and where and when it is: plan-time functions."""

from dataclasses import dataclass

from jupyter_on_gke.plan_time import PlanTime, captured, plan_time, sha256, start
from jupyter_on_gke.variables.prefix import prefixed


@dataclass(frozen=True, kw_only=True)
class Maintenance:
    """When GKE may upgrade; all are empty for any time, the last two for four hours a day."""

    start: str
    end: str
    recurrence: str


@plan_time
def cluster_name(goog_cm_deployment_name: str, cluster_name: str) -> str:
    """The name of the cluster."""
    return prefixed(cluster_name, goog_cm_deployment_name)


@plan_time
def region(cluster_location: str) -> str:
    """The region of a region or zone."""
    return "-".join(cluster_location.split("-")[:2])


@plan_time
def private_nodes(private_nodes: str, private_cluster: bool, create_network: bool) -> bool:
    """Whether nodes have no public addresses: as it is written, else where there is Cloud NAT, or should be."""
    return private_cluster or create_network if private_nodes == "" else private_nodes == "true"


@plan_time
def channel_of_new_cluster(release_channel: str) -> str:
    """GKE's release channel: as it is written, else REGULAR. A cluster that is there keeps its own by default."""
    return release_channel if release_channel != "" else "REGULAR"


@plan_time
def maintenance(maintenance_start_time: str, maintenance_end_time: str, maintenance_recurrence: str) -> Maintenance:
    """When GKE may upgrade."""
    return Maintenance(start=maintenance_start_time, end=maintenance_end_time, recurrence=maintenance_recurrence)


@plan_time
def digest(cluster_location: str, cluster_name: str, namespace: str) -> str:
    """Sets apart what two hubs of one project have at Google."""
    return start(sha256(f"{cluster_location}/{cluster_name}/{namespace}"), 8)


def beginning(count: int) -> PlanTime[[str], str]:
    """A function that gives the first letters of a name, of what names at Google are made of."""
    pattern = f"^([^/]{{0,{count}}})"

    @plan_time
    def first_letters(name: str) -> str:
        return "".join(captured(pattern, name))

    return first_letters


of_account, of_firewall, of_way_out = beginning(18), beginning(50), beginning(59)


@plan_time
def account_of_nodes(cluster_location: str, cluster_name: str) -> str:
    """A service account's name: a cluster's may be longer, and be taken in another location."""
    return f"{of_account(cluster_name)}-nodes-{start(sha256(f'{cluster_location}/{cluster_name}'), 4)}"


@plan_time
def firewall(network: str) -> str:
    """The name of a network's firewall rule, which may be no longer."""
    return f"{of_firewall(network)}-deny-ingress"


@plan_time
def way_out(network: str) -> str:
    """The name of a network's router and of its Cloud NAT, which may be no longer."""
    return f"{of_way_out(network)}-nat"


@plan_time
def subnetwork_name(network: str, subnetwork: str) -> str:
    """The name of the subnetwork: by default the network's."""
    return network if subnetwork == "" else subnetwork


@plan_time
def network(created: str | None, name: str) -> str:
    """The network of a created cluster: the one that is made, else the one of the name."""
    return created if created is not None else name


@plan_time
def subnetwork(created: str | None, name: str) -> str:
    """The subnetwork of a created cluster: the one that is made, else the one of the name."""
    return created if created is not None else name
