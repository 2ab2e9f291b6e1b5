"""What Terraform makes of a value for a variable of a type, or why it makes nothing of it."""

from __future__ import annotations

from typing import Any

from jupyter_on_gke.checking.problem import Place
from jupyter_on_gke.checking.values import Unread, Written
from jupyter_on_gke.plan_time import as_bool, as_number, as_text
from jupyter_on_gke.variables.object_rules import IN_WORDS

PLAIN = {"string": as_text, "number": as_number, "bool": as_bool}
HOLDERS = {"list(string)": list, "map(string)": dict}
RECKONED = "what is reckoned"
EXAMPLES = {"list(string)": '["...", "..."]', "map(string)": '{ key = "..." }', "number": "4", "bool": "true"}


class WrongTypeError(ValueError):
    """A value of another type, and where it is."""

    def __init__(self, place: Place, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place


def converted(name: str, written: Written, type_: str, *, secret: bool = False) -> Any:
    """The value as the variable has it. WrongTypeError where Terraform cannot convert it. A secret is not shown."""
    if not written.is_read:
        return Unread(RECKONED)
    if type_ == "any":
        return written.value
    if type_ in PLAIN:
        return _plain(name, written, type_, secret=secret)
    if type(written.value) is not HOLDERS[type_]:
        raise WrongTypeError(written.place, f"{name} is {said(written.value)}: write {_wanted(type_)}.")
    elements = {key: _element(name, key, part) for key, part in written.parts.items()}
    return [*elements.values()] if type_ == "list(string)" else elements


def _plain(name: str, written: Written, type_: str, *, secret: bool) -> Any:
    found = PLAIN[type_](written.value)
    if found is None:
        shown = "another value" if secret else said(written.value)
        raise WrongTypeError(written.place, f"{name} is {shown}: write {_wanted(type_)}.")
    return found


def _element(name: str, key: int | str, part: Written) -> Any:
    """A text in a list or map. Terraform takes null there."""
    if part.value is None:
        return None
    found = as_text(part.value)
    if found is None:
        which = f"number {key + 1}" if isinstance(key, int) else key
        raise WrongTypeError(part.place, f"{name} has {said(part.value)} as {which}: write a text.")
    return found


def _wanted(type_: str) -> str:
    words = IN_WORDS[type_]
    return f"{words}, like {EXAMPLES[type_]}" if type_ in HOLDERS else words


def said(value: Any) -> str:
    """A value in words."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return f'"{value}"' if isinstance(value, str) else str(as_text(value))
