"""Judges what files give as a plan does: types, rules of variables, what stops a plan, what it warns of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from jupyter_on_gke.checking.blaming import blamed
from jupyter_on_gke.checking.conversion import HOLDERS, WrongTypeError, converted
from jupyter_on_gke.checking.files import Given
from jupyter_on_gke.checking.plan import Plan, RefusedError, called
from jupyter_on_gke.checking.problem import NOTE, REFUSED, WARNING, Place, Problem
from jupyter_on_gke.checking.refusals import REFUSALS, WARNINGS
from jupyter_on_gke.checking.secret import SECRET
from jupyter_on_gke.expressions import UnknownError, computed
from jupyter_on_gke.given import plain
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.variables.variable import Validation, Variable

Rule = Validation | Refusal


def sentence(rule: Rule, plan: Plan) -> str:
    """What a rule says of a plan; "" where it holds. UnknownError where it looks at what only a real plan knows."""
    given = {name: computed(each)(plan) for name, each in rule.arguments.items()}
    return str(called(rule.rule, given))


@dataclass
class Judged:
    """What is said of the files."""

    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """The rules of which only a plan can say whether they hold, and what they look at."""


class Judge:
    """Judges what files give. `values` are the variables' values, without those that are refused."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.values: dict[str, Any] = {}
        self.found = Judged()

    def judged(self) -> Judged:
        """Everything that a plan would say, of what it can look at without Google."""
        for variable in VARIABLES:
            self._convert(variable)
        for variable in VARIABLES:
            self._rules(variable)
        plan = Plan(self.values)
        for refusal in REFUSALS:
            if said := self._said(refusal, plan, self.found.unknown):
                self._say(REFUSED, said)
        for warning in WARNINGS.values():
            if said := self._said(warning, plan, []):
                self._say(WARNING, said)
        return self.found

    def _convert(self, variable: Variable) -> None:
        """The value as Terraform has it: null stands for what is by default."""
        written = self.given.written.get(variable.name)
        if variable.name in self.given.unread or self.given.all_unread:
            return
        if written is None or written.value is None:
            if not variable.required:
                self.values[variable.name] = plain(variable.default)
            else:
                place = written.place if written else Place(self.given.files[-1])
                said = f"{variable.name} is required, and not there: write {variable.name} = VALUE."
                self.found.problems.append(Problem(REFUSED, place, said, variable.name))
            return
        if not written.is_read:
            said = f"{variable.name} is reckoned, which only a plan does: what it comes to is not judged here."
            self.found.problems.append(Problem(NOTE, written.place, said, variable.name))
        try:
            self.values[variable.name] = converted(
                variable.name, written, variable.type, secret=variable.name in SECRET
            )
        except WrongTypeError as error:
            self.found.problems.append(Problem(REFUSED, error.place, str(error), variable.name))

    def _rules(self, variable: Variable) -> None:
        """What the variable's own rules refuse; with that, it is nothing that others may read."""
        if variable.name not in self.values:
            return
        plan = Plan(self.values)
        try:
            said = [
                (each, text) for each in variable.validations if (text := self._said(each, plan, self.found.unknown))
            ]
        except (TypeError, AttributeError):
            if not self._refuses_null(variable):
                raise
            return
        for rule, text in said:
            place = self._place(variable.name, rule)
            self.found.problems.append(Problem(REFUSED, place, text, variable.name))
        if said:
            del self.values[variable.name]

    def _refuses_null(self, variable: Variable) -> bool:
        """Whether there is null in a list or map of texts: Terraform takes it, and its rules cannot read it."""
        written = self.given.written.get(variable.name)
        nulls = [key for key, part in written.parts.items() if part.value is None] if written else []
        if not written or not nulls or variable.type not in HOLDERS:
            return False
        which = f"number {nulls[0] + 1}" if isinstance(nulls[0], int) else nulls[0]
        text = f"{variable.name} has null as {which}: write a text, or leave it out."
        self.found.problems.append(Problem(REFUSED, written.parts[nulls[0]].place, text, variable.name))
        del self.values[variable.name]
        return True

    def _said(self, rule: Rule, plan: Plan, unknown: list[str]) -> str:
        """The sentence; "" also where the rule reads what is refused, or what only a plan knows."""
        try:
            return sentence(rule, plan)
        except RefusedError:
            return ""
        except UnknownError as error:
            unknown.append(str(error))
            return ""

    def _place(self, name: str, rule: Rule) -> Place:
        """Where the part of the value is that the rule refuses."""
        written = self.given.written.get(name)
        if written is None:
            return Place(self.given.files[-1])
        values = self.values
        return blamed(written, values[name], lambda value: sentence(rule, Plan({**values, name: value})))

    def _say(self, kind: str, text: str) -> None:
        """A sentence about locals is about the first variable in it that is written."""
        words = re.findall(r"[\w.@-]+", text)
        name = next((word for word in words if word in self.given.written), words[0])
        written = self.given.written.get(name)
        place = self._named(name, text) or (written.place if written else Place(self.given.files[-1]))
        self.found.problems.append(Problem(kind, place, text, name if name in self.values else ""))

    def _named(self, name: str, text: str) -> Place | None:
        """The first object of the variable whose name the sentence has."""
        written = self.given.written.get(name)
        if written is None or type(written.value) is not list:
            return None
        words = re.findall(r"[\w.@-]+", text)
        named = [part for part in written.parts.values() if "name" in part.parts and part.parts["name"].value in words]
        return named[0].place if named else None
