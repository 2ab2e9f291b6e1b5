"""Takes somebody's own plan-time functions into a stack: what their arguments are of it, and whether the types fit."""

import difflib
from collections.abc import Mapping
from typing import Any

from jupyter_on_gke.expressions import Expression, local, var
from jupyter_on_gke.given import sentence_of
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.plan_time.term import literal
from jupyter_on_gke.plan_time.types import ANY, BOOL, FLOAT, STR, Type, read
from jupyter_on_gke.state import Stack
from jupyter_on_gke.surface import OBJECTS, VARIABLES
from jupyter_on_gke.variables.refusal import Refusal, refusal

TYPES = {
    "string": STR,
    "number": FLOAT,
    "bool": BOOL,
    "list(string)": read(list[str]),
    "map(string)": read(dict[str, str]),
}
"""Terraform's type of a variable -> Python's; of others, anything."""
OF_VARIABLES = {variable.name: TYPES.get(variable.type, ANY) for variable in VARIABLES}
FILLED = {each.variable: f"written_{each.variable}" for each in OBJECTS}
"""A variable that is a list of objects -> the local in which every attribute of these is filled in."""
OF_FILLED = {FILLED[each.variable]: read(list[each.cls]) for each in OBJECTS}  # type: ignore[name-defined]


def required(stack: Stack, rule: PlanTime[..., str], given: Mapping[str, Any]) -> Refusal:
    """What a plan refuses by a rule. ValueError where what is given is refused already, or the rule is none."""
    arguments = arguments_of(stack, rule)
    if rule.gives != STR:
        raise ValueError(f"{_name(rule)} gives {rule.gives}: write a rule that gives a sentence, or an empty text.")
    if sentence := sentence_of(rule.computed(**arguments), given):
        raise ValueError(sentence)
    return refusal(rule, **arguments)


def arguments_of(stack: Stack, function: PlanTime[..., Any]) -> dict[str, Expression]:
    """Argument -> the local of its name, else the variable, else its default. ValueError where there is none of them.

    Also where the type is another one than that of the local or the variable.
    """
    if not isinstance(function, PlanTime):
        raise TypeError(f"{getattr(function, '__name__', function)} is not marked: write @plan_time above it.")
    return {name: _argument(stack, function, name) for name in function.signature.parameters}


def _argument(stack: Stack, function: PlanTime[..., Any], name: str) -> Expression:
    if stack.has_local(name):
        logic = stack.logic.get(name)
        _check(function, name, f"local.{name}", logic[0].gives if logic else OF_FILLED.get(name, ANY))
        return local(name)
    if stack.has_variable(name):
        if name in FILLED and not function.takes[name].is_anything:
            raise ValueError(
                f"{_name(function)} takes {name}: {function.takes[name]}, but {var(name)} is what people write: take "
                f"{FILLED[name]}, in which every attribute is filled in."
            )
        _check(function, name, f"var.{name}", OF_VARIABLES.get(name, ANY))
        return var(name)
    default = function.signature.parameters[name].default
    if default is not function.signature.empty:
        return Expression(literal(default).text, lambda _: default)
    close = difflib.get_close_matches(name, [*stack.computed, *OF_VARIABLES], n=1)
    advice = close[0] if close else "the name of a variable or a local"
    raise ValueError(f"{_name(function)} takes {name}, which this stack does not have: write {advice}.")


def _check(function: PlanTime[..., Any], name: str, address: str, there: Type) -> None:
    """ValueError where a type is another one. Of what nothing is known, the plan alone says something."""
    wanted = function.takes[name]
    if there.is_anything or wanted.holds(there) or (there.is_number and wanted.is_number):
        return
    raise ValueError(f"{_name(function)} takes {name}: {wanted}, but {address} is {there}: write that.")


def _name(function: PlanTime[..., Any]) -> str:
    return function.python.__name__
