"""Plan-time functions that have every row of the table, and every kind of syntax, in them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from jupyter_on_gke.plan_time import (
    distinct,
    hexadecimal,
    lower,
    matches,
    number,
    pairs_of_letters,
    plan_time,
    replaced,
    sha256,
    shown,
    start,
    thousandths,
    without,
)

SIZES = {"small": 1, "large": 8}
SIZE_NAMES = {"small": "S", "large": "L"}
KINDS = ("cpu", "gpu")
DOLLAR, PERCENT, BRACES = "$", "%", "${"
QUOTED = 'a "quoted" ${text}, %{if}, \\ \n\t\u0007 and é'


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something with an attribute of each type."""

    name: str
    count: int = 1
    share: float = 0.5
    spot: bool = False
    limit: float | None = None
    zone: str | None = None
    tags: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


@plan_time
def lengths(text: str, things: list[Thing], labels: dict[str, int]) -> list[int]:
    return [len(text), len(things), len(labels), len({thing.name for thing in things})]


@plan_time
def some_and_all(things: list[Thing]) -> list[bool]:
    return [
        any(thing.spot for thing in things),
        all(thing.spot for thing in things),
        any([thing.tags[0] == "a" for thing in things]),  # noqa: C419 - a generator would stop before it fails
    ]


@plan_time
def least_and_most(numbers: list[int], shares: list[float]) -> list[float]:
    return [min(numbers), max(numbers), min(shares), max(shares)]


@plan_time
def of_two(a: int, b: int, c: float, d: float) -> list[float]:
    return [min(a, b), max(a, b), min(c, d), max(c, d), min(a, d)]


@plan_time
def by_default(numbers: list[int], shares: list[float]) -> list[float]:
    return [min(numbers, default=3), max([share for share in shares if share > 1], default=0.5), sum(numbers)]


@plan_time
def in_order(texts: list[str], labels: dict[str, str]) -> list[list[str]]:
    return [
        sorted(texts),
        sorted(labels),
        [f"{key}={value}" for key, value in sorted(labels.items())],
        distinct(texts),
        sorted(set(texts) | {"z"}),
        sorted(frozenset(texts)),
        sorted(set(texts) & set(KINDS)),
        sorted(set(texts) - {"a"}),
        sorted(labels.keys()),
        list(texts),
        [f"{index}: {text}" for index, text in enumerate(texts)],
    ]


@plan_time
def whole(share: float, count: int, divisor: int) -> list[int]:
    return [
        math.floor(share),
        math.ceil(share),
        thousandths(share),
        count // divisor,
        -count,
        count - (divisor - 3),
        (count + divisor) * 2,
        3 * count,
        -3 + count * -2,
    ]


