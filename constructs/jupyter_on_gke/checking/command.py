"""The command `check`: all problems of files of values at once, before a plan and without Terraform."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from jupyter_on_gke.plan_time.when import translated_later


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--strict", is_flag=True, help="Let warnings count as much as what is refused.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def command(files: Sequence[Path], strict: bool, as_json: bool) -> None:
    """Says what is wrong in tfvars files, all at once: offline, without Terraform and without credentials.

    Several FILEs are taken together, as Terraform takes several -var-file: the later one counts. FILEs that end
    in .json are read as JSON.

    Exits with 0 where nothing is refused, with 1 where a plan would be refused (with --strict also where something
    is warned of), and with 2 where a file cannot be read.
    """
    with translated_later():
        from jupyter_on_gke.checking.checked import check
    try:
        report = check(files)
    except OSError as error:
        click.echo(f"{error.filename}: {error.strerror}: write the path of a file that is there.", err=True)
        sys.exit(2)
    stops = bool(report.refused or (strict and report.warnings))
    if as_json:
        problems = [{**asdict(each), "place": None} | asdict(each.place) for each in report.problems]
        found = [{key: value for key, value in each.items() if key != "place"} for each in problems]
        data = {"refused": bool(report.refused), "stops": stops, "problems": found}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        from jupyter_on_gke.checking.shown import show

        show(report, files=len(files), strict=strict)
    sys.exit(1 if stops else 0)
