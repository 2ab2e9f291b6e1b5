"""What a node pool costs: its nodes, accelerators and disks, at the fewest and at the most nodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.quantity import HOURS, Quantity

TPU = re.compile(r"((?:ct|tpu)\w+-\w+)-(\d+)t")
"""A machine with TPUs: which they are, and how many chips."""
LOCAL_SSD_GIB = 375
"""Of one local SSD (cloud.google.com/compute/docs/disks/local-ssd)."""


@dataclass(frozen=True, kw_only=True)
class Zones:
    """The zones of a pool."""

    number: int
    is_known: bool


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """How many nodes a pool has."""

    least: float
    most: float


def pool_quantities(name: str, has: dict[str, Json], zones: Zones) -> Iterator[Quantity]:
    """All that is billed for a pool."""
    nodes = nodes_of(has, zones)
    if nodes is None:
        return
    config = _first(has.get("node_config"))
    spot = "/spot" if config.get("spot") or config.get("preemptible") else ""
    # Behind the comma: it is the same pool when its zones are known.
    zoned = "" if zones.is_known or _is_total(has) else ", in three zones if Google chooses them"
    machine = config.get("machine_type") or "a machine that GKE chooses"

    def of(sku: str, what: str, unit: str, each: float) -> Quantity:
        text = f"pool {name}: {what}{zoned}"
        return Quantity(sku=sku, what=text, unit=unit, least=nodes.least * each, most=nodes.most * each)

    yield of(f"node/{machine}{spot}", f"{machine}{' spot' if spot else ''}, {_count(nodes)}", "node hours", HOURS)
    for each in config.get("guest_accelerator") or ():
        if each.get("count") and each.get("type"):
            kind, count = each["type"], each["count"]
            yield of(f"gpu/{kind}{spot}", f"GPUs, {count} x {kind} a node", "GPU hours", count * HOURS)
    if chips := TPU.fullmatch(machine):
        yield of(f"tpu/{chips[1]}{spot}", f"TPUs, {chips[2]} chips a node", "chip hours", int(chips[2]) * HOURS)
    if size := config.get("disk_size_gb"):
        kind = config.get("disk_type") or "GKE's default"
        yield of(f"disk/{kind}", f"boot disks, {size} GiB {kind} each", "GiB-months", size)
    if ssds := _local_ssds(config):
        yield of(f"local-ssd{spot}", f"local SSDs, {ssds} a node", "GiB-months", ssds * LOCAL_SSD_GIB)


def nodes_of(has: dict[str, Json], zones: Zones) -> Nodes | None:
    """Nodes in all zones; None where nothing says how many."""
    scaling = _first(has.get("autoscaling"))
    if _is_total(has):
        return Nodes(least=scaling.get("total_min_node_count") or 0, most=scaling["total_max_node_count"])
    if scaling.get("max_node_count"):
        least, most = scaling.get("min_node_count") or 0, scaling["max_node_count"]
        return Nodes(least=least * zones.number, most=most * zones.number)
    count = has.get("node_count") if has.get("node_count") is not None else has.get("initial_node_count")
    return Nodes(least=count * zones.number, most=count * zones.number) if count is not None else None


def _is_total(has: dict[str, Json]) -> bool:
    """Whether the autoscaler counts the nodes of all zones together."""
    return bool(_first(has.get("autoscaling")).get("total_max_node_count"))


def _first(blocks: Json) -> dict[str, Json]:
    return (blocks[0] or {}) if isinstance(blocks, list) and blocks else {}


def _count(nodes: Nodes) -> str:
    return f"{nodes.least:g} nodes" if nodes.least == nodes.most else f"{nodes.least:g} to {nodes.most:g} nodes"


def _local_ssds(config: dict[str, Json]) -> int:
    blocks = ("ephemeral_storage_local_ssd_config", "local_nvme_ssd_block_config")
    in_blocks = sum(_first(config.get(each)).get("local_ssd_count") or 0 for each in blocks)
    return int(config.get("local_ssd_count") or in_blocks)
