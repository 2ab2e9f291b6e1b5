"""Python and Terraform compute the same, for every plan-time function and every row of the table."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import jupyter_on_gke
from jupyter_on_gke.plan_time import PlanTime, table
from jupyter_on_gke.plan_time.records import CONVERSIONS
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.refusal import Refusal
from tests.plan_time import differences, drawn, samples, samples_of_documents, samples_of_objects, samples_of_rules

SAMPLES: dict[str, PlanTime[..., Any]] = {
    f"{module.__name__.rpartition('.')[2]}_{name}": each
    for module in (samples, samples_of_objects, samples_of_documents)
    for name, each in vars(module).items()
    if isinstance(each, PlanTime)
}
EXPRESSIONS = {name: differences.expression(function) for name, function in SAMPLES.items()}
TABLES = ("FUNCTIONS", "METHODS", "OPERATORS", "COMPARISONS")
# What makes a result of each type another one.
WRONG = {
    "bool": "!({})",
    "int": "({}) + 1",
    "float": "({}) + 1",
    "quotient": "({}) + 1",
    "str": 'join("", [{}, "x"])',
    "str | None": 'try(join("", [{}, "x"]), "x")',
    "float | None": "try({} + 1, 1)",
    "object": "[{}]",
    "bool | None": "!coalesce({}, false)",
    "list[str] | None": 'concat(coalesce({}, []), ["x"])',
    "dict[str] | None": 'merge(coalesce({}, {{}}), {{x = "x"}})',
    "list[object]": "concat({}, [1])",
    "T": "[for wrong in [{}] : null][0]",
    "T | None": "[for wrong in [{}] : null][0]",
    "list[T]": "slice({0}, min(1, length({0})), length({0}))",
    "list[str]": 'concat({}, ["x"])',
    "set[str]": 'setunion({}, ["x"])',
    "dict[object]": "merge({}, {{wrong = 1}})",
    "dict[T]": "[for wrong in [{}] : {{}}][0]",
}


@pytest.mark.terraform
def test_samples(terraform: str, tmp_path: Path) -> None:
    found = differences.compared(SAMPLES, EXPRESSIONS, tmp_path, count=100)
    assert found.differences == []
    assert found.tried > 2000
    assert min(found.results.values()) > 0


def compared_rules(rules: dict[str, PlanTime[..., Any]], folder: Path, *, count: int) -> differences.Comparison:
    expressions = {name: differences.of_rule(each) for name, each in rules.items()}
    return differences.compared(rules, expressions, folder, count=count, result=differences.judged)


@pytest.mark.terraform
def test_rules(terraform: str, tmp_path: Path) -> None:
    rules = {each.python.__name__ + str(index): each for index, each in enumerate(samples_of_rules.RULES)}
    found = compared_rules(rules, tmp_path, count=100)
    assert found.differences == []
    assert min(found.results.values()) > 0


def test_sentences_where_json_has_a_text() -> None:
    _, message = samples_of_rules.refused_text.rule(value="var.value")
    assert message == 'text is "${var.value}": write $${a} or "b".'


def of_validations() -> dict[str, PlanTime[..., Any]]:
    """The rules of the variables, by variable and place."""
    return {
        f"{variable.name}-{index}": validation.rule
        for variable in VARIABLES
        for index, validation in enumerate(variable.validations)
        if validation.rule
    }


def of_refusals() -> dict[str, PlanTime[..., Any]]:
    """The rules of what stops a plan, by module and place."""
    return {
        f"{module.__name__.removeprefix('jupyter_on_gke.').replace('.', '-')}-{index}": refusal.rule
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, (tuple, dict))
        for index, refusal in enumerate(value.values() if isinstance(value, dict) else value)
        if isinstance(refusal, Refusal) and refusal.rule
    }


@pytest.mark.terraform
def test_validations_and_refusals(terraform: str, tmp_path: Path) -> None:
    assert min(len(of_validations()), len(of_refusals())) > 20
    rules = of_validations() | of_refusals()
    found = compared_rules(rules, tmp_path, count=40)
    assert found.differences == []


def mistaken(name: str, index: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The expressions of the samples that a mistake in one row of the table changes."""
    rows = list(getattr(table, name))
    row = rows[index]
    # The row's own places for arguments are kept.
    wrong = WRONG[row.gives].format("ROW").replace("{", "{{").replace("}", "}}").replace("ROW", row.terraform)
    rows[index] = dataclasses.replace(row, terraform=wrong, level=0)
    with monkeypatch.context() as patch:
        patch.setattr(table, name, tuple(rows))
        for function in SAMPLES.values():
            # What was compiled before knows nothing of the mistake.
            patch.setattr(function._translation, "_forms", {})
        every = {each: differences.expression(function) for each, function in SAMPLES.items()}
    return {each: text for each, text in every.items() if text != EXPRESSIONS[each]}


