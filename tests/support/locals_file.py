"""The table of the stack's locals by which `check` computes what a plan computes."""

import json
import re
from collections.abc import Mapping
from typing import Any

from jupyter_on_gke.checking.known import KNOWN
from jupyter_on_gke.checking.refusals import REFUSALS, WARNINGS
from jupyter_on_gke.expressions import Later
from jupyter_on_gke.plan_time import PlanTime

REFERENCE = re.compile(r"(var|local)\.\w+(\[\*\])?(\.\w+)*")
Logic = Mapping[str, tuple[PlanTime[..., Any], Mapping[str, str]]]


def locals_read(arguments: Mapping[str, str | Later]) -> set[str]:
    """The locals that expressions refer to."""
    return set(re.findall(r"\blocal\.(\w+)", " ".join(map(str, arguments.values()))))


def needed(logic: Logic) -> dict[str, dict[str, str]]:
    """The locals that refusals and warnings read, and those that these read -> the arguments."""
    names = {name for each in (*REFUSALS, *WARNINGS.values()) for name in locals_read(each.arguments)}
    found: dict[str, dict[str, str]] = {}
    while names:
        name = names.pop()
        if name not in found and name not in KNOWN:
            found[name] = dict(logic[name][1])
            names |= locals_read(found[name])
    return found


def locals_file(logic: Logic) -> str:
    """The table's text."""
    table = {
        name: [
            logic[name][0].__module__.removeprefix("jupyter_on_gke."),
            {each: text if REFERENCE.fullmatch(text) else None for each, text in sorted(arguments.items())},
        ]
        for name, arguments in sorted(needed(logic).items())
    }
    rows = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in table.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"
