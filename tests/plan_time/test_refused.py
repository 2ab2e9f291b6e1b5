"""What Terraform does not do as Python does is refused when a module is imported, with file, line and what to write."""

from __future__ import annotations

import importlib.util
import textwrap
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.plan_time import PlanTimeError, plan_time
from jupyter_on_gke.plan_time.patterns import compiled
from tests.support.documents import read_yaml

CASES = read_yaml(Path(__file__).with_name("refused.yaml").read_text(encoding="utf-8"))
MODULE = """\
from dataclasses import replace
from jupyter_on_gke.plan_time import *
from tests.plan_time.samples import Thing
from tests.plan_time.samples_of_objects import least

def plain(text: str) -> str:
    return text
{before}
@plan_time
def f(
    text: str, maybe: str | None, number: int, share: float,
    texts: list[str], labels: dict[str, int], things: list[Thing], spot: bool,
) -> {gives}:
{body}
"""
FUNCTION_LINE = MODULE.splitlines().index("def f(") + 1
BODY_LINE = MODULE.splitlines().index("{body}") + 1


def imported(file: Path) -> Any:
    """The module in the file."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES, ids=[case["body"] for case in CASES])
def test_refused(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    body, before = textwrap.indent(case["body"], "    "), case.get("before", "")
    gives = case.get("gives", case.get("ok", "str"))
    file.write_text(MODULE.format(gives=gives, body=body, before=before), encoding="utf-8")
    if "ok" in case:
        assert imported(file).f
        return
    with pytest.raises(PlanTimeError) as error:
        imported(file)
    assert error.value.msg == case["message"]
    assert error.value.filename == str(file)
    line = FUNCTION_LINE if case.get("at") == "function" else BODY_LINE
    assert error.value.lineno == line + before.count("\n")


def test_a_function_without_def() -> None:
    with pytest.raises(TypeError, match="is not written with def in a file: write it so"):
        plan_time(lambda number: number)


def test_a_function_of_any_number_of_arguments(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("from jupyter_on_gke.plan_time import *\n@plan_time\ndef f(*texts: str) -> int:\n    return 1\n")
    with pytest.raises(PlanTimeError) as error:
        imported(file)
    assert error.value.msg == "f takes *texts: write its arguments one by one"
    assert error.value.lineno == 3


def test_arguments_of_terraform_are_the_functions() -> None:
    from tests.plan_time.samples_of_objects import double

    assert double.terraform(thing="local.thing") == double.terraform(thing="local.thing", times="2")
    with pytest.raises(TypeError, match="unexpected keyword argument 'things'"):
        double.terraform(thing="local.thing", things="local.things")


@pytest.mark.parametrize("pattern", [r"\s", r"a\b", r"(a)\1", "(?i)a", "a++", "[]a]", "é"])
def test_patterns_of_one_language(pattern: str) -> None:
    with pytest.raises(ValueError, match="write "):
        compiled(pattern)
