"""Values of variables, tried by one command: `terraform test` reads a configuration once for all of them."""

import json
from collections.abc import Sequence

from jupyter_on_gke.expressions import undirected
from tests.support.once import Run
from tests.support.synth import Json
from tests.support.terraform import Result, Workspace

CASE = "case-{number}.tftest.json"


def tried(workspace: Workspace, cases: Sequence[Json]) -> list[list[str]]:
    """What refuses each of the cases. The same is asked by several processes, and tried once."""
    of = [workspace.configuration(), list(cases)]
    errors: list[list[str]] = json.loads(Run.once_for("tried", of, lambda _: json.dumps(_try(workspace, cases))))
    return errors


def _try(workspace: Workspace, cases: Sequence[Json]) -> list[list[str]]:
    # A file for each: after an error, the rest of its file is skipped.
    for number, case in enumerate(cases):
        run = {"command": "plan", "variables": _escaped(case)}
        file = workspace.folder / CASE.format(number=number)
        file.write_text(json.dumps({"run": {"case": run}}), encoding="utf-8")
    result = workspace.run("test", "-json")
    errors = []
    for number in range(len(cases)):
        (workspace.folder / CASE.format(number=number)).unlink()
        of_case = [line for line in result.output.splitlines() if f'"@testfile":"{CASE.format(number=number)}"' in line]
        errors.append(Result(code=result.code, output="\n".join(of_case)).errors)
        (status,) = (run["status"] for line in of_case if "status" in (run := json.loads(line).get("test_run", {})))
        assert status == ("error" if errors[-1] else "pass"), of_case
    return errors


def _escaped(value: Json) -> Json:
    """A value as a text of Terraform's has it: there `${` and `%{` begin what is computed."""
    if isinstance(value, dict):
        return {_escaped(key): _escaped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    return undirected(value) if isinstance(value, str) else value
