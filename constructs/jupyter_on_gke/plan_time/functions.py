"""Functions for plan-time functions, where Python's own differ from Terraform's."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from jupyter_on_gke.plan_time import patterns

T = TypeVar("T")


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern, a literal, is somewhere in the text."""
    return patterns.compiled(pattern).search(text) is not None


def without(pattern: str, text: str) -> str:
    """The text without all that the pattern, a literal, finds in it."""
    return patterns.compiled(pattern).sub("", text)


def replaced(pattern: str, replacement: str, text: str) -> str:
    """The text with the replacement, a literal, for all that the pattern, a literal, finds in it."""
    return patterns.compiled(pattern).sub(lambda _: replacement, text)


def lower(text: str) -> str:
    """The text in small letters, each by itself: str.lower looks at a letter's neighbours."""
    return "".join("i" if letter == "\u0130" else letter.lower() for letter in text)


def start(text: str, count: int) -> str:
    """The first letters of a text of ASCII, like a digest."""
    return text[: max(count, 0)]


def sha256(text: str) -> str:
    """The digest of the text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def distinct(texts: Sequence[str]) -> list[str]:
    """The texts without repetitions, in the order of the first ones."""
    return list(dict.fromkeys(texts))


def pairs_of_letters(text: str) -> list[str]:
    """Each letter with the next one: from the first letter on by twos, then from the second."""
    return [text[place : place + 2] for first in (0, 1) for place in range(first, len(text) - 1, 2)]


def common(lists: Sequence[Sequence[str]]) -> list[str]:
    """The texts that are in every one of the lists, in order; none where there is no list."""
    return sorted(set.intersection(*map(set, lists))) if lists else []


def extended(cls: type[T], owner: object, **attributes: object) -> T:
    """An object with the attributes of another one, and with these; the types are looked at for Terraform."""
    of_owner = {field.name: getattr(owner, field.name) for field in dataclasses.fields(owner)}  # type: ignore[arg-type]
    return cls(**{**of_owner, **attributes})


NUMBER = "^(?:0|[1-9][0-9]*)(?:[.][0-9]+)?$"


def number(text: str, otherwise: float | None = None) -> float:
    """The number of decimal digits in a text; for anything else `otherwise`, or ValueError."""
    if re.fullmatch(NUMBER[1:-1], text, re.ASCII):
        return float(text)
    if otherwise is None:
        raise ValueError(f"{text!r} is no number: write digits, like 4 or 1.5")
    return otherwise


def hexadecimal(text: str) -> int:
    """The number of hexadecimal digits in small letters, like those of a digest; for anything else ValueError."""
    if not re.fullmatch("[0-9a-f]+", text):
        raise ValueError(f"{text!r} is no number: write hexadecimal digits, like 1f")
    return int(text, 16)


def thousandths(amount: float) -> int:
    """How many thousandths an amount is, to reckon with: fractions of the two languages are not the same."""
    return math.floor(Decimal(repr(amount)) * 1000 + Decimal("0.5"))


def shown(amount: float) -> str:
    """A number as a text: 8 and not 8.0."""
    text = format(Decimal(repr(amount)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
