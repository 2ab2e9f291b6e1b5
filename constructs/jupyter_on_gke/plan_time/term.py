"""A piece of Terraform's language with what must be known of it to put it into another."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any

from jupyter_on_gke.expressions import quoted
from jupyter_on_gke.plan_time.types import BOOL, FLOAT, INT, NOTHING, STR, Type, hints, together

# How tightly an expression holds together, from `a ? b : c` to what stands by itself.
CONDITIONAL, OR, AND, EQUAL, COMPARE, ADD, MULTIPLY, UNARY, WHOLE = range(9)

# A value of more characters that is used more than once gets a name.
LONG = 60


@dataclass(frozen=True)
class Term:
    """`text` has the `type`, and holds together at the `level`."""

    text: str
    type: Type
    level: int = WHOLE
    may_fail: bool = False
    """Whether there are arguments of these types for which Python raises, and Terraform stops."""
    written: str | None = None
    """The text that it is, of what is one wherever it is used."""
    is_positive: bool = False
    """Whether it is a number that is known to be above 0."""
    template: str | None = None
    """Of a text with values in it: how it stands where JSON has a text."""

    def at(self, level: int) -> str:
        """The text where something that holds together at `level` is needed."""
        return self.text if self.level >= level else f"({self.text})"


TRUE, FALSE = Term("true", BOOL), Term("false", BOOL)


def literal(value: Any) -> Term:
    """A value of Python in Terraform's language. TypeError if that has none like it."""
    if value is None:
        return Term("null", NOTHING)
    # Of a class of its own, Python may say something else of it.
    if type(value) is str:
        return Term(quoted(value), STR, written=value)
    if type(value) in (bool, int) or (type(value) is float and math.isfinite(value)):
        type_ = {bool: BOOL, int: INT}.get(type(value), FLOAT)
        is_positive = value is not True and value > 0
        return Term(json.dumps(value), type_, UNARY if value < 0 else WHOLE, is_positive=is_positive)
    return _holder(value)


def _holder(value: Any) -> Term:
    if isinstance(value, (list, tuple)):
        each = [literal(entry) for entry in value]
        return Term(f"[{', '.join(term.text for term in each)}]", holder("list", each))
    if isinstance(value, (set, frozenset)):
        listed = literal(sorted(value))
        return Term(f"toset({listed.text})", Type("set", of=listed.type.of or STR))
    if isinstance(value, Mapping) and all(type(key) is str for key in value):
        terms = {key: literal(entry) for key, entry in value.items()}
        return Term(pairs({quoted(key): term for key, term in terms.items()}), holder("dict", [*terms.values()]))
    if is_dataclass(value) and not isinstance(value, type):
        terms = {name: literal(getattr(value, name)) for name in hints(type(value))}
        return Term(pairs(terms), Type("object", cls=type(value)))
    raise TypeError(f"{value!r} has nothing like it in Terraform")


def holder(name: str, each: list[Term]) -> Type:
    """The type of a list, set or dict of the terms."""
    return Type(name, of=together([term.type for term in each]) if each else None)


def pairs(terms: Mapping[str, Term]) -> str:
    """A map or object, by keys as they are to be written."""
    return f"{{{', '.join(f'{key} = {term.text}' for key, term in terms.items())}}}"
