"""Prices from Google's catalog: the Cloud Billing API, with an API key of the user's.

https://cloud.google.com/billing/v1/how-tos/catalog-api and its reference: services.list and services.skus.list, both in
pages. A SKU is found by what it is called, as the catalog has no other name for what it is. A quantity has a price only
where exactly one SKU fits, its unit is the one that we count in, and any amount beyond a free one costs the same.
"""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jupyter_on_gke.accelerators.machines import size_of
from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.prices import Prices

ADDRESS = "https://cloudbilling.googleapis.com"
SECONDS = 60
COMPUTE, KUBERNETES = "Compute Engine", "Kubernetes Engine"
# What is of the network has been moving from Compute Engine to Networking.
NETWORK = (COMPUTE, "Networking")
STORAGE, LOGGING = "Cloud Storage", "Cloud Logging"
HOUR, GIB_HOUR, GIB_MONTH, GIB = ("h",), ("GiBy.h",), ("GiBy.mo",), ("GiBy",)
DISKS = {
    "pd-standard": "Storage PD Capacity",
    "pd-balanced": "Balanced PD Capacity",
    "pd-ssd": "SSD backed PD Capacity",
}
CLUSTERS = {
    "regional": "Regional Kubernetes Clusters",
    "zonal": "Zonal Kubernetes Clusters",
    "autopilot": "Autopilot Kubernetes Clusters",
}
PODS = {"pod-cpu": "mCPU", "pod-memory": "Memory", "pod-storage": "Ephemeral Storage"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A SKU that belongs to a quantity."""

    services: tuple[str, ...]
    """Display names of the services that may have it."""
    description: str
    """A pattern of all that it is called."""
    units: tuple[str, ...]
    times: float = 1
    """How many of the SKU's units are in one of ours."""
    spot: bool = False


def prices_of_catalog(skus: set[str], *, region: str, key: str, address: str = ADDRESS) -> Prices:
    """The prices of quantities in a region. ValueError with a sentence where the catalog does not answer."""
    wanted = {sku: wanted_for(sku) for sku in skus}
    ask = _asker(address, key)
    services = {each["displayName"]: each["name"] for each in _pages(ask, "v1/services", "services")}
    needed = {name for several in wanted.values() for each in several for name in each.services}
    offered = {name: [*_pages(ask, f"v1/{services[name]}/skus", "skus")] for name in needed if name in services}
    of, missing = {}, {}
    for sku, several in wanted.items():
        found = [_price(each, offered, region) for each in several]
        reasons = [each for each in found if isinstance(each, str)]
        if not several:
            missing[sku] = "not looked up in the catalog"
        elif reasons:
            missing[sku] = reasons[0]
        else:
            of[sku] = sum(each for each in found if isinstance(each, float))
    return Prices(of=of, currency="USD", source=f"Google's catalog, for {region}", missing=missing)


def wanted_for(sku: str) -> list[Wanted]:
    """The SKUs whose prices are added up for a quantity; none where it is not looked up."""
    kind, _, rest = sku.partition("/")
    return [*WANTED[kind](rest)] if kind in WANTED else []


def _of_nodes(rest: str) -> Iterator[Wanted]:
    """Machines are sold by core and by GiB. Custom and shared ones are sold otherwise, and TPUs by chip."""
    machine, _, spot = rest.partition("/")
    size, family = size_of(machine), machine.split("-")[0].upper()
    if size is None or "custom" in machine or machine in ("e2-small", "e2-medium") or family.startswith(("CT", "TPU")):
        return
    for part, amount, units in (("Core", size[0], HOUR), ("Ram", size[1], GIB_HOUR)):
        named = f"{_spot(spot)}{family} (Predefined |AMD )?Instance {part} running in .+"
        yield Wanted(services=(COMPUTE,), description=named, units=units, times=amount, spot=bool(spot))


def _of_gpus(rest: str) -> Iterator[Wanted]:
    name, _, spot = rest.partition("/")
    words = name.removeprefix("nvidia-").replace("-", " ")
    where = "attached to Spot Preemptible VMs running" if spot else "running"
    yield Wanted(services=(COMPUTE,), description=f"Nvidia {words} GPU {where} in .+", units=HOUR, spot=bool(spot))


def _of_disks(rest: str) -> Iterator[Wanted]:
    kind, _, regional = rest.partition("/")
    if kind in DISKS:
        named = f"{'Regional ' if regional else ''}{DISKS[kind]}( in .+)?"
        yield Wanted(services=(COMPUTE,), description=named, units=GIB_MONTH)


def _of_clusters(rest: str) -> Iterator[Wanted]:
    if rest in CLUSTERS:
        yield Wanted(services=(KUBERNETES,), description=CLUSTERS[rest], units=HOUR)


def _of_pods(resource: str) -> Callable[[str], Iterator[Wanted]]:
    def found(rest: str) -> Iterator[Wanted]:
        # A class of its own is billed by its machine.
        if rest in ("", "spot"):
            spot = "Spot " if rest else ""
            named = rf"Autopilot {spot}Pod {PODS[resource]} Requests( \(.+\)| in .+)?"
            is_cpu = resource == "pod-cpu"
            units = HOUR if is_cpu else (*GIB_HOUR, *HOUR)
            yield Wanted(
                services=(KUBERNETES,), description=named, units=units, times=1000 if is_cpu else 1, spot=bool(rest)
            )

    return found


def _one(services: tuple[str, ...], description: str, units: tuple[str, ...]) -> Callable[[str], Iterator[Wanted]]:
    return lambda _: iter([Wanted(services=services, description=description, units=units)])


def _of_buckets(rest: str) -> Iterator[Wanted]:
    yield Wanted(services=(STORAGE,), description=rf"{rest} Storage (?!.*(Dual|Multi)-region).+", units=GIB_MONTH)


WANTED: Mapping[str, Callable[[str], Iterator[Wanted]]] = {
    "node": _of_nodes,
    "gpu": _of_gpus,
    "disk": _of_disks,
    "cluster": _of_clusters,
    "bucket": _of_buckets,
    "nat": _one(NETWORK, "NAT Gateway: Uptime charge( in .+)?", HOUR),
    "nat-data": _one(NETWORK, "NAT Gateway: Data processing charge( in .+)?", GIB),
    "load-balancer": _one(NETWORK, "Cloud Load Balancer Forwarding Rule Minimum Global", HOUR),
    "logs": _one((LOGGING,), "Log Storage cost", GIB),
} | {resource: _of_pods(resource) for resource in PODS}


def _spot(spot: str) -> str:
    return "Spot Preemptible " if spot else ""


def _price(wanted: Wanted, offered: dict[str, list[Json]], region: str) -> float | str:
    """The price of one of our units, or why there is none."""
    named = re.compile(wanted.description, re.IGNORECASE)
    every = [sku for service in wanted.services for sku in offered.get(service, ())]
    fit = [each for each in every if named.fullmatch(each["description"]) and _is_there(each, region, spot=wanted.spot)]
    if len(fit) != 1:
        return f"{len(fit)} SKUs of the catalog fit" if fit else "no SKU of the catalog fits"
    expression = (fit[0].get("pricingInfo") or [{}])[-1].get("pricingExpression") or {}
    if expression.get("usageUnit") not in wanted.units:
        return f"the catalog counts it in {expression.get('usageUnit')}"
    amounts = {_amount(each.get("unitPrice") or {}) for each in expression.get("tieredRates") or ()}
    paid = amounts - {0.0} or amounts
    if len(paid) != 1:
        return "its price depends on how much is used"
    return paid.pop() * wanted.times


def _is_there(sku: Json, region: str, *, spot: bool) -> bool:
    """Whether it is sold in the region, and not for a promise of years."""
    usage = (sku.get("category") or {}).get("usageType", "OnDemand")
    regions = sku.get("serviceRegions") or ()
    return (region in regions or "global" in regions) and usage == ("Preemptible" if spot else "OnDemand")


def _amount(price: Json) -> float:
    """Units and billionths of them."""
    return int(price.get("units") or 0) + int(price.get("nanos") or 0) / 1e9


Ask = Callable[[str, dict[str, str]], Json]


def _asker(address: str, key: str) -> Ask:
    """What asks the API. No message has the key in it."""

    def ask(path: str, more: dict[str, str]) -> Json:
        query = urllib.parse.urlencode({"key": key, **more})
        try:
            with urllib.request.urlopen(f"{address.rstrip('/')}/{path}?{query}", timeout=SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ValueError(f"Google's catalog answers {error.code} for {path}: {_said(error)}") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or type(error).__name__
            raise ValueError(f"Google's catalog does not answer at {address}: {reason}") from None

    return ask


def _said(error: urllib.error.HTTPError) -> str:
    try:
        return f"{json.load(error)['error']['message']}"
    except (ValueError, KeyError, TypeError):
        return f"{error.reason}"


def _pages(ask: Ask, path: str, of: str) -> Iterator[Json]:
    """All entries of a list that comes in pages."""
    token = ""
    while True:
        answer = ask(path, {"pageToken": token} if token else {})
        yield from answer.get(of) or ()
        token = answer.get("nextPageToken") or ""
        if not token:
            return
