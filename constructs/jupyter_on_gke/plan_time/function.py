"""Marks a function of Python as one that Terraform can evaluate, too."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from jupyter_on_gke.expressions import Computed, Expression, Template, computed
from jupyter_on_gke.plan_time.callee import Callee
from jupyter_on_gke.plan_time.refusal import PlanTimeError
from jupyter_on_gke.plan_time.when import translates_at_once

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.term import Term
    from jupyter_on_gke.plan_time.translation import Translation
    from jupyter_on_gke.plan_time.types import Type

P = ParamSpec("P")
R = TypeVar("R")


class PlanTime(Callee, Generic[P, R]):
    """A function for Python's values, and with `terraform` for expressions.

    Raises PlanTimeError, a SyntaxError with file and line, for what Terraform does not do as Python does.
    """

    def __init__(self, python: Callable[P, R]) -> None:
        functools.update_wrapper(self, python)
        self.python = python
        if translates_at_once():
            try:
                self._translation  # noqa: B018  # refuses
            except PlanTimeError as error:
                # Where the translator was when it found out says nothing to people.
                raise error.with_traceback(None) from None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """What Python computes."""
        return self.python(*args, **kwargs)

    @cached_property
    def signature(self) -> inspect.Signature:  # type: ignore[override]
        """Its arguments, as Python has them."""
        return inspect.signature(self.python)

    @property
    def place(self) -> str:
        """Where it is written, as people look for it: the package's own files from its folder on."""
        file = self.python.__module__.removeprefix("jupyter_on_gke.").replace(".", "/")
        return f"{file}.py: {self.python.__name__}"

    @cached_property
    def _translation(self) -> Translation:
        # The translator is not imported where nobody asks for Terraform's text.
        from jupyter_on_gke.plan_time.translation import Translation

        return Translation(self.python, self.signature)

    @property
    def takes(self) -> dict[str, Type]:
        """Argument -> its type."""
        return self._translation.takes

    @property
    def gives(self) -> Type:
        """The type of what it gives."""
        return self._translation.gives

    def terraform(self, **arguments: str) -> Expression:
        """The expression for arguments that are expressions, like `var.domain`; it can be a part of another one."""
        return Expression(self._translation.whole(**arguments), self.computed(**arguments))

    def computed(self, **arguments: object) -> Computed:
        """What Python gives, of the variables' values."""
        python: Callable[..., R] = self.python
        return lambda values: python(**{name: computed(each)(values) for name, each in arguments.items()})

    def template(self, **arguments: str) -> Template:
        """What it gives for arguments that are expressions, where JSON has a text."""
        return Template(self._translation.template(**arguments), self.computed(**arguments))

    def of(self, **arguments: str) -> Term:
        """The term for arguments that are expressions."""
        return self._translation.of(**arguments)

    def rule(self, **arguments: str) -> tuple[Expression, str]:
        """Of a function that gives a sentence, or an empty text: the condition for the latter, and the sentence."""
        condition, message = self._translation.rule(**arguments)
        return Expression(condition), message

    def rule_terms(self, **arguments: str) -> tuple[Term, Term]:
        """The condition and the sentence of a rule."""
        return self._translation.rule_terms(**arguments)

    def term(self, arguments: Mapping[str, Term], taken: frozenset[str]) -> Term:
        """The expression for these arguments, where Terraform knows the names `taken`."""
        return self._translation.term(arguments, taken)


def plan_time(python: Callable[P, R]) -> PlanTime[P, R]:
    """Marks the function: a decorator."""
    return PlanTime(python)
