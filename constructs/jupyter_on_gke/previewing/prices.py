"""Prices that the user gives: a file of YAML or JSON with a price for each name of a quantity."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from jupyter_on_gke.previewing.documents import read_yaml
from jupyter_on_gke.previewing.quantities import Cost

KINDS = (
    "address",
    "bucket",
    "cluster",
    "disk",
    "gpu",
    "load-balancer",
    "load-balancer-data",
    "local-ssd",
    "logs",
    "metrics",
    "nat",
    "nat-data",
    "node",
    "pod-cpu",
    "pod-gpu",
    "pod-memory",
    "pod-storage",
    "tpu",
    "traffic",
)
"""What the name of a quantity begins with."""
CURRENCY = "currency"


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Name of a quantity -> its price for one unit."""

    of: dict[str, float]
    currency: str
    source: str
    missing: dict[str, str]
    """Name of a quantity -> why it has none, where there is more to say than that nobody gave one."""

    def cost(self, cost: Cost) -> tuple[float, float] | None:
        """What a quantity costs at least and at most; None without a price, or where it depends on use."""
        price, each = self.of.get(cost.quantity.sku), cost.quantity
        if price is None or each.least is None or each.most is None:
            return None
        return each.least * price, each.most * price

    def total(self, costs: list[Cost]) -> tuple[float, float]:
        """The sum of what the hub costs in a month, without people and servers."""
        found = [self.cost(each) for each in costs if not each.quantity.per]
        return sum(each[0] for each in found if each), sum(each[1] for each in found if each)

    def without(self, costs: list[Cost]) -> list[str]:
        """The names that have no price, sorted."""
        return sorted({each.quantity.sku for each in costs if each.quantity.most != 0} - {*self.of})


def over(file: Prices, catalog: Prices) -> Prices:
    """What a file says, and the catalog's prices where it says none. ValueError where their currencies differ."""
    if file.currency not in ("", catalog.currency):
        raise ValueError(
            f"its currency is {file.currency}, and the catalog's is {catalog.currency}: give one of the two."
        )
    return Prices(
        of=catalog.of | file.of,
        currency=catalog.currency,
        source=f"{file.source}, and {catalog.source}",
        missing={sku: why for sku, why in catalog.missing.items() if sku not in file.of},
    )


def prices_of_file(file: Path) -> Prices:
    """The prices in a file. ValueError with a sentence where it is none."""
    found = read_yaml(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not found:
        raise ValueError("it has no prices: write lines such as node/n2-standard-8: 0.5, and currency: EUR.")
    currency = found.pop(CURRENCY, "")
    for name, price in found.items():
        kind = f"{name}".split("/")[0]
        if kind not in KINDS:
            near = difflib.get_close_matches(kind, KINDS, n=1) or KINDS
            raise ValueError(f"{name} is no name of a quantity: it begins with {', '.join(near)}.")
        if isinstance(price, bool) or not isinstance(price, (int, float)) or price < 0:
            raise ValueError(f"{name} is {price!r}: write the price of one unit, a number of 0 or more.")
    of = {f"{name}": float(price) for name, price in found.items()}
    return Prices(of=of, currency=f"{currency}", source=file.name, missing={})
