"""The command upgrade-check: reads a plan or a state, and stops where something of people's would be lost."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_on_gke.upgrading import plan, written

USAGE = (
    "upgrade-check PLAN.json says what a plan does (terraform show -json plan > PLAN.json) and exits with 1 where "
    "something that holds people's work would be destroyed or replaced; upgrade-check STATE says what an upgrade from "
    "the blueprint's state needs (terraform state pull > STATE). 2 is for what is neither."
)
RED, YELLOW, GREEN, PLAIN = "\033[1;31m", "\033[33m", "\033[32m", "\033[0m"
COLOURS = dict.fromkeys(plan.FATAL, RED) | {plan.REVOKED: YELLOW}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code is 1 where something would be lost, and 2 where nothing can be said."""
    files = [*(sys.argv[1:] if arguments is None else arguments)]
    if len(files) != 1 or files[0] in ("-h", "--help"):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    try:
        document = json.loads(Path(files[0]).read_text(encoding="utf-8"))
        text, code = _of_plan(document) if _is_plan(document) else (_of_state(document), 0)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{files[0]}: {error}\n")
        return 2
    sys.stdout.write(text)
    return code


def _is_plan(document: object) -> bool:
    return isinstance(document, dict) and "resource_changes" in document


def _of_plan(document: object) -> tuple[str, int]:
    found = plan.lines(document)
    parts = []
    for title in plan.TITLES:
        if those := [each.text for each in found if each.title == title]:
            parts.append(f"{_coloured(title, COLOURS.get(title, GREEN))}:\n" + "".join(f"  {each}\n" for each in those))
    if plan.is_fatal(found):
        parts.append(_coloured("STOP: do not apply this plan.\n", RED))
        return "\n".join(parts), 1
    return "\n".join([*parts, _coloured("Nothing that holds people's work is destroyed or replaced.\n", GREEN)]), 0


def _of_state(document: object) -> str:
    text = written.tfvars(written.variables(document))
    beta = f"# Once, before the plan:\n#   {written.REPLACE}\n" if written.has_beta(document) else ""
    return f"{beta}# What the state says is there. project_id, domain and the OAuth client are yours to write.\n{text}"


def _coloured(text: str, colour: str) -> str:
    shows = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"{colour}{text}{PLAIN}" if shows or "FORCE_COLOR" in os.environ else text
