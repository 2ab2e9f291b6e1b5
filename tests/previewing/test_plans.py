"""preview's texts of eight plans, which Terraform makes: plans.yaml, and expected/."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.previewing.command import command
from tests.support.blueprint import write_state
from tests.support.deployed import deployed
from tests.support.documents import read_yaml
from tests.support.expectations import expect_text
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

HERE = Path(__file__).parent
PLANS: dict[str, Any] = read_yaml((HERE / "plans.yaml").read_text(encoding="utf-8"))
RED = "\033[1;31m"


def plan_of(case: Json, stack: Path, folder: Path) -> Json:
    """The plan of a case, as `terraform show -json` writes it."""
    file = ROOT / f"{case['file']}.tfvars"
    if "then" in case:
        workspace, then = deployed(stack, folder, file), folder / "then.tfvars.json"
        then.write_text(json.dumps(case["then"]), encoding="utf-8")
        _, plan = replace(workspace, var_files=(*workspace.var_files, then)).planned()
    else:
        workspace = Workspace.create(stack, folder, file)
        workspace.init()
        if "blueprint" in case:
            write_state(case["blueprint"], workspace.state)
            _, plan = workspace.planned()
        else:
            plan = workspace.foreseen()
    for change in plan["resource_changes"]:
        if paths := case.get("replaces", {}).get(change["address"]):
            change["change"] |= {"actions": ["delete", "create"], "replace_paths": [paths]}
    return plan


def said(plan: Json, folder: Path, *options: str) -> Result:
    """What preview answers."""
    file = folder / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *options])


def text_of(answer: Result) -> str:
    """Without blanks at the ends of lines, which tables have."""
    return "".join(f"{line.rstrip()}\n" for line in answer.output.splitlines())


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("name", PLANS)
def test_its_texts(name: str, stack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = PLANS[name]
    plan = plan_of(case, stack, tmp_path)
    shown, markdown = said(plan, tmp_path), said(plan, tmp_path, "--markdown")
    file = HERE / "expected" / name.replace(" ", "-").lower()
    expect_text(text_of(shown), file.with_suffix(".txt"))
    expect_text(text_of(markdown), file.with_suffix(".md"))

    exits = case.get("exits", 0)
    assert shown.exit_code == markdown.exit_code == exits
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = said(plan, tmp_path).output
    assert (RED in coloured) == (exits == 1), "red where something is lost, and only there"
    assert coloured.startswith(RED) == (exits == 1)
    found = json.loads(said(plan, tmp_path, "--json").output)
    assert found["stops"] == (exits == 1)
    assert len(found["costs"]) > 5
