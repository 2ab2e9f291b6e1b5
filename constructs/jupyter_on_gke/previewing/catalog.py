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
from collections.abc import Callable, Iterator

from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.skus import Wanted, wanted_for, why_not

ADDRESS = "https://cloudbilling.googleapis.com"
SECONDS = 60


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
            missing[sku] = why_not(sku)
        elif reasons:
            missing[sku] = reasons[0]
        else:
            of[sku] = sum(each for each in found if isinstance(each, float))
    return Prices(of=of, currency="USD", source=f"Google's catalog, for {region}", missing=missing)


def _price(wanted: Wanted, offered: dict[str, list[Json]], region: str) -> float | str:
    """The price of one of our units, or why there is none."""
    named = re.compile(wanted.description, re.IGNORECASE)
    every = [sku for service in wanted.services for sku in offered.get(service, ())]
    fit = [each for each in every if named.fullmatch(each["description"]) and _is_there(each, region, wanted.usage)]
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


def _is_there(sku: Json, region: str, usage: tuple[str, ...]) -> bool:
    """Whether it is sold in the region, and not for a promise of years."""
    bought = (sku.get("category") or {}).get("usageType", "OnDemand")
    regions = sku.get("serviceRegions") or ()
    return (region in regions or "global" in regions) and bought in usage


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
