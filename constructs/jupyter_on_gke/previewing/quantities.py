"""What costs money after a plan, as quantities per month. No price is here: Google's are Google's to say.

A month is 730 hours, as in Google's own calculator (cloud.google.com/products/calculator).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_on_gke.cluster.names import region
from jupyter_on_gke.cluster.regions import ZONES_OF_A_REGION
from jupyter_on_gke.previewing import servers
from jupyter_on_gke.previewing.changes import Change, Json, changes_of, data_of, name_of
from jupyter_on_gke.previewing.pools import Zones, pool_quantities
from jupyter_on_gke.previewing.quantity import BY_USE, HOURS, Quantity, always

NAT_VMS = 32
"""Cloud NAT bills so many machines at most by the hour (cloud.google.com/nat/pricing)."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A quantity after the plan, and before it where that is another one."""

    quantity: Quantity
    was: Quantity | None = None


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What there is before or after a plan: type, name and values of each."""

    of: list[tuple[str, str, dict[str, Json]]]
    location: str
    is_autopilot: bool

    @property
    def region(self) -> str:
        """Where it is; "" where nobody says it."""
        return region(self.location)

    def each(self, kind: str) -> list[tuple[str, dict[str, Json]]]:
        """Name and values of those of a type."""
        return [(name, has) for found, name, has in self.of if found == kind]


def costs_of(plan: Json) -> list[Cost]:
    """What then costs money, in the order in which it is met; what goes away at the end."""
    changes = changes_of(plan)
    before = {each.key: each for each in quantities(_there(plan, changes, before=True))}
    after = {each.key: each for each in quantities(_there(plan, changes, before=False))}
    is_new = not before
    return [
        Cost(quantity=each, was=None if is_new or before.get(key) == each else before.get(key, each.none()))
        for key, each in after.items()
    ] + [Cost(quantity=each.none(), was=each) for key, each in before.items() if key not in after]


def region_of(plan: Json) -> str:
    """The region of the cluster, "" where the plan does not say it."""
    return _there(plan, changes_of(plan), before=False).region


def quantities(there: Resources) -> list[Quantity]:
    """All quantities of what there is."""
    found = [
        *_of_clusters(there),
        *_of_pools(there),
        *servers.always_running(there.each("helm_release"), is_autopilot=there.is_autopilot),
        *_of_entrance(there),
        *_of_network(there),
        *_of_buckets(there),
        *servers.per_person(there.each("helm_release"), there.each("kubernetes_storage_class_v1")),
        *servers.per_server(there.each("helm_release"), is_autopilot=there.is_autopilot),
    ]
    return [each for each in found if each.most != 0]


def _there(plan: Json, changes: list[Change], *, before: bool) -> Resources:
    """What there is before or after the plan. What it forgets stays, and is billed."""
    of = []
    for each in changes:
        has = each.before if before or each.actions == ("forget",) else each.after
        if has:
            of.append((each.kind, name_of(each), has))
    clusters = [has for kind, _, has in of if kind == "google_container_cluster"]
    clusters += [has for kind, has in data_of(plan) if kind == "google_container_cluster"]
    written = ((plan.get("variables") or {}).get("cluster_location") or {}).get("value") or ""
    return Resources(
        of=of,
        location=next((has["location"] for has in clusters if has.get("location")), written),
        is_autopilot=any(has.get("enable_autopilot") for has in clusters),
    )


def _of_clusters(there: Resources) -> Iterator[Quantity]:
    for name, has in there.each("google_container_cluster"):
        kind = "autopilot" if has.get("enable_autopilot") else "zonal" if _is_zone(there.location) else "regional"
        yield always(f"cluster/{kind}", f"cluster {name}: management fee", "hours")
        yield Quantity(sku="logs", what=f"cluster {name}: logs", unit="GiB", **BY_USE)
        yield Quantity(sku="metrics", what=f"cluster {name}: Prometheus metrics", unit="million samples", **BY_USE)


def _of_pools(there: Resources) -> Iterator[Quantity]:
    for name, has in there.each("google_container_node_pool"):
        yield from pool_quantities(name, has, _zones(has, there.location))


def _zones(has: dict[str, Json], location: str) -> Zones:
    """How many zones a pool has: where Google chooses them, as many as it does by default."""
    if listed := has.get("node_locations"):
        return Zones(number=len(listed), is_known=True)
    is_zonal = _is_zone(has.get("location") or location)
    return Zones(number=1 if is_zonal else ZONES_OF_A_REGION, is_known=is_zonal)


def _is_zone(location: str) -> bool:
    """Whether it is one zone of a region. Those for AI alone have longer names."""
    return region(location) != location


def _of_entrance(there: Resources) -> Iterator[Quantity]:
    for name, _ in there.each("google_compute_global_address"):
        # None for one that a forwarding rule uses (cloud.google.com/vpc/network-pricing, external IP addresses).
        yield Quantity(sku="address", what=f"address {name}: while nothing uses it", unit="hours", **BY_USE)
    for name, has in there.each("helm_release"):
        if "iap" in f"{has.get('chart')}":
            balancer = f"load balancer of {name}"
            yield always("load-balancer", f"{balancer}: two forwarding rules, up to five are one fee", "hours")
            yield Quantity(sku="load-balancer-data", what=f"{balancer}: what goes through", unit="GiB", **BY_USE)
            yield Quantity(sku="traffic", what="what leaves Google's network", unit="GiB", **BY_USE)


def _of_network(there: Resources) -> Iterator[Quantity]:
    for name, _ in there.each("google_compute_router_nat"):
        what = f"Cloud NAT {name}: hours of each node, {NAT_VMS} at most"
        least, most = _hours_of_nodes(there)
        yield Quantity(sku="nat", what=what, unit="hours", least=least, most=most)
        yield Quantity(sku="nat-data", what=f"Cloud NAT {name}: what goes through", unit="GiB", **BY_USE)
    for name, has in there.each("google_compute_subnetwork"):
        if has.get("log_config"):
            yield Quantity(sku="logs", what=f"subnetwork {name}: flow logs", unit="GiB", **BY_USE)


def _hours_of_nodes(there: Resources) -> tuple[float | None, float | None]:
    """As Cloud NAT counts them; None where nobody knows how many nodes there are, as on Autopilot."""
    nodes = [each for each in _of_pools(there) if each.sku.startswith("node/")]
    if there.is_autopilot or not nodes:
        return None, None
    least, most = sum(each.least or 0 for each in nodes), sum(each.most or 0 for each in nodes)
    return min(least, NAT_VMS * HOURS), min(most, NAT_VMS * HOURS)


def _of_buckets(there: Resources) -> Iterator[Quantity]:
    for name, has in there.each("google_storage_bucket"):
        kind = has.get("storage_class") or "STANDARD"
        yield Quantity(sku=f"bucket/{kind}", what=f"bucket {name}: what is in it", unit="GiB-months", **BY_USE)
