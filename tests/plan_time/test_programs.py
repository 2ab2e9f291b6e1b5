"""Programs that chance writes compute the same in Python and Terraform, and a mistake that is made is found by them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.plan_time import PlanTime, rules, table
from tests.plan_time import differences, programs
from tests.plan_time.test_refused import imported

COUNT = 450
Programs = Mapping[str, PlanTime[..., Any]]


@cache
def accepted(folder: Path) -> Programs:
    """What is refused raises what has a file and a line, or this raises."""
    file = folder / "programs.py"
    file.write_text(programs.module(COUNT), encoding="utf-8")
    found: Programs = imported(file).ACCEPTED
    return found


def is_rule(function: PlanTime[..., Any]) -> bool:
    return int(function.python.__name__.rpartition("_")[2]) % 3 == 0


def expressions(functions: Programs) -> dict[str, str]:
    return {
        name: differences.of_rule(each) if is_rule(each) else differences.expression(each)
        for name, each in functions.items()
    }


def compared(functions: Programs, texts: Mapping[str, str], folder: Path, *, count: int) -> differences.Comparison:
    return differences.compared(
        functions, texts, folder, count=count, result=lambda each: differences.judged(each) if is_rule(each) else each
    )


@pytest.mark.terraform
def test_programs(terraform: str, tmp_path: Path) -> None:
    functions = accepted(tmp_path)
    assert len(functions) > 0.7 * COUNT
    found = compared(functions, expressions(functions), tmp_path, count=10)
    assert found.differences == []
    # Few of them fail for all.
    assert sum(results > 0 for results in found.results.values()) > 0.7 * len(functions)


def row(find: str, put: str) -> tuple[Any, str, Any]:
    """A mistake in the operators: what is in their text, and what is to be."""
    of = [dataclasses.replace(each, terraform=each.terraform.replace(find, put)) for each in table.OPERATORS]
    assert of != [*table.OPERATORS], find
    return table, "OPERATORS", tuple(of)


def ends_decided(body: Sequence[Any]) -> bool:
    return bool(getattr(getattr(body[-1], "value", None), "value", None) is False)


MISTAKES: dict[str, Callable[[], tuple[Any, str, Any]]] = {
    "by zero": lambda: row("({1} == 0 ? null : {1})", "{1}"),
    "less than zero": lambda: row("0 - {0}", "-{0}"),
    "zero times less than zero": lambda: row("{0} * {1} + 0", "{0} * {1}"),
    "an if in an if": lambda: (rules, "_says_names_alone", ends_decided),
}


@pytest.mark.terraform
def test_a_mistake_is_found(terraform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    functions = accepted(tmp_path)
    right = expressions(functions)
    wrong: dict[str, str] = {}
    for mistake, patched in MISTAKES.items():
        with monkeypatch.context() as patch:
            patch.setattr(*patched())
            for function in functions.values():
                # What was compiled before knows nothing of the mistake.
                patch.setattr(function._translation, "_forms", {})
            texts = expressions(functions)
        changed = [name for name, text in texts.items() if text != right[name]]
        wrong |= {f"{mistake}/{name}": texts[name] for name in changed[:30]}
    found = compared({name: functions[name.split("/")[1]] for name in wrong}, wrong, tmp_path, count=30)
    assert {each.name.split("/")[0] for each in found.differences} == {*MISTAKES}