@pytest.mark.terraform
def test_a_mistake_in_any_row_is_found(terraform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    functions: dict[str, PlanTime[..., Any]] = {}
    expressions: dict[str, str] = {}
    rows = [(name, index) for name in TABLES for index in range(len(getattr(table, name)))]
    for name, index in rows:
        changed = mistaken(name, index, monkeypatch)
        assert changed, f"no sample has {getattr(table, name)[index]}: write one in samples.py"
        for sample, text in changed.items():
            functions[f"{name}-{index}-{sample}"], expressions[f"{name}-{index}-{sample}"] = SAMPLES[sample], text
    found = differences.compared(functions, expressions, tmp_path, count=50)
    noticed = {tuple(each.name.split("-")[:2]) for each in found.differences}
    assert {(name, str(index)) for name, index in rows} - noticed == set()


def of_each(text: str) -> list[str]:
    """What loops in the text say of each element."""
    found: list[str] = []
    for loop in re.finditer(r"\bfor [\w, ]+ in ", text):
        depth, said = 0, ""
        for sign in text[loop.end() :]:
            depth += (sign in "([{") - (sign in ")]}")
            if depth < 0:
                break
            said += sign if said or (sign == ":" and depth == 0) else ""
        found.append(said)
    return found


def test_rows_look_at_arguments_outside_of_their_loops() -> None:
    """There, an argument could be of a name that the loop has."""
    rows = [row.terraform for name in TABLES for row in getattr(table, name)]
    found = [each for text in (*rows, *CONVERSIONS.values()) for each in of_each(text)]
    assert len(found) > 5
    assert [each for each in found if re.search(r"\{\d\}", each)] == []


def modules() -> list[ModuleType]:
    """The package's modules, but for those that a hub runs: what is there to be run is not to be imported."""
    return [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(jupyter_on_gke.__path__, "jupyter_on_gke.")
        if not {"hub", "in_the_hub"} & {*each.name.split(".")}
    ]


def of_the_project() -> dict[str, PlanTime[..., Any]]:
    """Every plan-time function of the package, by module and name."""
    return {
        f"{module.__name__.removeprefix('jupyter_on_gke.').replace('.', '-')}-{name}": each
        for module in modules()
        for name, each in vars(module).items()
        if isinstance(each, PlanTime) and each.python.__module__ == module.__name__
    }


@pytest.mark.terraform
def test_functions_of_the_project(terraform: str, tmp_path: Path) -> None:
    functions = of_the_project()
    assert len(functions) > 20
    expressions = {name: differences.expression(function) for name, function in functions.items()}
    found = differences.compared(functions, expressions, tmp_path, count=60)
    assert found.differences == []
    # A function of a truth has two arguments, and no sixty.
    tried = {name: len(drawn.arguments(function, 60)) for name, function in functions.items()}
    hardly_ever = {name for name, results in found.results.items() if results < 0.8 * tried[name]}
    assert hardly_ever == set(), "these hardly ever give anything"
