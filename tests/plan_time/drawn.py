"""Arguments for plan-time functions, drawn from their types, and the nasty ones among them; the same on every machine.

By chance alone: Hypothesis, which learns from what it has tried, took a hundred times as long, and nothing here has
to be found or made smaller.
"""

from __future__ import annotations

import dataclasses
import functools
import random
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

from jupyter_on_gke.plan_time.function import PlanTime
from jupyter_on_gke.plan_time.types import Type, attribute, hints

# Few, so that some are equal to each other and to what functions look for.
WORDS = (
    "", "a", "b", "cpu", "gpu", "large", "nvidia-l4", "nvidia-tesla-t4", "a/b,a/,c", "true", "null", "1", "4.50", "4G",
    "512M", "1.5T",
)  # fmt: skip
NASTY = (
    "A", "É", "İSTANBUL", "ΑΣ", "ß", "a\n", "\na", "a b", " a ", '"a"', "\\", "${a}", "%{a}", "$${", "a$", "%", "${",
    "%{", "{a}", "<&>", "\u2028", "\u0000", "é", "👍🏽", "0x1f", "01", "1e3", "/a/", "a.b", "aXb", "a\nb", "a٣b",
    "-", "_", "\ufb01",
)  # fmt: skip
# Documents that have what functions look for, and others.
KEYS = ("storage", "type", "list", "a")
LARGE = (-(10**6), 10**6, 10**15)
FRACTIONS = (0.5, 1.0, 2.5, 0.1, 3.0, 7.17)
MOST = 3
"""Elements of a list, set or dict."""
LEAVES = 6
"""Values in a document."""


class Random(random.Random):
    """Chance, and the texts that have been drawn for the same arguments."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.texts: list[str] = []


@functools.cache
def composed() -> str:
    """Signs that are letters by themselves: Terraform composes the others of what it reads."""
    no = {"Cs", "Cn", "Mn", "Mc", "Me", "Co", "Lo", "Lt"}
    return "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) not in no)


def text(chance: Random) -> str:
    """A text, or one that is there already: what is looked for has to be found at times."""
    if chance.texts and chance.random() < 0.25:
        return chance.choice(chance.texts)
    chance.texts.append(new_text(chance))
    return chance.texts[-1]


def new_text(chance: Random) -> str:
    kind = chance.randrange(3)
    if kind < 2:
        return chance.choice((*WORDS, *NASTY) if kind else WORDS)
    # Half of the signs are ASCII's.
    signs = (chr(chance.randrange(128)) if chance.random() < 0.5 else chance.choice(composed()) for _ in range(4))
    drawn = "".join(signs)[: chance.randrange(5)]
    return drawn if unicodedata.normalize("NFC", drawn) == drawn else new_text(chance)


def whole(chance: Random) -> int:
    return chance.choice(LARGE) if chance.random() < 0.5 else chance.randint(-2, 4)


def fraction(chance: Random) -> float:
    """Three decimals: what reckoning with thousandths has."""
    return chance.choice(FRACTIONS) if chance.random() < 0.5 else chance.randint(-10, 20_000) / 1000


def key(chance: Random) -> str:
    return chance.choice(KEYS) if chance.random() < 0.5 else text(chance)


SCALARS: dict[str, Callable[[Random], Any]] = {
    "str": text,
    "int": whole,
    "float": fraction,
    "bool": lambda chance: chance.random() < 0.5,
    "None": lambda chance: None,
}


def document(chance: Random, leaves: int = LEAVES) -> Any:
    """What JSON can hold."""
    if leaves < 2 or chance.random() < 0.5:
        return SCALARS[chance.choice(list(SCALARS))](chance)
    inside = [document(chance, leaves // 2) for _ in range(chance.randint(0, MOST))]
    return inside if chance.random() < 0.5 else {key(chance): each for each in inside}


def value(type_: Type, chance: Random) -> Any:
    """A value of a type."""
    if type_.is_anything:
        return document(chance)
    if type_.optional:
        return None if chance.random() < 0.5 else value(type_.sure(), chance)
    if type_.name in SCALARS:
        return SCALARS[type_.name](chance)
    if type_.name == "object":
        assert type_.cls
        return type_.cls(**{name: value(attribute(type_, name) or type_, chance) for name in hints(type_.cls)})
    assert type_.of
    inside = [value(type_.of, chance) for _ in range(chance.randint(0, MOST))]
    if type_.name == "dict":
        return {text(chance): each for each in inside}
    return frozenset(inside) if type_.name == "set" else inside


@functools.cache
def arguments(function: PlanTime[..., Any], count: int) -> list[dict[str, Any]]:
    """What a function can be called with: so many, or as many as there are."""
    chance = Random(f"{function.python.__module__}.{function.python.__qualname__}")
    drawn: dict[str, dict[str, Any]] = {}
    for _ in range(3 * count):
        if len(drawn) == count:
            break
        chance.texts.clear()
        each = {name: value(type_, chance) for name, type_ in function.takes.items()}
        drawn.setdefault(repr(each), each)
    return list(drawn.values())


def plain(value: Any) -> Any:
    """The value as JSON has it; a set as the list in its order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(each) for each in value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value
