"""Shows what is said of files to people: a line for each, which editors and CI can jump to."""

from __future__ import annotations

from jupyter_on_gke.checking.checked import Report
from jupyter_on_gke.checking.problem import NOTE, REFUSED, WARNING
from jupyter_on_gke.command.console import console, printable

STYLES = {REFUSED: "bad", WARNING: "careful", NOTE: "quiet"}


def show(report: Report, *, files: int, strict: bool) -> None:
    """Writes the lines, and at the end how many there are."""
    out = console()
    for each in report.problems:
        out.print(printable(f"{each.place}: {each.kind}: {each.sentence}"), style=STYLES[each.kind], soft_wrap=True)
    refused, warned = len(report.refused), len(report.warnings)
    of = "1 file" if files == 1 else f"{files} files"
    if not refused and not warned:
        out.print(f"{of}: nothing is refused, and nothing is warned of.", style="good", soft_wrap=True)
        return
    counted = " Warnings count." if strict and warned else ""
    style = "bad" if refused or (strict and warned) else "careful"
    warnings = "1 warning" if warned == 1 else f"{warned} warnings"
    errors = "1 error" if refused == 1 else f"{refused} errors"
    out.print(f"{of}: {errors}, {warnings}.{counted}", style=style, soft_wrap=True)
