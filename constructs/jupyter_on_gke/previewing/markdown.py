"""A report as Markdown, made for a pull request: the verdict first, what is long in folds."""

from collections.abc import Iterator

from jupyter_on_gke.command.console import printable
from jupyter_on_gke.previewing import wording
from jupyter_on_gke.previewing.drift import Drifted
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.report import Changed, Report

COSTS = "What then costs money"
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_|<>[]"})


def markdown(report: Report, prices: Prices | None) -> str:
    """The whole text."""
    return "\n".join(_lines(report, prices)) + "\n"


def _lines(report: Report, prices: Prices | None) -> Iterator[str]:
    verdict, _ = wording.verdict(report)
    if report.stops:
        # GitHub shows it in red.
        yield from ("> [!CAUTION]", f"> **{verdict}**")
        yield from (f"> - {plain(each)}" for each in report.lost + report.refused)
    else:
        yield f"**{verdict}**"
    yield ""
    if report.is_empty:
        yield from (wording.NO_CHANGES, "")
    yield from _drift(report.drifted)
    shown = dict(wording.lists(report))
    yield from _list("Made", shown.pop("Made", []))
    yield from _changed("Changed", report.changed)
    yield from _changed("Replaced: destroyed, and made again", report.replaced)
    last = shown.pop("Not known before the apply", [])
    for title, lines in shown.items():
        yield from _list(title, lines)
    yield from _costs(report, prices)
    yield from _list("Not known before the apply", last)


def plain(text: str) -> str:
    """A text in which Markdown sees nothing of its own."""
    return printable(text).translate(SPECIAL)


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from (f"#### {title}", "", *(f"- {plain(each)}" for each in lines), "")


def _changed(title: str, changed: list[Changed]) -> Iterator[str]:
    if not changed:
        return
    yield from (f"#### {title}", "")
    for each in changed:
        yield f"- {plain(each.what + wording.why(each))} ({plain(each.address)})"
        yield from (f"  - {plain(wording.difference(one))}" for one in each.differences)
    yield ""


def _drift(drifted: list[Drifted]) -> Iterator[str]:
    if not drifted:
        return
    yield from (f"#### {wording.DRIFT}", "", wording.DRIFT_MEANS, "")
    for each in drifted:
        yield f"- {plain(f'{each.what}: {each.then}')} ({plain(each.address)})"
        yield from (f"  - {plain(wording.difference(one))}" for one in each.differences)
    yield ""


def _costs(report: Report, prices: Prices | None) -> Iterator[str]:
    if not report.costs:
        return
    changed = sum(1 for each in report.costs if each.was)
    what = f"What then costs money ({changed} of {len(report.costs)} quantities change)" if changed else COSTS
    yield from ("<details>", f"<summary>{what}</summary>", "")
    heads, shown = wording.titles(prices), wording.columns(report.costs, prices)
    for title, costs in wording.groups(report.costs).items():
        yield "| " + " | ".join(plain(title) if place == 0 else heads[place] for place in shown) + " |"
        yield "|" + "|".join("---:" if place in wording.NUMBERS else "---" for place in shown) + "|"
        for row in wording.rows(costs, prices):
            yield "| " + " | ".join(plain(row[place]) for place in shown) + " |"
        yield ""
    yield from (*(plain(each) for each in wording.sums(report.costs, prices)), "", "</details>", "")
