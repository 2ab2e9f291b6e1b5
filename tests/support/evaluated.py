"""Locals of the stack, evaluated by Terraform alone: no provider, and whatever they refer to as one likes."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_on_gke.checking.checked import check
from tests.support.native import write_native
from tests.support.settled import PLACE, needed_locals, variables_without
from tests.support.synth import Json
from tests.support.terraform import Workspace


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a case has: variables, and the values of the resources and data sources that the locals refer to."""

    variables: Mapping[str, Any]
    instead: Mapping[str, Any]


def evaluated(
    synthesized: Json, folder: Path, *, wanted: Iterable[str], cases: Sequence[Given]
) -> list[dict[str, Json]]:
    """The wanted locals by name, for each case. Each case is a module, so that Terraform starts but once.

    That its variables are accepted is judged by Python, in a hundredth of the time.
    """
    wanted = list(wanted)
    modules: dict[str, Any] = {}
    for number, case in enumerate(cases):
        name = f"case_{number}"
        (folder / name).mkdir()
        alone = reduced(synthesized, wanted, case.instead)
        write_native(alone, folder / name)
        given = {**PLACE, "add_auth": False, **case.variables}
        expect_accepted(given, folder / f"{name}.tfvars.json")
        modules[name] = {"source": f"./{name}", **given}
    (folder / "root.tf.json").write_text(json.dumps({"module": modules}), encoding="utf-8")
    workspace = Workspace(folder=folder)
    workspace.init()
    answers: list[dict[str, Json]] = workspace.evaluated(f"[{', '.join(f'module.{name}' for name in modules)}]")
    return answers


def expect_accepted(variables: Mapping[str, Any], file: Path) -> None:
    """A case is of a deployment that there can be."""
    file.write_text(json.dumps(variables), encoding="utf-8")
    assert [each.sentence for each in check([file]).refused] == []


def reduced(synthesized: Json, wanted: Iterable[str], instead: Mapping[str, Any]) -> Json:
    """A configuration of the variables without validations, and of the locals that are wanted and that these need."""
    wanted = list(wanted)
    variables = variables_without(synthesized, "validation")
    needed = needed_locals({**synthesized, "variable": variables}, set(wanted))
    outputs = {name: {"value": f"${{local.{name}}}"} for name in wanted}
    text = json.dumps({"variable": variables, "locals": needed, "output": outputs})
    for address in instead:
        text = re.sub(rf"\b{re.escape(address)}\b", f"local.{_name(address)}", text)
    made = json.loads(text)
    made["locals"] |= {_name(address): what for address, what in instead.items()}
    return made


def _name(address: str) -> str:
    return "instead_" + address.replace(".", "_")
