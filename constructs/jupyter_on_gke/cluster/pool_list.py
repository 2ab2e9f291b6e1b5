"""Settles the node pools of the cluster in one form, whichever variable or existing cluster they come from."""

import json
from typing import Any

from constructs import Construct
from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.catalog import SPOT_LABEL
from jupyter_on_gke.accelerators.machines import ARM_FAMILIES
from jupyter_on_gke.expressions import Expression, data, for_each, interpolate, settle
from jupyter_on_gke.written_values import USER_POD_TAINTS, mounts_own_bucket, tolerations

EXISTING = "one(data.google_container_cluster.existing)"
EXISTING_POOLS = f"try([for pool in {EXISTING}.node_pool : merge(pool, {{node = pool.node_config[0]}})], [])"
# The first type of disk that the machine takes; where nothing is known of it, the blueprint's.
BOOT_DISK = f'coalesce(pool.disk_type, {catalog.by_machine("local.boot_disks", "pool.machine_type")}, "pd-standard")'
# The nodes' own metadata server hands out the node's account, to whoever may ask it.
MODE = 'try(coalesce(pool.node.workload_metadata_config[0].mode), "")'
NO_METADATA_SERVER = "lacks GKE's metadata server"
NEEDS_METADATA_SERVER = (
    '(var.add_auth || var.gcs_bucket != "" || length(var.user_buckets) + length(var.notebook_project_roles) > 0 || '
    'anytrue([for profile in local.written_profiles : contains(profile.storage, "gcsfuse")]) || '
    f"{mounts_own_bucket()})"
)
TPU_OF_NODE = "local.tpu_machine_types[pool.node.machine_type]"


class PoolList(Construct):
    """The locals about node pools, and the catalog of accelerators that they are read with.

    `cpu`, `gpu` and `tpu` are the pools of the variables, with `zones` (null where GKE chooses), `accelerator`
    ("" for none), `count` (accelerators of a node), `machine_type` and `driver` filled in. `every` are those of
    the cluster in use on which a server can be, created or existing, with name, accelerator, count, spot, zones and
    machine_type. `all` has those that are left out, too, with the reason as `unfit`; `takes_hub` says whether the hub
    can be there. An Autopilot cluster has none: GKE makes nodes for pods.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        location: Expression,
        create: Expression,
        autopilot: Expression,
        cpu_pools: Expression,
        gpu_pools: Expression,
        tpu_pools: Expression,
    ) -> None:
        super().__init__(scope, id_)
        settle(self, "accelerators", catalog.accelerators())
        settle(self, "tpu_machine_types", catalog.tpu_machine_types())
        settle(self, "boot_disks", catalog.boot_disks())
        self.cpu = self._fill_in("cpu", cpu_pools, location, cpu_facts())
        self.gpu = self._fill_in("gpu", gpu_pools, location, gpu_facts())
        self.tpu = self._fill_in("tpu", tpu_pools, location, tpu_facts())

        created = [uniform(pools) for pools in (self.cpu, self.gpu, self.tpu)]
        is_standard = f"!({autopilot})"
        self.all = settle(
            self,
            "all_pools",
            interpolate(
                f"concat([for pool in concat({', '.join(created)}) : pool if {create} && {is_standard}], "
                f"[for pool in {existing()} : pool if !{create} && {is_standard}])"
            ),
        )
        self.every = settle(self, "pools", interpolate(f'[for pool in {self.all} : pool if pool.unfit == ""]'))

        # Pools that GKE makes when a pod asks for them; where nothing is known of the nodes, nothing is refused.
        provisioning = f"{EXISTING}.cluster_autoscaling[0]"
        enabled = f"try(coalesce({provisioning}.enabled, false), false)"
        limits = f"{enabled} ? {provisioning}.resource_limits[*].resource_type : []"
        anything = 'concat(["cpu"], keys(local.accelerators))'
        settle(self, "made_on_demand", interpolate(f"length({self.all}) == 0 ? {anything} : try({limits}, [])"))

    def _fill_in(self, kind: str, pools: Expression, location: Expression, facts: dict[str, Expression]) -> Expression:
        """A local with the pools of one variable and what the catalog knows of them."""
        named = Expression(f"[for pool in {pools} : merge(pool, {data(facts)})]")
        rest = data({"zones": Expression(zones_of_pool(location)), "disk_type": Expression(BOOT_DISK)})
        return settle(self, f"{kind}_pools", interpolate(f"[for pool in {named} : merge(pool, {rest})]"))


def zones_of_pool(location: Expression) -> str:
    """Zones that were written; else the zonal cluster's; else the region's that offer the accelerator, if known."""
    given = '[for zone in split(",", pool.node_locations) : trimspace(zone)]'
    offered = catalog.zones_in.terraform(zones="local.accelerators[pool.accelerator].zones", region=location)
    unknown_is_null = f"try(coalescelist({offered}), null)"
    zonal = f'length(split("-", {location})) > 2'
    return f'pool.node_locations != "" ? {given} : {zonal} ? [{location}] : {unknown_is_null}'


def cpu_facts() -> dict[str, Any]:
    """What holds for pools without accelerators."""
    return {"accelerator": "", "count": 0}


def gpu_facts() -> dict[str, Any]:
    """What a GPU pool leaves to the catalog: the smallest machine type for so many GPUs, the driver and Secure Boot."""
    known = "local.accelerators[pool.accelerator_type]"
    count = "max(1, pool.accelerator_count)"
    return {
        "accelerator": Expression("pool.accelerator_type"),
        "count": Expression(count),
        "machine_type": Expression(f"coalesce(pool.machine_type, try({known}.machine_types[tostring({count})], null))"),
        "driver": Expression(f'coalesce(pool.gpu_driver_version, try({known}.driver, null), "DEFAULT")'),
        # On Ubuntu the driver is a module that Secure Boot refuses.
        "secure_boot": Expression('startswith(pool.image_type, "COS")'),
    }


def tpu_facts() -> dict[str, Any]:
    """A TPU pool's machine type says all."""
    known = "local.tpu_machine_types[pool.machine_type]"
    return {"accelerator": Expression(f"{known}.accelerator"), "count": Expression(f"{known}.chips")}


