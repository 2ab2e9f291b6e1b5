"""A piece of Terraform's language with what must be known of it to put it into another."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType
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
    """A value of Python in Terraform's language. TypeError, which says what it has, if Terraform has none like it.

    Of a class that is made of another one nothing is known: what an environment, an enumeration or an expression of
    Terraform is to Python is more than its texts.
    """
    kind = type(value)
    if value is None:
        return Term("null", NOTHING)
    if kind is str:
        return Term(quoted(value), STR, written=value)
    if kind in (bool, int, float):
        # A whole number may have more digits than any fraction.
        if kind is float and not math.isfinite(value):
            raise TypeError(f"{value}, which is no number in Terraform")
        type_ = {bool: BOOL, int: INT}.get(kind, FLOAT)
        is_positive = value is not True and value > 0
        return Term(json.dumps(value), type_, UNARY if value < 0 else WHOLE, is_positive=is_positive)
    return _holder(value, kind)


def _holder(value: Any, kind: type) -> Term:
    if kind in (list, tuple):
        each = [literal(entry) for entry in value]
        return Term(f"[{', '.join(term.text for term in each)}]", holder("list", each))
    if kind in (set, frozenset):
        if any(type(entry) is not str for entry in value):
            raise TypeError("a set of other things than texts")
        return Term(f"toset({literal(sorted(value)).text})", Type("set", of=STR))
    if kind in (dict, MappingProxyType):
        if any(type(key) is not str for key in value):
            raise TypeError("a map by other things than texts")
        terms = {key: literal(entry) for key, entry in value.items()}
        return Term(pairs({quoted(key): term for key, term in terms.items()}), holder("dict", [*terms.values()]))
    if is_dataclass(value) and not isinstance(value, type):
        terms = {name: literal(getattr(value, name)) for name in hints(kind)}
        return Term(pairs(terms), Type("object", cls=kind))
    raise TypeError(f"a value of {kind.__name__}")


def holder(name: str, each: list[Term]) -> Type:
    """The type of a list, set or dict of the terms."""
    return Type(name, of=together([term.type for term in each]) if each else None)


def pairs(terms: Mapping[str, Term]) -> str:
    """A map or object, by keys as they are to be written."""
    return f"{{{', '.join(f'{key} = {term.text}' for key, term in terms.items())}}}"
