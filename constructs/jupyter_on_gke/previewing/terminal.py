"""A report for people at a terminal, and as plain text where there is none."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jupyter_on_gke.command.console import printable
from jupyter_on_gke.previewing import wording
from jupyter_on_gke.previewing.drift import Drifted
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.quantities import Cost
from jupyter_on_gke.previewing.report import Changed, Report

STYLES = {"Made": "good", "Destroyed": "careful", "Loses access": "careful", "Careful": "careful"}


def show(report: Report, prices: Prices | None, console: Console) -> None:
    """Writes it: what would be lost first, and the verdict last, too."""
    for sentence in report.lost + report.refused:
        _line(console, sentence, "bad")
    if report.stops:
        console.print()
    if report.is_empty:
        _line(console, wording.NO_CHANGES, "good")
        console.print()
    _drift(console, report.drifted)
    shown = dict(wording.lists(report))
    for title in ("Made",):
        _list(console, title, shown.pop(title, []))
    _changed(console, "Changed", report.changed, "")
    _changed(console, "Replaced: destroyed, and made again", report.replaced, "careful")
    for title in [*shown]:
        if title != "Not known before the apply":
            _list(console, title, shown.pop(title))
    _costs(console, report.costs, prices)
    for title, lines in shown.items():
        _list(console, title, lines)
    _line(console, *wording.verdict(report))


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(printable(text), style=style), soft_wrap=True)


def _list(console: Console, title: str, lines: list[str]) -> None:
    if lines:
        _line(console, title, STYLES.get(title, "bold"))
        for each in lines:
            _line(console, f"  {each}")
        console.print()


def _changed(console: Console, title: str, changed: list[Changed], style: str) -> None:
    if not changed:
        return
    _line(console, title, style or "bold")
    for each in changed:
        _line(console, f"  {each.what}{wording.why(each)} ({each.address})")
        for one in each.differences:
            _line(console, f"    {wording.difference(one)}")
    console.print()


def _drift(console: Console, drifted: list[Drifted]) -> None:
    if not drifted:
        return
    _line(console, wording.DRIFT, "careful")
    _line(console, f"  {wording.DRIFT_MEANS}")
    for each in drifted:
        _line(console, f"  {each.what}: {each.then} ({each.address})")
        for one in each.differences:
            _line(console, f"    {wording.difference(one)}")
    console.print()


def _costs(console: Console, costs: list[Cost], prices: Prices | None) -> None:
    if not costs:
        return
    _line(console, "What then costs money", "bold")
    for title, those in wording.groups(costs).items():
        _line(console, f"  {title}", "quiet")
        console.print(Padding(_table(those, prices), (0, 0, 0, 4), expand=False))
        console.print()
    for sentence in wording.sums(costs, prices):
        _line(console, f"  {sentence}")
    console.print()


def _table(costs: list[Cost], prices: Prices | None) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, header_style="quiet")
    heads, shown = wording.titles(prices), wording.columns(costs, prices)
    for place in shown:
        is_number = place in wording.NUMBERS
        table.add_column(heads[place], justify="right" if is_number else "left", overflow="fold", no_wrap=is_number)
    for row in wording.rows(costs, prices):
        table.add_row(*(Text(printable(row[place])) for place in shown))
    return table