def uniform(pools: Expression) -> Expression:
    """The pools of the variables in the one form. Those with accelerators have a taint."""
    names = ("name", "accelerator", "count", "zones", "machine_type")
    one_form = {name: Expression(f"pool.{name}") for name in names}
    unfit = unfit_because(image="pool.image_type", machine_type="pool.machine_type")
    takes_hub = Expression(f'pool.accelerator == "" && {unfit} == ""')
    spot = Expression("pool.spot || pool.preemptible")
    return for_each("pool", pools, {**one_form, "spot": spot, "unfit": unfit, "takes_hub": takes_hub})


def existing() -> Expression:
    """The pools of the existing cluster in the one form, as GKE reports them."""
    gpu = "pool.node.guest_accelerator[0]"
    accelerator = f'try({gpu}.type, {TPU_OF_NODE}.accelerator, "")'
    spot = "coalesce(pool.node.spot, false) || coalesce(pool.node.preemptible, false)"
    because = unfit_because(image="pool.node.image_type", machine_type="pool.node.machine_type")
    without_server = f'{NEEDS_METADATA_SERVER} && !startswith({MODE}, "GKE_METADATA") ? "{NO_METADATA_SERVER}" : ""'
    # The pool's own, and GKE's; `taint` has those alone that Terraform once wrote.
    taints = "[for taint in try(coalesce(pool.node.effective_taints), []) : taint if {}]"
    for_servers = taints.format(not_tolerated(server_tolerates(accelerator, spot)))
    for_hub = taints.format(not_tolerated(dedicated("core")))
    shown = f'[for taint in {for_servers} : "${{taint.key}}=${{taint.value}}"]'
    tainted = f'length({shown}) > 0 ? "has the taint ${{join(" and ", {shown})}}" : ""'
    unfit = f'try(coalesce({because}, {without_server}, {tainted}), "")'
    takes_hub = f'try(coalesce({because}, {without_server}), "") == "" && length({for_hub}) == 0'
    return for_each(
        "pool",
        EXISTING_POOLS,
        {
            "name": Expression("pool.name"),
            "accelerator": Expression(accelerator),
            "count": Expression(f"try({gpu}.count, {TPU_OF_NODE}.chips, 0)"),
            "zones": Expression("try(coalescelist(pool.node_locations), null)"),
            "machine_type": Expression("pool.node.machine_type"),
            "spot": Expression(spot),
            "unfit": Expression(unfit),
            "takes_hub": Expression(takes_hub),
        },
    )


def unfit_because(*, image: str, machine_type: str) -> Expression:
    """An expression: why no server, and no hub, can be on such nodes, whatever taints they have; "" if one can."""
    windows = f'startswith(try(upper({image}), ""), "WINDOWS")'
    arm = f'contains({json.dumps(list(ARM_FAMILIES))}, split("-", {machine_type})[0])'
    return Expression(f'({windows} ? "runs Windows" : try({arm}, false) ? "has Arm processors" : "")')


def dedicated(purpose: str) -> str:
    """True for the taint that JupyterHub's chart has for nodes of a purpose, and tolerates."""
    return (
        f'contains({json.dumps(list(USER_POD_TAINTS))}, taint.key) && taint.value == "{purpose}" && '
        'taint.effect == "NO_SCHEDULE"'
    )


def server_tolerates(accelerator: str, spot: str) -> str:
    """True for the taints of `tolerations` in kubespawner.py, which has the chart's, too."""
    kinds = json.dumps([catalog.GPU_RESOURCE, catalog.TPU_RESOURCE])
    no_schedule = 'taint.effect == "NO_SCHEDULE"'
    effect = 'lower(replace(taint.effect, "_", ""))'
    written = (
        f'anytrue([for each in {tolerations()} : contains(["", taint.key], try(coalesce(each.key), "")) && '
        f'contains(["", {effect}], lower(try(coalesce(each.effect), ""))) && '
        '(try(each.operator, "Equal") == "Exists" || try(each.value, "") == taint.value)])'
    )
    return (
        f'{written} || contains({kinds}, taint.key) && {accelerator} != "" && {no_schedule} || '
        f'taint.key == "{SPOT_LABEL}" && taint.value == "true" && ({spot}) && {no_schedule}'
    )


def not_tolerated(tolerated: str) -> str:
    """True for a taint that keeps a pod away."""
    return f'taint.effect != "PREFER_NO_SCHEDULE" && !({tolerated})'
