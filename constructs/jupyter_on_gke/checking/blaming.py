"""Which part of a value a rule refuses: the one without which, or of which alone, it says something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_on_gke.checking.problem import Place
from jupyter_on_gke.checking.values import Written

Rule = Callable[[Any], str]
"""A value -> what the rule says, or an empty text."""


def blamed(written: Written, value: Any, rule: Rule) -> Place:
    """The place of the smallest part that the rule refuses; of the whole value where it is no part alone."""
    part = _culprit(written, value, rule)
    if part is None:
        return written.place
    inner = written.parts[part]
    return blamed(inner, value[part], lambda each: rule(_with(value, part, each)))


def _culprit(written: Written, value: Any, rule: Rule) -> int | str | None:
    """The first part that is to blame."""
    if type(value) not in (list, dict) or len(value) != len(written.parts):
        return None
    # Without its name an object is nothing at all, and most rules are silent.
    parts = sorted(written.parts, key=lambda part: part == "name")
    # One element of a list is enough for the rule to speak; an attribute is one without which it is silent.
    if type(value) is list:
        return next((part for part in parts if _speaks(rule, [value[int(part)]])), None)
    return next((part for part in parts if not _speaks(rule, _without(value, part))), None)


def _speaks(rule: Rule, value: Any) -> bool:
    try:
        return rule(value) != ""
    except (LookupError, TypeError, ValueError, AttributeError):
        return True


def _with(value: Any, part: int | str, inner: Any) -> Any:
    """The value with another part; of a list that part alone."""
    return [inner] if type(value) is list else {**value, part: inner}


def _without(value: dict[str, Any], part: int | str) -> dict[str, Any]:
    return {name: each for name, each in value.items() if name != part}
