"""A plan-time function as Terraform evaluates it: its statements as terms, for arguments that are expressions."""

from __future__ import annotations

import ast
import contextlib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jupyter_on_gke.plan_time import generators, rules
from jupyter_on_gke.plan_time.compiler import Compiler, times_used
from jupyter_on_gke.plan_time.definitions import defaults_of, definition_of, types_of
from jupyter_on_gke.plan_time.expressions import as_template
from jupyter_on_gke.plan_time.form import Form, place
from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import CONDITIONAL, WHOLE, Term
from jupyter_on_gke.plan_time.types import STR

# What means something in every expression of Terraform.
ROOTS = frozenset(
    {"var", "local", "data", "path", "each", "count", "module", "self", "terraform", "null", "true", "false"}
)


class Translation:
    """One function's. PlanTimeError, with file and line, for what Terraform does not do as Python does."""

    def __init__(self, python: Callable[..., Any], signature: inspect.Signature) -> None:
        self.python, self.signature = python, signature
        definition = definition_of(python)
        self._statements = definition.body
        known = python.__globals__
        if python.__closure__:
            # What it knows of the function that it is written in is a constant, too.
            known = {**known, **inspect.getclosurevars(python).nonlocals}
        self._compiler = Compiler(python.__code__.co_filename, definition.lineno, known, definition.name)
        generators.refuse_kept(self._compiler, definition)
        refuse = self._compiler.refuse
        self.takes, self.gives = types_of(python, signature, definition, refuse)
        self._defaults = defaults_of(signature, self.takes, definition, refuse)
        self._forms: dict[str, Form] = {}
        found = self._returned()
        if not self.gives.holds(found.type):
            self._compiler.refuse(definition, f"{python.__name__} gives {found.type}, but is to give {self.gives}")

    def _returned(self) -> Term:
        """What the statements return. A rule is asked for its condition and its sentence, so these are looked at."""
        if self.gives == STR and rules.is_rule(self._statements):
            self._form("condition", rules.condition(self._statements))
            # A sentence may need what the condition makes sure.
            with contextlib.suppress(PlanTimeError):
                return self._form("sentence", rules.sentence(self._statements)).term
        return self._form("whole", self._statements).term

    def given(self, arguments: Mapping[str, str]) -> tuple[dict[str, Term], frozenset[str]]:
        """The arguments as terms, and Terraform's names in them."""
        self.signature.bind(**arguments)
        names = {name: Term(text, self.takes[name], level=_level(text)) for name, text in arguments.items()}
        return names, frozenset(re.findall(r"[a-z_]\w*", " ".join(arguments.values())))

    def of(self, **arguments: str) -> Term:
        """The term for arguments that are expressions."""
        return self.term(*self.given(arguments))

    def whole(self, **arguments: str) -> str:
        """The term's text, where it may be a part of another one."""
        return self.of(**arguments).at(WHOLE)

    def template(self, **arguments: str) -> str:
        """What it gives, where JSON has a text."""
        return as_template(self.of(**arguments))

    def rule(self, **arguments: str) -> tuple[str, str]:
        """The condition and the sentence of a rule, as texts."""
        condition, message = self.rule_terms(**arguments)
        return condition.text, as_template(message)

    def rule_terms(self, **arguments: str) -> tuple[Term, Term]:
        """The condition and the sentence of a rule."""
        given, taken = self.given(arguments)
        condition = self._put(given, taken, "condition", rules.condition(self._statements))
        try:
            text = self._put(given, taken, "sentence", rules.sentence(self._statements))
        except PlanTimeError:
            # What is known where the rule does not hold must be asked.
            return condition, self.term(given, taken)
        return condition, self.term(given, taken) if text.may_fail else text

    def term(self, arguments: Mapping[str, Term], taken: frozenset[str]) -> Term:
        """The expression for these arguments, where Terraform knows the names `taken`."""
        return self._put(arguments, taken, "whole", self._statements)

    def _put(
        self, arguments: Mapping[str, Term], taken: frozenset[str], name: str, statements: Sequence[ast.stmt]
    ) -> Term:
        """What the statements return for these arguments: by the form that was made once, where that is the same."""
        given = {each: self._argument(each, arguments.get(each)) for each in self.takes}
        found = self._form(name, statements).put(given, taken - ROOTS)
        return found or self._compiler.named(given, statements, Scope(taken=ROOTS | taken))

    def _form(self, name: str, statements: Sequence[ast.stmt]) -> Form:
        """What the statements return, with places for arguments."""
        if name not in self._forms:
            places = {each: place(each, type_) for each, type_ in self.takes.items()}
            term = self._compiler.named(places, statements, Scope(taken=ROOTS))
            self._forms[name] = Form(term, lambda each: times_used(each, statements))
        return self._forms[name]

    def _argument(self, name: str, term: Term | None) -> Term:
        if term is None:
            return self._defaults[name]
        if not self.takes[name].holds(term.type):
            raise TypeError(f"{self.python.__name__}({name}) is {self.takes[name]}, and this is {term.type}")
        return term


def _level(text: str) -> int:
    """References stand by themselves, all else is put in brackets."""
    return WHOLE if re.fullmatch(r"[\w.\-]+(\[[\w.\"*]+\])*", text) and not text.startswith("-") else CONDITIONAL
