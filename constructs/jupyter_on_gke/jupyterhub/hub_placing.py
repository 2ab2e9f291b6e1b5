"""Where hub and proxy are: on nodes that stay, that they may run on, and that the hub's disk attaches to.

Plan-time functions. Where every pool will do nothing is said: a pool may come and go.
"""

from jupyter_on_gke.accelerators.catalog import POOL_LABEL
from jupyter_on_gke.accelerators.lookups import by_machine
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import at, distinct, keys_of, plan_time
from jupyter_on_gke.variables.refusal import refusal

# The disk of standard-rwo, the class that GKE has everywhere, where the hub's claim is.
USUAL_DISK = "pd-balanced"
# The smallest Hyperdisk has 4 GiB.
SIZE = "10Gi"


@plan_time
def hub_is_placed(written_values: object) -> bool:
    """Whether its place is written by hand."""
    hub = keys_of(at(written_values, "hub"))
    scheduling = keys_of(at(written_values, "scheduling"))
    return "nodeSelector" in hub or "tolerations" in hub or "extraPodSpec" in hub or "corePods" in scheduling


@plan_time
def hub_pools_possible(all_pools: list[Pool]) -> list[Pool]:
    """The pools on which it can run."""
    return [pool for pool in all_pools if pool.takes_hub]


@plan_time
def takes_usual_disk(pool: Pool, disks: dict[str, list[str]]) -> bool:
    """Whether the usual disk can be attached; where nothing is known, it can."""
    known = by_machine(disks, pool.machine_type)
    return len(known) == 0 or USUAL_DISK in known


@plan_time
def hub_pools_attachable(hub_pools_possible: list[Pool], disks: dict[str, list[str]]) -> list[Pool]:
    """Those to which the usual disk can be attached, if any: before anything else, a disk that is there must attach."""
    usual = [pool for pool in hub_pools_possible if takes_usual_disk(pool, disks)]
    return usual if len(usual) > 0 else hub_pools_possible


@plan_time
def is_plain(pool: Pool) -> bool:
    """Whether its nodes stay, and cost no more than they must."""
    return not pool.spot and pool.accelerator == ""


@plan_time
def hub_pools_second(hub_pools_attachable: list[Pool]) -> list[str]:
    """The pools that are not plain, where others are."""
    plain = [pool for pool in hub_pools_attachable if is_plain(pool)]
    return [pool.name for pool in hub_pools_attachable if not is_plain(pool) and len(plain) > 0]


@plan_time
def zones_of(pools: list[Pool]) -> list[str]:
    """The zones of the pools."""
    return distinct(
        [zone for pool in pools for zone in (pool.zones if pool.zones is not None and len(pool.zones) > 0 else ["any"])]
    )


@plan_time
def hub_needs_second(hub_pools_attachable: list[Pool]) -> bool:
    """Whether the hub's disk may be in a zone that has no plain pool."""
    plain = [pool for pool in hub_pools_attachable if is_plain(pool)]
    return len(set(zones_of(hub_pools_attachable)) - set(zones_of(plain))) > 0


@plan_time
def hub_avoids(
    all_pools: list[Pool],
    hub_pools_attachable: list[Pool],
    hub_pools_second: list[str],
    hub_needs_second: bool,
    hub_is_placed: bool,
) -> list[str]:
    """The pools where it never is; of others GKE's own taints keep it away."""
    attachable = [pool.name for pool in hub_pools_attachable]
    return [
        pool.name
        for pool in all_pools
        if not hub_is_placed
        and (
            (pool.name not in attachable and (pool.takes_hub or pool.unfit != ""))
            or (pool.name in hub_pools_second and not hub_needs_second)
        )
    ]


@plan_time
def hub_rather_avoids(hub_pools_second: list[str], hub_avoids: list[str], hub_is_placed: bool) -> list[str]:
    """The pools where it is only if its disk is in their zone."""
    return [name for name in hub_pools_second if not hub_is_placed and name not in hub_avoids]


