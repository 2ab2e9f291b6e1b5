"""Marks a function of Python as one that Terraform can evaluate, too."""

from __future__ import annotations

import ast
import functools
import inspect
import re
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

from jupyter_on_gke.expressions import Expression
from jupyter_on_gke.plan_time import rules
from jupyter_on_gke.plan_time.calls import Callee
from jupyter_on_gke.plan_time.compiler import Compiler
from jupyter_on_gke.plan_time.expressions import as_template
from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import CONDITIONAL, WHOLE, Term, literal
from jupyter_on_gke.plan_time.types import read

P = ParamSpec("P")
R = TypeVar("R")

# What means something in every expression of Terraform.
ROOTS = frozenset(
    {"var", "local", "data", "path", "each", "count", "module", "self", "terraform", "null", "true", "false"}
)


SKETCHES: dict[tuple[Hashable, ...], Term] = {}
"""What is known of functions that were looked at."""


class PlanTime(Callee, Generic[P, R]):
    """A function for Python's values, and with `terraform` for expressions.

    Raises PlanTimeError, a SyntaxError with file and line, for what Terraform does not do as Python does.
    """

    def __init__(self, python: Callable[P, R]) -> None:
        functools.update_wrapper(self, python)
        self.python = python
        self.signature = inspect.signature(python)
        definition = _definition(python)
        self._statements = definition.body
        # What it knows of the function that it is written in is a constant, too.
        around = inspect.getclosurevars(python).nonlocals
        self._compiler = Compiler(python.__code__.co_filename, definition.lineno, {**python.__globals__, **around})
        annotations = _annotations(python)
        try:
            self.takes = {name: read(annotations[name]) for name in self.signature.parameters}
            self.gives = read(annotations["return"])
        except (KeyError, TypeError) as error:
            self._compiler.refuse(definition, f"{python.__name__} is not annotated for Terraform: {error}")
        # One for all functions that the same lines make: they differ by constants.
        alike = (python.__code__, *self.takes.values(), self.gives, *map(type, around.values()))
        if alike not in SKETCHES:
            SKETCHES[alike] = self._checked(definition)
        self._sketch = SKETCHES[alike]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """What Python computes."""
        return self.python(*args, **kwargs)

    def terraform(self, **arguments: str) -> Expression:
        """The expression for arguments that are expressions, like `var.domain`; it can be a part of another one."""
        return Expression(self.of(**arguments).at(WHOLE))

    def template(self, **arguments: str) -> str:
        """What it gives for arguments that are expressions, where JSON has a text."""
        return as_template(self.of(**arguments))

    def of(self, **arguments: str) -> Term:
        """The term for arguments that are expressions."""
        return self.term(*self._given(arguments))

    def _given(self, arguments: Mapping[str, str]) -> tuple[dict[str, Term], frozenset[str]]:
        """The arguments as terms, and Terraform's names in them."""
        self.signature.bind(**arguments)
        names = {name: Term(text, self.takes[name], level=_level(text)) for name, text in arguments.items()}
        return names, frozenset(re.findall(r"[a-z_]\w*", " ".join(arguments.values())))

    def rule(self, **arguments: str) -> tuple[Expression, str]:
        """Of a function that gives a sentence, or an empty text: the condition for the latter, and the sentence."""
        condition, message = self.rule_terms(**arguments)
        return Expression(condition.text), as_template(message)

    def rule_terms(self, **arguments: str) -> tuple[Term, Term]:
        """The condition and the sentence of a rule."""
        given, taken = self._given(arguments)
        condition = self.term(given, taken, rules.condition(self._statements))
        try:
            text = self.term(given, taken, rules.sentence(self._statements))
        except PlanTimeError:
            # What is known where the rule does not hold must be asked.
            return condition, self.term(given, taken)
        return condition, self.term(given, taken) if text.may_fail else text

    def term(self, arguments: Mapping[str, Term], taken: frozenset[str], body: Sequence[ast.stmt] = ()) -> Term:
        """The expression for these arguments, where Terraform knows the names `taken`; of another body than its own."""
        given = {name: self._argument(name, arguments.get(name)) for name in self.takes}
        return self._compiler.named(given, body or self._statements, Scope(taken=ROOTS | taken))

    def sketched(self, arguments: Mapping[str, Term]) -> Term:
        """What is known of the expression, without its text."""
        given = [self._argument(name, arguments.get(name)) for name in self.takes]
        return replace(self._sketch, may_fail=self._sketch.may_fail or any(term.may_fail for term in given))

    def _argument(self, name: str, term: Term | None) -> Term:
        if term is None:
            return literal(self.signature.parameters[name].default)
        if not self.takes[name].holds(term.type):
            raise TypeError(f"{self.python.__name__}({name}) is {self.takes[name]}, and this is {term.type}")
        return term

    def _checked(self, definition: ast.FunctionDef) -> Term:
        """What is known of what it gives. Refuses what cannot be said in Terraform, when the module is imported."""
        compiler = replace(self._compiler, sketches=True)
        given = {name: Term(name, type_) for name, type_ in self.takes.items()}
        found = compiler.named(given, self._statements, Scope(taken=ROOTS | {*self.takes}))
        if not self.gives.holds(found.type):
            self._compiler.refuse(definition, f"{self.python.__name__} gives {found.type}, but is to give {self.gives}")
        return Term(f"{self.python.__name__}()", found.type, may_fail=found.may_fail)


def plan_time(python: Callable[P, R]) -> PlanTime[P, R]:
    """Marks the function: a decorator."""
    return PlanTime(python)


def _level(text: str) -> int:
    """References stand by themselves, all else is put in brackets."""
    return WHOLE if re.fullmatch(r"[\w.\-]+(\[[\w.\"*]+\])*", text) and not text.startswith("-") else CONDITIONAL


def _annotations(python: Callable[..., Any]) -> Mapping[str, Any]:
    """The annotations, which are texts where the module puts them off."""
    written = python.__annotations__
    return typing.get_type_hints(python) if any(isinstance(each, str) for each in written.values()) else written


def _definition(python: Callable[..., Any]) -> ast.FunctionDef:
    try:
        return _definitions(python.__code__.co_filename)[python.__code__.co_firstlineno]
    except KeyError:
        raise TypeError(f"{python!r} is not written with def in a file: write it so") from None


@functools.cache
def _definitions(file: str) -> dict[int, ast.FunctionDef]:
    """The functions of a file, by the line of the first decorator, where Python has a function begin."""
    return {
        min([node.lineno, *(each.lineno for each in node.decorator_list)]): node
        for node in _within(ast.parse(Path(file).read_text(encoding="utf-8")).body)
    }


def _within(statements: Sequence[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """The functions among the statements, and those in functions and classes."""
    for statement in statements:
        if isinstance(statement, ast.FunctionDef):
            yield statement
        yield from _within(getattr(statement, "body", []))
