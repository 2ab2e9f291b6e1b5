"""Numbers and headings of a report, which the terminal and Markdown share."""

from collections.abc import Iterator

from jupyter_on_gke.previewing.differences import Difference
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.quantities import Cost
from jupyter_on_gke.previewing.quantity import Quantity
from jupyter_on_gke.previewing.report import Changed, Report

STOP = "STOP: do not apply this plan. Homes or data would be lost."
REFUSED = "STOP: the apply would be refused."
NOTHING_LOST = "Nothing that holds people's work is destroyed or replaced."
NO_PLAN = "No plan was made: nobody knows yet what is lost."
NO_CHANGES = "The plan changes nothing."
DRIFT = "Changed outside of Terraform"
DRIFT_MEANS = "Since the last apply somebody, or Google, has done what follows. The plan begins with what is there now."
USE = "by use"
NUMBERS = (1, 3, 5)
"""The columns of numbers."""
HUB = "the hub, in a month"


def amount(quantity: Quantity) -> str:
    """At least to at most, or one number."""
    if quantity.least is None or quantity.most is None:
        return USE
    least, most = number(quantity.least), number(quantity.most)
    return least if least == most else f"{least} to {most}"


def number(value: float) -> str:
    """With commas, and as few decimals as there are."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def money(found: tuple[float, float] | None) -> str:
    """At least to at most, with cents."""
    if found is None:
        return ""
    least, most = found
    return f"{least:,.2f}" if f"{least:.2f}" == f"{most:.2f}" else f"{least:,.2f} to {most:,.2f}"


def price(cost: Cost, prices: Prices) -> str:
    """What it costs, or each unit of it where that depends on use."""
    if not cost.quantity.is_known and cost.quantity.sku in prices.of:
        return f"{prices.of[cost.quantity.sku]:,.6g} each"
    return money(prices.cost(cost))


def difference(each: Difference) -> str:
    """In one line."""
    return f"{each.path}: {each.before} -> {each.after}"


def why(each: Changed) -> str:
    """For which attributes it is replaced."""
    return f", for {', '.join(each.replaced_for)}" if each.replaced_for else ""


def verdict(report: Report) -> tuple[str, str]:
    """The last word on a report, and its style."""
    if report.stops:
        return (STOP if report.lost else REFUSED), "bad"
    return (NOTHING_LOST, "good") if report.is_of_plan else (NO_PLAN, "careful")


def lists(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Titles and lines of what is said in plain lists, without those that are empty."""
    found = (
        ("Made", report.made),
        ("Destroyed", report.destroyed),
        ("Stays, under another name or owner", report.arrived),
        ("Gains access" if report.is_of_plan else "Has access", [each.text for each in report.gained]),
        ("Loses access", [each.text for each in report.lost_access]),
        ("Careful", report.warnings),
        ("Not known before the apply", report.unknown),
    )
    return ((title, lines) for title, lines in found if lines)


def groups(costs: list[Cost]) -> dict[str, list[Cost]]:
    """Whose costs -> the costs: the hub's first, then a person's, then those of an hour of a server."""
    found: dict[str, list[Cost]] = {}
    for each in costs:
        found.setdefault(_title(each.quantity.per), []).append(each)
    return found


def _title(per: str) -> str:
    return HUB if not per else per if "hour" in per else f"{per}, in a month"


def rows(costs: list[Cost], prices: Prices | None) -> list[list[str]]:
    """What, how much, the unit, what it was, the name of its price, and what it costs."""
    return [
        [
            each.quantity.what,
            amount(each.quantity),
            each.quantity.unit,
            amount(each.was) if each.was else "",
            each.quantity.sku,
            price(each, prices) if prices else "",
        ]
        for each in costs
    ]


def columns(costs: list[Cost], prices: Prices | None) -> list[int]:
    """Which columns are shown: what it was where something changes, what it costs where there are prices."""
    return [0, 1, 2, *([3] if any(each.was for each in costs) else []), 4, *([5] if prices else [])]


def titles(prices: Prices | None) -> list[str]:
    """The heads of all columns."""
    return ["what", "how much", "unit", "before", "name of its price", (prices.currency if prices else "") or "costs"]


def sums(costs: list[Cost], prices: Prices | None) -> list[str]:
    """The sum of what is known, and what is not in it."""
    if not costs:
        return []
    if prices is None:
        return ["Without prices: give them by --prices FILE, or ask Google's catalog by --catalog."]
    total = f"{money(prices.total(costs))} {prices.currency}".strip()
    found = [f"The hub in a month, of what has a price and does not depend on use: {total}."]
    found.append(f"Prices: {prices.source}.")
    if missing := prices.without(costs):
        reasons = [f"{name} ({prices.missing[name]})" if name in prices.missing else name for name in missing]
        found.append(f"Without a price: {', '.join(reasons)}.")
    return found