@plan_time
def hub_takes_hyperdisk_alone(hub_pools_possible: list[Pool], disks: dict[str, list[str]]) -> bool:
    """Whether the usual disk can be attached to none of its pools."""
    return len(hub_pools_possible) > 0 and not any(takes_usual_disk(pool, disks) for pool in hub_pools_possible)


@plan_time
def not_in(pools: list[str]) -> dict[str, object]:
    """A term of nodes that are not in the pools."""
    return {"matchExpressions": [{"key": POOL_LABEL, "operator": "NotIn", "values": pools}]}


@plan_time
def hub_preferences(hub_rather_avoids: list[str]) -> list[object]:
    """What it prefers of nodes, the first of which the chart's core pods prefer anyway."""
    core = {"matchExpressions": [{"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["core"]}]}
    return [
        {"weight": 100, "preference": core},
        *([{"weight": 100, "preference": not_in(hub_rather_avoids)}] if len(hub_rather_avoids) > 0 else []),
    ]


@plan_time
def hub_affinity(hub_avoids: list[str], hub_preferences: list[object]) -> dict[str, object]:
    """The nodes for hub and proxy."""
    required = {"nodeSelectorTerms": [not_in(hub_avoids)]}
    return {
        **({"requiredDuringSchedulingIgnoredDuringExecution": required} if len(hub_avoids) > 0 else {}),
        "preferredDuringSchedulingIgnoredDuringExecution": hub_preferences,
    }


@plan_time
def values_place(
    hub_avoids: list[str],
    hub_rather_avoids: list[str],
    hub_affinity: object,
    hub_takes_hyperdisk_alone: bool,
    home_class: str,
) -> dict[str, object]:
    """The chart's values."""
    somewhere = len(hub_avoids) + len(hub_rather_avoids) > 0
    claim = {"storageClassName": home_class, "storage": SIZE}
    # Or the chart writes an affinity beside ours.
    core_pods = {"nodeAffinity": {"matchNodePurpose": "ignore"}}
    return {
        **({"scheduling": {"corePods": core_pods}} if somewhere else {}),
        "hub": {
            **({"extraPodSpec": {"affinity": {"nodeAffinity": hub_affinity}}} if somewhere else {}),
            **({"db": {"pvc": claim}} if hub_takes_hyperdisk_alone else {}),
        },
        "proxy": {"chp": {**({"extraPodSpec": {"affinity": {"nodeAffinity": hub_affinity}}} if somewhere else {})}},
    }


@plan_time
def a_pool_takes_the_hub(
    hub_is_placed: bool,
    pools: list[Pool],
    hub_pools_possible: list[Pool],
    made_on_demand: list[str],
    all_pools: list[Pool],
) -> str:
    """Refuses a cluster that has no place for it; without any pool for servers, the sentence about profiles says it."""
    if hub_is_placed or len(pools) == 0 or len(hub_pools_possible) > 0 or "cpu" in made_on_demand:
        return ""
    why = [f"{pool.name} {pool.unfit if pool.unfit != '' else 'is for servers alone'}" for pool in all_pools]
    return (
        f"profiles: no node pool of the cluster takes the hub ({', '.join(why)}): add a pool of Linux on x86 without "
        "taints."
    )


@plan_time
def hubs_disk_attaches(
    written_values: object,
    hub_takes_hyperdisk_alone: bool,
    hub_pools_possible: list[Pool],
    home_storage_class: str,
    home_disk_type: str,
) -> str:
    """Refuses machines to which no disk of the hub can be attached."""
    if (
        "db" in keys_of(at(written_values, "hub"))
        or not hub_takes_hyperdisk_alone
        or home_storage_class != ""
        or home_disk_type.startswith("hyperdisk")
    ):
        return ""
    return (
        f'home_disk_type is "{home_disk_type}", but the machines of '
        f"{', '.join([pool.name for pool in hub_pools_possible])} take Hyperdisk alone, and the hub has a disk, too: "
        'write home_disk_type = "hyperdisk-balanced", or another machine_type.'
    )


REFUSALS = (
    refusal(a_pool_takes_the_hub),
    refusal(
        hubs_disk_attaches,
        home_storage_class=var("home_storage_class"),
        home_disk_type=var("home_disk_type"),
    ),
)
"""What stops a plan."""