@plan_time
def divided(count: int, divisor: int) -> list[bool]:
    """Nothing is divided by zero."""
    return [count / divisor > 1, count // divisor > 1, count // 2 > 1]


@plan_time
def tenths(count: int, share: float, texts: list[str]) -> list[str]:
    """What ends after some digits."""
    return [shown(count / 10), shown((count + 1) / 1000), str(count), *(texts if count / 10 == share else [])]


@plan_time
def divided_and_unused(count: int, divisor: int) -> str:
    share = count / divisor  # noqa: F841
    return f"{count} of {divisor}"


@plan_time
def zeros(a: int, b: int, text: str) -> list[str]:
    """Zero has no sign."""
    return [f"{-a}", str(a * b), f"{-a * b} {text}", f"{3 * -a}", f"{max(-a, 0)}", str(a // max(1, b) * -1)]


@plan_time
def parts(count: int, divisor: int) -> list[float]:
    return [count / divisor, (count + 1) / (divisor * 2), *([(count + divisor) / 4] if count > 1 else [count // 8])]


@plan_time
def patterns_of(text: str) -> list[bool]:
    return [
        matches("^[a-z]([-a-z0-9]{0,5}[a-z0-9])?$", text),
        matches("a.b", text),
        matches("a$", text),
        matches(r"\d\w", text),
        matches('["\\\\$]', text),
    ]


@plan_time
def letters(text: str, count: int) -> list[str]:
    return [
        lower(text),
        sha256(text),
        start(sha256(text), count),
        without("^nvidia-(tesla-)?", text),
        without("[0-9/]", text),
        replaced("[^a-z0-9]+", "-", text),
        replaced("([a-z])", "$1 ${a} \\1", text),
        text.removeprefix("a"),
        text.removesuffix("a"),
        text.strip(" "),
        text.strip('"/'),
        text.replace("a", "${b}"),
        text.replace("/", text),
        text + QUOTED,
    ]


@plan_time
def cut(text: str, texts: list[str]) -> list[list[str]]:
    return [text.split(","), text.split("a/"), texts[:2], texts[1:], texts[1:3], [",".join(texts)]]


@plan_time
def pairs(text: str) -> list[list[str]]:
    return [pairs_of_letters(text), pairs_of_letters(f"{text}b\nc"), pairs_of_letters("a")]


@plan_time
def begins(text: str, other: str) -> list[bool]:
    return [text.startswith(other), text.endswith(other), other in text, other not in text]


@plan_time
def as_text(count: int, share: float, text: str) -> list[str]:
    return [
        f"{count}",
        str(count),
        f"{text}",
        shown(share),
        f'{text}"{count}${{}}{shown(share)}',
        f"{text if count > 1 else 'one'} of {f'{count}{text}'}",
        f"{'literal'}{1}",
    ]


@plan_time
def priced(text: str) -> str:
    return f"{text} costs $"


@plan_time
def signs(text: str, count: int) -> list[str]:
    """Signs of Terraform's templates, which come together of two pieces."""
    return [
        f"a$ {text}% ${{ %{{",
        f"a month: ${100 * count}, ${text}, $${text}, 100%{count}, %%{count}",
        f"{DOLLAR}{{text}} {PERCENT}{{if}} {DOLLAR}{text} {BRACES}{text} {DOLLAR}{BRACES}",
        f"{priced(text)}{{text}} {priced(text)}{count} {priced(f'{count}$')}{text}",
        DOLLAR + "{text}" + PERCENT + text + "${",
        "$".join([text, "{", DOLLAR]),
    ]


@plan_time
def looked_up(labels: dict[str, int], key: str) -> list[int]:
    found = labels.get(key)
    return [labels.get(key, 7), found if found is not None else 8, SIZES.get(key, 0)]


@plan_time
def must_be_there(labels: dict[str, int], key: str, texts: list[str]) -> str:
    value = labels[key]
    first = texts[0]
    return f"{value} {first}"


@plan_time
def parsed(text: str) -> float:
    return number(text)


@plan_time
def of_digits(text: str) -> list[int]:
    return [hexadecimal(start(sha256(text), 7)) + 1, hexadecimal(text)]


@plan_time
def parsed_or(text: str, otherwise: float) -> float:
    return number(text, otherwise)


@plan_time
def merged(labels: dict[str, str], more: dict[str, str], name: str) -> list[dict[str, str]]:
    return [labels | more, {**labels, "name": name, **more}, {}, {"a": "b"}]


@plan_time
def compared(a: int, b: float, text: str, maybe: str | None, spot: bool) -> list[bool]:
    return [
        a == b,
        a != b,
        a < b,
        a <= b,
        a > b,
        a >= b,
        0 < a < b <= 9,
        text == maybe,
        maybe != text,
        maybe is None,
        maybe is not None and text in maybe,
        spot == (a == 1),
        not spot and (a == 2 or not a != b),  # noqa: SIM202
    ]


@plan_time
def member(a: int, text: str, texts: list[str], labels: dict[str, str], spot: bool) -> list[bool]:
    return [
        text in texts,
        text in ("cpu", "gpu"),
        text not in KINDS,
        text in labels,
        text in {"a", *texts} if spot else text in set(texts),
        a in [1, 2],
        spot in [True],
    ]
