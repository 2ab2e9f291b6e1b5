"""What a plan warns of, and goes on: each check speaks where it is meant to, and nowhere else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.expectations import expect_entry
from tests.support.native import write_native
from tests.support.settled import needed_locals, referred
from tests.support.synth import Json
from tests.support.terraform import Workspace
from tests.test_rejected import BASE

WARNED: list[dict[str, Any]] = read_yaml((CASES / "warned.yaml").read_text(encoding="utf-8"))
SENTENCES = CASES / "expected" / "warned.yaml"
MADE = r"(?<![\w.])(?:google|helm|kubernetes|random)_\w+\.\w+"
"""A resource, of which attributes are unknown until it is there."""


@pytest.fixture(scope="session")
def checks(synthesized: Json, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The variables, and the checks that follow from them alone."""
    folder = tmp_path_factory.mktemp("checks")
    alone = {name: check for name, check in synthesized["check"].items() if named(check, synthesized) is not None}
    locals_ = needed_locals(synthesized, referred(alone))
    text = {"variable": synthesized["variable"], "locals": locals_, "check": alone}
    write_native(text, folder)
    workspace = Workspace(folder=folder)
    workspace.init()
    return workspace


def named(check: Json, synthesized: Json) -> dict[str, Any] | None:
    """The locals of a check; None where Google has to be asked for one, or makes it."""
    found = needed_locals(synthesized, referred(check))
    return None if "data." in json.dumps(found) or re.search(MADE, json.dumps(found)) else found


@pytest.mark.terraform
@pytest.mark.parametrize("number", range(len(WARNED)))
def test_warned(number: int, checks: Workspace, tmp_path: Path) -> None:
    case = WARNED[number]
    tfvars = tmp_path / "case.tfvars.json"
    tfvars.write_text(json.dumps(BASE | {"members_allowlist": "user:ann@cymbal.dev"} | case["set"]), encoding="utf-8")
    result = checks.run("plan", "-json", "-input=false", f"-var-file={tfvars}")
    assert result.code == 0, result.errors
    lines = [json.loads(line) for line in result.output.splitlines() if line.startswith("{")]
    told = [line["diagnostic"] for line in lines if line.get("@level") == "warn"]
    assert [each["address"].removeprefix("check.") for each in told if "address" in each] == []
    sentences = [" ".join(each["detail"].split()) for each in told]
    assert len(sentences) == ("warned" in case), sentences
    for sentence in sentences:
        expect_entry(sentence, SENTENCES, f"{case['warned']}-{number}")


@pytest.mark.slow
def test_sentences_are_there_before_the_apply(synthesized: Json) -> None:
    """A sentence of what is to be made is unknown in the plan, which then says of it that it is invalid."""
    late = {
        text: made
        for text in error_messages(synthesized)
        if (made := set(re.findall(MADE, f"{text}{json.dumps(needed_locals(synthesized, referred(text)))}")))
    }
    assert late == {}


def error_messages(document: Json) -> list[str]:
    """What checks, conditions and validations say."""
    if isinstance(document, list):
        return [text for each in document for text in error_messages(each)]
    if not isinstance(document, dict):
        return []
    own = [document["error_message"]] if "error_message" in document else []
    return [*own, *(text for each in document.values() for text in error_messages(each))]


def test_every_warning_has_a_case(synthesized: Json) -> None:
    of_variables = {name for name, check in synthesized["check"].items() if named(check, synthesized) is not None}
    assert {case["warned"] for case in WARNED if "warned" in case} == of_variables


def test_no_sentence_is_left_over() -> None:
    said = read_yaml(SENTENCES.read_text(encoding="utf-8"))
    assert said.keys() == {f"{case['warned']}-{number}" for number, case in enumerate(WARNED) if "warned" in case}
