"""Settles where hub and proxy are: on nodes that stay, that they may run on, and that the hub's disk attaches to."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.catalog import POOL_LABEL
from jupyter_on_gke.expressions import Expression, Only, data, interpolate, settle
from jupyter_on_gke.variables.refusal import Refusal

# The disk of standard-rwo, the class that GKE has everywhere, where the hub's claim is.
USUAL_DISK = "pd-balanced"
# The smallest Hyperdisk has 4 GiB.
SIZE = "10Gi"

WRITTEN = "local.written_values"
PLACES = ("hub.nodeSelector", "hub.tolerations", "hub.extraPodSpec", "scheduling.corePods")
PLACED_BY_HAND = " || ".join(f"can({WRITTEN}.{path})" for path in PLACES)
DISKS = catalog.by_machine("local.disks", "pool.machine_type")
TAKES_USUAL = f'contains(try(coalescelist({DISKS}), ["{USUAL_DISK}"]), "{USUAL_DISK}")'
PLAIN = '!pool.spot && pool.accelerator == ""'


REFUSALS = (
    Refusal(
        condition=f"{PLACED_BY_HAND} || length(local.pools) == 0 || length(local.hub_pools_possible) > 0 || "
        # Without any pool for servers, the sentence about profiles says it.
        'contains(local.made_on_demand, "cpu")',
        message="profiles: no node pool of the cluster takes the hub ("
        '${join(", ", [for pool in local.all_pools : "${pool.name} ${pool.unfit == "" ? '
        '"is for servers alone" : pool.unfit}"])}): add a pool of Linux on x86 without taints.',
    ),
    Refusal(
        condition=f"can({WRITTEN}.hub.db) || !(local.hub_takes_hyperdisk_alone) || "
        'var.home_storage_class != "" || startswith(var.home_disk_type, "hyperdisk")',
        message='home_disk_type is "${var.home_disk_type}", but the machines of '
        '${join(", ", local.hub_pools_possible[*].name)} take Hyperdisk alone, and the hub has a disk, too: write '
        'home_disk_type = "hyperdisk-balanced", or another machine_type.',
    ),
)


class HubPlace(Construct):
    """`values` for the chart, and `refusals`. Where every pool will do nothing is said: a pool may come and go."""

    def __init__(self, scope: Construct, id_: str, *, all_pools: Expression, home_class: Expression) -> None:
        super().__init__(scope, id_)
        possible = settle(
            self, "hub_pools_possible", interpolate(f"[for pool in {all_pools} : pool if pool.takes_hub]")
        )
        # Before anything else: a disk that is there must attach.
        usual = f"anytrue([for pool in {possible} : {TAKES_USUAL}])"
        attachable = settle(
            self,
            "hub_pools_attachable",
            interpolate(f"[for pool in {possible} : pool if {TAKES_USUAL} || !{usual}]"),
        )
        plain = f"[for pool in {attachable} : pool if {PLAIN}]"
        # Away from a zone in which the hub's disk may be: only if it can be.
        elsewhere = f"length(setsubtract({zones(attachable)}, {zones(plain)})) > 0"
        second = settle(
            self,
            "hub_pools_second",
            interpolate(f"[for pool in {attachable} : pool.name if !({PLAIN}) && length({plain}) > 0]"),
        )
        avoided = settle(
            self,
            "hub_avoids",
            interpolate(
                f"[for pool in {all_pools} : pool.name if !({PLACED_BY_HAND}) && ("
                f'(!contains({attachable}[*].name, pool.name) && (pool.takes_hub || pool.unfit != "")) || '
                f"(contains({second}, pool.name) && !({elsewhere})))]"
            ),
        )
        rather_not = f"[for name in {second} : name if !({PLACED_BY_HAND}) && !contains({avoided}, name)]"
        only_hyperdisk = settle(self, "hub_takes_hyperdisk_alone", interpolate(f"length({possible}) > 0 && !{usual}"))
        self.values = settle(
            self,
            "values_place",
            interpolate(data(place(avoided, rather_not, home_class=home_class, own_class=only_hyperdisk))),
        )
        self.refusals = REFUSALS


def zones(pools: str) -> str:
    """An expression: the zones of the pools."""
    return f'toset(flatten([for pool in {pools} : try(coalescelist(pool.zones), ["any"])]))'


def place(avoided: str, rather_not: str, *, home_class: str, own_class: str) -> dict[str, Any]:
    """The chart's values."""

    def not_in(names: str) -> dict[str, Any]:
        return {"matchExpressions": [{"key": POOL_LABEL, "operator": "NotIn", "values": Expression(names)}]}

    # What the chart's core pods prefer anyway.
    purpose = {"matchExpressions": [{"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["core"]}]}
    somewhere = f"length({avoided}) + length({rather_not}) > 0"
    affinity = {
        "requiredDuringSchedulingIgnoredDuringExecution": Only(
            condition=f"length({avoided}) > 0", value={"nodeSelectorTerms": [not_in(avoided)]}
        ),
        "preferredDuringSchedulingIgnoredDuringExecution": [
            {"weight": 100, "preference": purpose},
            Only(condition=f"length({rather_not}) > 0", value={"weight": 100, "preference": not_in(rather_not)}),
        ],
    }
    spec = Only(condition=somewhere, value={"affinity": {"nodeAffinity": affinity}})
    claim = {"storageClassName": Expression(home_class), "storage": SIZE}
    return {
        # Or the chart writes an affinity beside ours.
        "scheduling": Only(condition=somewhere, value={"corePods": {"nodeAffinity": {"matchNodePurpose": "ignore"}}}),
        "hub": {"extraPodSpec": spec, "db": Only(condition=own_class, value={"pvc": claim})},
        "proxy": {"chp": {"extraPodSpec": spec}},
    }
