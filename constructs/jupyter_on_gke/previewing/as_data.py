"""A report as data for programs."""

from dataclasses import asdict

from jupyter_on_gke.previewing.changes import Json
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.report import Report


def data(report: Report, prices: Prices | None) -> Json:
    """Names and values of all that is said; amounts are numbers, null where they depend on use."""
    found = {name: value for name, value in asdict(report).items() if name != "costs"}
    found["stops"] = report.stops
    found["costs"] = [
        {
            **asdict(each.quantity),
            "before": {"least": each.was.least, "most": each.was.most} if each.was else None,
            "cost": dict(zip(("least", "most"), cost, strict=True)) if prices and (cost := prices.cost(each)) else None,
        }
        for each in report.costs
    ]
    found["prices"] = asdict(prices) if prices else None
    return found
