"""What is written of a cluster that is not made here, and has no effect: plan-time functions."""

from dataclasses import asdict

from jupyter_on_gke.cluster.pool import CpuPool
from jupyter_on_gke.cluster.pool_variables import DEFAULT_CPU_POOL
from jupyter_on_gke.plan_time import as_json, plan_time

BY_DEFAULT: str = as_json([asdict(CpuPool(**DEFAULT_CPU_POOL))])


@plan_time
def written_pools(
    written_cpu_pools: object, written_gpu_pools: list[object], written_tpu_pools: list[object]
) -> list[str]:
    """The variables of node pools that are not as by default."""
    found = {
        "cpu_pools": as_json(written_cpu_pools) != BY_DEFAULT,
        "gpu_pools": len(written_gpu_pools) > 0,
        "tpu_pools": len(written_tpu_pools) > 0,
    }
    return [name for name, is_written in sorted(found.items()) if is_written]


@plan_time
def written_network(create_network: bool, network: str, subnetwork: str, private_nodes: str) -> list[str]:
    """The variables of the network that are not as by default."""
    found = {
        "create_network": create_network,
        "network": network != "default",
        "private_nodes": private_nodes != "",
        "subnetwork": subnetwork != "",
    }
    return [name for name, is_written in sorted(found.items()) if is_written]


@plan_time
def written_upkeep(maintenance_start_time: str, release_channel: str, security_group: str) -> list[str]:
    """The variables of what GKE does with a cluster that are not as by default."""
    found = {
        "maintenance_start_time": maintenance_start_time != "",
        "release_channel": release_channel != "",
        "security_group": security_group != "",
    }
    return [name for name, is_written in sorted(found.items()) if is_written]


@plan_time
def created_cluster_is_meant(
    create_cluster: bool,
    manage: list[str],
    written_pools: list[str],
    written_network: list[str],
    written_upkeep: list[str],
) -> str:
    """Warns of what a cluster that is there does not look at. The blueprint took it, too, so it is no refusal."""
    upkeep = written_upkeep if "cluster" not in manage else []
    found = [*written_pools, *written_network, *upkeep]
    if not create_cluster and len(found) > 0:
        return (
            f"create_cluster is false, and a cluster that is there is used as it is, without {', '.join(found)}: leave "
            "these out, or write create_cluster = true for a new cluster."
        )
    return ""
