"""What Terraform does not do as Python does is refused when a module is imported, with file, line and what to write."""

from __future__ import annotations

import importlib.util
import os
import sys
import textwrap
import traceback
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.plan_time import PlanTimeError, plan_time
from jupyter_on_gke.plan_time.patterns import compiled
from jupyter_on_gke.plan_time.term import literal
from tests.support.documents import read_yaml

CASES = read_yaml(Path(__file__).with_name("refused.yaml").read_text(encoding="utf-8"))
MODULES = read_yaml(Path(__file__).with_name("refused_modules.yaml").read_text(encoding="utf-8"))
MODULE = """\
import enum, os, random, re, sys, time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from os import environ
from pathlib import Path
from types import MappingProxyType
from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import *
from tests.plan_time.samples import Thing as Plain
from tests.plan_time.samples_of_objects import least

class Size(str, enum.Enum):
    SMALL = "small"

@dataclass(frozen=True, kw_only=True)
class Thing(Plain):
    @property
    def doubled(self) -> int:
        return 2 * self.count

    def size(self) -> int:
        return self.count

class Plainest:
    pass

@dataclass(frozen=True, kw_only=True)
class OfHere:
    name: str
    path: bytes = b""

@dataclass(frozen=True, kw_only=True)
class Nested:
    name: str
    things: list[Plain]

@dataclass(frozen=True, kw_only=True)
class Unknown:
    name: "Nowhere"

HERE, COUNTED, NUMBERED, PARTS = Path("/"), Counter("aa"), {{1: "a"}}, {{1, 2}}
SIZE, DOMAIN, INFINITE, NOTHING = Size.SMALL, var("domain"), float("inf"), None
FROZEN = MappingProxyType({{"a": 1}})

def plain(text: str) -> str:
    return text
{before}
@plan_time
def f(
    text: str, maybe: str | None, number: int, share: float, anything: object,
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
    # Dataclasses look for their types in it.
    sys.modules[file.stem] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[file.stem]
    return module


def line_of(case: dict[str, Any]) -> int:
    line = FUNCTION_LINE if case.get("at") == "function" else BODY_LINE + case.get("line", 1) - 1
    return int(line + case.get("before", "").count("\n"))


def look_at(file: Path, case: dict[str, Any], line: int) -> None:
    """The module is imported, or refused with the case's sentence, at the line."""
    if "ok" in case:
        assert imported(file).f
        return
    with pytest.raises(PlanTimeError) as error:
        imported(file)
    assert error.value.msg == case["message"]
    assert (error.value.filename, error.value.lineno) == (str(file), line)


@pytest.mark.parametrize("case", CASES, ids=[case["body"] for case in CASES])
def test_refused(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    body, before = textwrap.indent(case["body"], "    "), case.get("before", "")
    gives = case.get("gives", case.get("ok", "str"))
    file.write_text(MODULE.format(gives=gives, body=body, before=before), encoding="utf-8")
    look_at(file, case, line_of(case))


@pytest.mark.parametrize("case", MODULES, ids=[case["module"] for case in MODULES])
def test_refused_definitions(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    # In the first line with what has to be the first, so that the lines are the case's.
    future, header = "from __future__ import annotations", "from jupyter_on_gke.plan_time import *"
    file.write_text(f"{future if case.get('future') else ''};{header}\n".lstrip(";") + case["module"], encoding="utf-8")
    look_at(file, case, case.get("line", 0) + 1)


def test_people_see_their_own_line(tmp_path: Path) -> None:
    """As of a SyntaxError, with marks below the node, and no frames of the translator."""
    file = tmp_path / "module.py"
    file.write_text(
        MODULE.format(before="", gives="str", body="    é = text\n    return 'é' + text.upper()"), encoding="utf-8"
    )
    with pytest.raises(PlanTimeError) as error:
        imported(file)
    *_, line, marks, _ = "".join(traceback.format_exception_only(error.value)).splitlines()
    assert line == "    return 'é' + text.upper()"
    assert marks == "                 ^^^^^^^^^^^^"
    files = [Path(frame.filename).name for frame in traceback.extract_tb(error.value.__traceback__)]
    assert files[-2:] == ["function.py", "function.py"]
    assert "compiler.py" not in files
    assert error.value.__suppress_context__


def test_what_is_no_function() -> None:
    with pytest.raises(TypeError, match="is no function that is written with def: write one"):
        plan_time(len)


def test_a_function_without_a_file() -> None:
    with pytest.raises(PlanTimeError, match="f is written in no file: write it in a module"):
        exec("@plan_time\ndef f(name: str) -> str:\n    return name", {"plan_time": plan_time})  # noqa: S102


def test_what_is_refused_does_not_show_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "do-not-show")
    for value in (os.environ, {"a": os.environ}, [os.environ]):
        with pytest.raises(TypeError) as error:
            literal(value)
        assert str(error.value) == "a value of _Environ"


def test_arguments_of_terraform_are_the_functions() -> None:
    from tests.plan_time.samples_of_objects import double

    assert double.terraform(thing="local.thing") == double.terraform(thing="local.thing", times="2")
    with pytest.raises(TypeError, match="unexpected keyword argument 'things'"):
        double.terraform(thing="local.thing", things="local.things")


@pytest.mark.parametrize("pattern", [r"\s", r"a\b", r"(a)\1", "(?i)a", "a++", "[]a]", "é"])
def test_patterns_of_one_language(pattern: str) -> None:
    with pytest.raises(ValueError, match="write "):
        compiled(pattern)
