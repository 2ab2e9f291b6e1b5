"""Computes plan-time functions in Python and in Terraform, with the same arguments, and compares."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyter_on_gke.plan_time.function import PlanTime
from tests.plan_time import drawn
from tests.support.native import write_native
from tests.support.terraform import Workspace

FAILS, UNWRITABLE = "(fails)", "(is not written)"
Function = PlanTime[..., Any]
Arguments = list[dict[str, Any]]


def python(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """What Python computes, as JSON has it."""
    try:
        return drawn.plain(function(**arguments))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return FAILS


def terraform(expressions: Mapping[str, str], arguments: Mapping[str, Arguments], folder: Path) -> dict[str, list[Any]]:
    """What Terraform computes of each expression, with `case` in it, for each of the arguments under its name."""
    (folder / "cases.json").write_text(
        json.dumps({name: [drawn.plain(each) for each in arguments[name]] for name in expressions}),
        encoding="utf-8",
    )
    configuration = {
        "locals": {
            "cases": '${jsondecode(file("cases.json"))}',
            "computed": {
                name: f'${{[for case in local.cases["{name}"] : {as_result(text)}]}}'
                for name, text in expressions.items()
            },
        }
    }
    write_native(configuration, folder)
    computed = Workspace(folder=folder).evaluated("local.computed")
    return {name: [each if each == FAILS else json.loads(each) for each in texts] for name, texts in computed.items()}


def as_result(text: str) -> str:
    """Its JSON, or whether it is nothing that JSON has, as what is infinite is, or fails."""
    return f'try([for result in [{text}] : try(jsonencode(result), jsonencode("{UNWRITABLE}"))][0], "{FAILS}")'


def expression(function: Function) -> str:
    """What Terraform evaluates for the arguments in `case`."""
    return function.terraform(**of_case(function))


def of_case(function: Function) -> dict[str, str]:
    """The arguments in `case`."""
    return {name: f"case.{name}" for name in function.takes}


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; fractions as far as Python has digits."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-12)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and bool(one == other)


@dataclasses.dataclass(frozen=True)
class Difference:
    """Arguments for which the two do not agree."""

    name: str
    arguments: dict[str, Any]
    python: Any
    terraform: Any


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Where the two differ, how many arguments were tried, and for how many of them each function has a result."""

    differences: list[Difference]
    tried: int
    results: dict[str, int]


def of_rule(rule: Function) -> str:
    """Whether it holds, and an empty text where it does, else the sentence."""
    holds, message = rule.rule_terms(**of_case(rule))
    return f'[{holds.text}, ({holds.text}) ? "" : ({message.text})]'


def judged(rule: Function) -> Callable[..., Any]:
    """What `of_rule` comes to in Python."""

    def result(**arguments: Any) -> list[Any]:
        said = rule(**arguments)
        return [said == "", said]

    return result


def compared(
    functions: Mapping[str, Function],
    expressions: Mapping[str, str],
    folder: Path,
    *,
    count: int,
    result: Callable[[Function], Callable[..., Any]] = lambda function: function,
) -> Comparison:
    """Compares the functions by the names of `expressions`; `result` makes of one what is to come of its expression."""
    arguments = {name: drawn.arguments(functions[name], count) for name in expressions}
    found = terraform(expressions, arguments, folder)
    expected = {name: [python(result(functions[name]), each) for each in arguments[name]] for name in expressions}
    return Comparison(
        [
            Difference(name, *each)
            for name in expressions
            for each in zip(arguments[name], expected[name], found[name], strict=True)
            if not same(each[1], each[2])
        ],
        sum(map(len, arguments.values())),
        {name: sum(each != FAILS for each in results) for name, results in expected.items()},
    )
