"""The command jupyter-on-gke upgrade-check: reads a plan or a state, and stops where people would lose something."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from jupyter_on_gke.command.console import console
from jupyter_on_gke.previewing import fates
from jupyter_on_gke.previewing.command import LOST, plan_of, refuse
from jupyter_on_gke.previewing.fates import Line
from jupyter_on_gke.upgrading import written

STYLES = dict.fromkeys(fates.FATAL, "bad") | {fates.REVOKED: "careful"}
YOURS = "# What the state says is there. project_id, domain and the OAuth client are yours to write."
STOP = "STOP: do not apply this plan."
NOTHING_LOST = "Nothing that holds people's work is destroyed or replaced."


@click.command(name="upgrade-check")
@click.argument(
    "files", nargs=-1, metavar="PLAN.json | STATE | --dir STACK FILE.tfvars...", type=click.Path(path_type=Path)
)
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Run terraform plan in this stack's folder.")
@click.option("--no-lock", is_flag=True, help="With --dir: for an account that may only read the state.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], folder: Path | None, no_lock: bool, as_json: bool) -> None:
    """Say what an upgrade does to what people have.

    Of a plan (terraform show -json plan > PLAN.json): what is taken over, moves, is forgotten, changed, granted and
    revoked. Of the blueprint's state (terraform state pull > STATE): the variables that an upgrade needs.

    Exits with 0; with 1 where something that holds people's work would be destroyed or replaced, or the apply be
    refused; with 2 where nothing can be said.
    """
    document = plan_of(files, folder, lock=not no_lock)
    try:
        if isinstance(document, dict) and "resource_changes" in document:
            found = fates.lines(document)
            _show(found, console(), as_json=as_json)
            context.exit(LOST if fates.is_fatal(found) else 0)
        click.echo(_of_state(document, as_json=as_json), nl=False)
    except ValueError as error:
        refuse(folder or files[0], error)


def _show(found: list[Line], to: Console, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([{"title": each.title, "text": each.text} for each in found], indent=2))
        return
    for title in fates.TITLES:
        if those := [each.text for each in found if each.title == title]:
            to.print(Text.assemble((title, STYLES.get(title, "good")), ":"), soft_wrap=True)
            for each in those:
                to.print(Text(f"  {each}"), soft_wrap=True)
            to.print()
    stops = fates.is_fatal(found)
    to.print(Text(STOP if stops else NOTHING_LOST, style="bad" if stops else "good"), soft_wrap=True)


def _of_state(document: object, *, as_json: bool) -> str:
    values = written.variables(document)
    if as_json:
        return f"{json.dumps(values, indent=2)}\n"
    beta = f"# Once, before the plan:\n#   {written.REPLACE}\n" if written.has_beta(document) else ""
    return f"{beta}{YOURS}\n{written.tfvars(values)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command by its older name, and returns its exit code."""
    try:
        command.main(arguments, prog_name="upgrade-check")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
