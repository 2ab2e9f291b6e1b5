"""How a plan-time function is written down: its definition, the types of its arguments, and their defaults."""

from __future__ import annotations

import ast
import functools
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.term import Term, literal
from jupyter_on_gke.plan_time.types import Type, read

Refuse = Callable[[ast.AST, str], NoReturn]
Definition = ast.FunctionDef | ast.AsyncFunctionDef
TAKES_APART: dict[Any, str] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


def definition_of(python: Callable[..., Any]) -> ast.FunctionDef:
    """The definition in the file. PlanTimeError for what is no plain function of one."""
    written = inspect.unwrap(python)
    if not inspect.isfunction(written):
        raise TypeError(f"{python!r} is no function that is written with def: write one")
    file, line = written.__code__.co_filename, written.__code__.co_firstlineno

    def refuse(message: str, node: ast.AST | None = None) -> NoReturn:
        raise PlanTimeError(message, file=file, line=getattr(node, "lineno", line), node=node)

    try:
        found = _definitions(file).get(line)
    except OSError:
        refuse(f"{written.__name__} is written in no file: write it in a module")
    if found is None:
        refuse(f"{written.__name__} is not written with def: write def, with types")
    if isinstance(found, ast.AsyncFunctionDef):
        refuse(f"{found.name} is async, and a plan does not wait: write def", found)
    if python is not written or len(found.decorator_list) > 1:
        others = [ast.unparse(each) for each in found.decorator_list if ast.unparse(each) != "plan_time"]
        names = ", ".join(f"@{each}" for each in others or ["plan_time"])
        refuse(f"{found.name} has {names}, too, which Terraform does not run: write @plan_time alone", found)
    return found


@functools.cache
def _definitions(file: str) -> dict[int, Definition]:
    """The functions of a file, by the line of the first decorator, where Python has a function begin."""
    return {
        min([node.lineno, *(each.lineno for each in node.decorator_list)]): node
        for node in _within(ast.parse(Path(file).read_text(encoding="utf-8")).body)
    }


def _within(statements: Sequence[ast.stmt]) -> Iterator[Definition]:
    """The functions among the statements, and those in functions and classes."""
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield statement
        yield from _within(getattr(statement, "body", []))


def types_of(
    python: Callable[..., Any], signature: inspect.Signature, definition: ast.FunctionDef, refuse: Refuse
) -> tuple[dict[str, Type], Type]:
    """The types of the arguments, and of what it gives."""
    arguments = {each.arg: each for each in ast.walk(definition.args) if isinstance(each, ast.arg)}
    try:
        annotations = _annotations(python)
    except (NameError, AttributeError) as error:
        refuse(definition, f"{definition.name} has a type that is not known ({error}): import or define it above")
    for name, parameter in signature.parameters.items():
        _look_at(definition, parameter, arguments[name], refuse)
    if "return" not in annotations:
        refuse(definition, f"{definition.name} does not say what it gives: write -> str, or another type")
    takes = {name: _read(annotations[name], name, arguments[name], refuse) for name in signature.parameters}
    returns = definition.returns or definition
    return takes, _read(annotations["return"], f"what {definition.name} gives", returns, refuse)


def _look_at(definition: ast.FunctionDef, parameter: inspect.Parameter, node: ast.arg, refuse: Refuse) -> None:
    name = parameter.name
    if stars := TAKES_APART.get(parameter.kind):
        type_ = ast.unparse(node.annotation) if node.annotation else "..."
        instead = f"list[{type_}]" if stars == "*" else f"dict[str, {type_}]"
        refuse(node, f"{definition.name} takes {stars}{name}: write {name}: {instead}")
    if parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
        refuse(node, f"{name} has no name for those who call, by the / after it: leave that out")
    if parameter.annotation is inspect.Parameter.empty:
        if name in ("self", "cls"):
            refuse(node, f"{definition.name} is a method: write it at the module's level, without {name}")
        refuse(node, f"{name} has no type: write {name}: str, or another type")


def _read(annotation: Any, name: str, node: ast.AST, refuse: Refuse) -> Type:
    try:
        return read(annotation)
    except TypeError as error:
        refuse(node, f"{name}: {error}")


def _annotations(python: Callable[..., Any]) -> Mapping[str, Any]:
    """The annotations, which are texts where the module puts them off."""
    written = python.__annotations__
    return typing.get_type_hints(python) if any(isinstance(each, str) for each in written.values()) else written


def defaults_of(
    signature: inspect.Signature, takes: Mapping[str, Type], definition: ast.FunctionDef, refuse: Refuse
) -> dict[str, Term]:
    """What arguments are that are not given: constants, as no plan-time function can change a list or map."""
    found: dict[str, Term] = {}
    for name, parameter in signature.parameters.items():
        if parameter.default is inspect.Parameter.empty:
            continue
        try:
            found[name] = literal(parameter.default)
        except TypeError as error:
            refuse(definition, f"{name} is {error} by default: write a plain value")
        if not takes[name].holds(found[name].type):
            refuse(definition, f"{name} is {takes[name]}, and by default {found[name].type}: write one type")
    return found
