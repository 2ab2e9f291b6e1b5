"""`check` never says otherwise than a plan: on every file there is, and on two hundred that are made by chance."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.checking.checked import Report, check
from jupyter_on_gke.checking.known import CLUSTER
from tests.checking.generated import Hand
from tests.support.cases import CASES
from tests.support.filled_in import filled_in
from tests.support.native import write_native
from tests.support.settled import BY_RULES, reduced, sentence
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

FILES = sorted(
    [*(CASES / "variants").glob("*.tfvars"), *(ROOT / "tfvars").glob("*.tfvars"), CASES / "taken_over.tfvars"]
)
GENERATED, TOGETHER = 200, 10
# What a cluster may be like that is there: on this one everything finds a place that Autopilot has.
EXISTING: Json = {"enable_autopilot": True, "node_pool": [], "cluster_autoscaling": [], "location": "us-central1"}

pytestmark = pytest.mark.terraform


@pytest.fixture(scope="module")
def judging(synthesized: Json, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The stack's variables, and what stops its plan: no provider, and nothing of Google."""
    folder = tmp_path_factory.mktemp("judging")
    configuration = reduced(synthesized, EXISTING)
    configuration["locals"] |= {
        "there": [EXISTING],
        "existing_clusters": "${[for each in local.there : each if !var.create_cluster]}",
    }
    write_native(configuration, folder)
    return Workspace(folder=folder)


def planned(workspace: Workspace, file: Path) -> list[str]:
    """The errors of a plan."""
    result = workspace.run("plan", "-json", "-input=false", "-lock=false", f"-var-file={file}")
    assert (result.code == 0) == (result.errors == []), result.output
    return result.errors


def evaluated(workspace: Workspace, file: Path) -> list[str]:
    """The errors of what a plan evaluates, in one walk of the two. Each required variable must have a value."""
    answered = workspace.console("true", f"-var-file={file}")
    # It ends well with wrong values, too, of which it says something.
    assert answered.code == 0 or answered.errors, (answered.code, answered.said)
    return answered.errors


def test_a_killed_terraform_is_no_verdict(tmp_path: Path) -> None:
    """It says nothing: neither that a file is right nor that it is wrong."""
    killed = tmp_path / "terraform-that-is-killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    killed.chmod(0o755)
    for judge in (planned, evaluated):
        with pytest.raises(AssertionError):
            judge(Workspace(folder=tmp_path, tool=str(killed)), tmp_path / "a.tfvars")


def differences(errors: list[str], report: Report) -> dict[str, Any]:
    """Where the two say otherwise; nothing where they agree."""
    by_rules = {sentence(error) for error in errors if error.startswith(BY_RULES)}
    said = {" ".join(problem.sentence.split()) for problem in report.refused}
    others = [error for error in errors if not error.startswith(BY_RULES)]
    knows_cluster = not any(CLUSTER in note.sentence for note in report.notes)
    found: dict[str, Any] = {}
    if bool(errors) != bool(said) and (said or knows_cluster):
        found["verdict"] = (errors, said)
    # Where Python cannot go on with null, it says that.
    nulls = {problem.variable for problem in report.refused if " has null as " in problem.sentence}
    if knows_cluster and (missing := {each for each in by_rules - said if each.split()[0].strip(":") not in nulls}):
        found["the plan alone"] = missing
    # Terraform stops at what it cannot read, and goes on to nothing that reads what is refused.
    if said - by_rules and not others and not any(error.startswith(BY_RULES[0]) for error in errors):
        found["check alone"] = said - by_rules
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_files(file: Path, judging: Workspace, tmp_path: Path) -> None:
    # The variants are applied elsewhere, so of these is known that a plan takes them.
    judge = evaluated if file.parent.name == "variants" else planned
    file = filled_in(file, tmp_path)
    assert differences(judge(judging, file), check([file])) == {}


@pytest.mark.parametrize("first", range(0, GENERATED, TOGETHER))
def test_generated(first: int, judging: Workspace, synthesized: Json, tmp_path: Path) -> None:
    required = [name for name, declaration in synthesized["variable"].items() if "default" not in declaration]
    for seed in range(first, first + TOGETHER):
        end, text = Hand(seed).file()
        file = tmp_path / f"generated-{seed}{end}"
        file.write_text(text, encoding="utf-8")
        errors = (evaluated if all(name in text for name in required) else planned)(judging, file)
        assert differences(errors, check([file])) == {}, text
