"""Plan-time functions with objects, branches and loops in loops, and of each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jupyter_on_gke.plan_time import as_json, common, extended, lower, plan_time
from tests.plan_time.samples import SIZE_NAMES, Thing


@plan_time
def guarded(thing: Thing, labels: dict[str, int]) -> bool:
    return (thing.name in labels and labels[thing.name] > 1) or thing.limit is None or thing.limit > 2


@plan_time
def double(thing: Thing, times: int = 2) -> Thing:
    if thing.count < 0:
        return thing
    return replace(thing, count=thing.count * times, limit=None)


@plan_time
def in_json(things: list[Thing], thing: Thing) -> list[str]:
    return [as_json(things), as_json({"one": thing})]


@plan_time
def joined(things: list[Thing], name: str) -> list[str]:
    """Generators where what they give is taken at once."""
    names = sorted(thing.name for thing in things)
    counts = [min((thing.count for thing in things), default=0), sum(thing.count for thing in things)]
    return [
        *names,
        ",".join(thing.name for thing in things),
        str(counts[1]),
        *(["in"] if name in (each.name for each in things) else []),
    ]


@plan_time
def least(things: list[Thing]) -> int:
    return min([thing.count for thing in things], default=0)


@plan_time
def with_the_least(things: list[Thing], thing: Thing) -> list[Thing]:
    """The argument has the name of what the other function loops over."""
    fewest = least([thing, *things])
    return [*[double(each) for each in things if each.count == fewest], thing, Thing(name=f"{fewest}", spot=True)]


@plan_time
def two_loops(things: list[Thing], texts: list[str]) -> list[str]:
    return [f"{thing.name}-{text}-{tag}" for thing in things if thing.spot for text in texts for tag in thing.tags]


@plan_time
def nested(things: list[Thing]) -> list[list[str]]:
    return [[thing.name + tag for tag in thing.tags if tag in [thing.name for thing in things]] for thing in things]


@plan_time
def by_name(things: list[Thing]) -> dict[str, Thing]:
    return {thing.name: thing for thing in things if thing.limit is not None and thing.limit > 1}


@plan_time
def of_dicts(things: list[Thing]) -> dict[str, dict[str, str]]:
    return {thing.name: thing.labels for thing in things}


@plan_time
def either(thing: Thing, other: Thing, things: list[Thing], labels: dict[str, str]) -> list[list[str]]:
    """Terraform looks for one type of both, whatever is in them."""
    one = thing if thing.count > other.count else other
    many = things if thing.spot else []
    by = labels if other.spot else {}
    return [[one.name], [each.name for each in many], [f"{key}{value}" for key, value in sorted(by.items())]]


@plan_time
def choices(thing: Thing, texts: list[str]) -> list[str]:
    if thing.limit is None:
        return texts
    if thing.limit > 3 and len(texts) > 0:
        first = texts[0]
        return [first, first]
    if thing.zone is not None:
        return [thing.zone, *thing.tags, "x", *texts]
    return [] if thing.spot else ["a"]


@plan_time
def optional(thing: Thing) -> float | None:
    limit: float | None = thing.limit if thing.spot else None
    return limit


@plan_time
def said_once(text: str, things: list[Thing]) -> list[str]:
    """A long value that is used more than once, and one that may fail and is not used."""
    names = ",".join(sorted({lower(thing.name).removeprefix("nvidia-").removesuffix("-spot") for thing in things}))
    unused = things[0]  # noqa: F841
    return [names, names + text, names + names]


@plan_time
def unpacked(texts: list[str], more: list[str]) -> list[str]:
    return [*texts, "a", *more, *[]]


@plan_time
def levels(a: int, b: int, c: int, spot: bool, other: bool) -> list[int]:
    """Brackets where they are needed."""
    return [
        a - (b - c),
        (a + b) * (c - a),
        -(a + b),
        (a if spot else b) + c,
        a * (b // 3) if not (spot and other) or ((spot or other) and spot) else -(-c),  # noqa: B002
        (1 if spot else 2) if (other if spot else not other) else 3,
    ]


@dataclass(frozen=True, kw_only=True)
class Larger(Thing):
    """A thing with more attributes."""

    size: int
    name_of_limit: str | None


@plan_time
def larger(thing: Thing) -> Larger:
    return extended(Larger, thing, size=thing.count * 2, name_of_limit=thing.zone, spot=True)


@plan_time
def keys(labels: dict[str, str], text: str, spot: bool) -> dict[str, str]:
    return {**labels, f"{text}/x": "a", text: "b", **({text: "c"} if spot else {})}


@plan_time
def in_all(lists: list[list[str]], things: list[Thing]) -> list[list[str]]:
    return [common(lists), common([thing.tags for thing in things]), [value for _, value in sorted(SIZE_NAMES.items())]]


@plan_time
def conditions_that_may_fail(texts: list[str], more: list[str], labels: dict[str, str]) -> list[list[str]]:
    """They do not where there is nothing to look at."""
    return [
        [text for text in texts if more[0] == text],
        [text for text in texts if text != "a" and more[0] == text],
        [key for key, value in sorted(labels.items()) if value == texts[0]],
        sorted({text: "" for text in texts if more[0] == text}),
        [text for text in texts if "a" in sorted({text for _ in more})],
    ]


@plan_time
def objects_that_may_fail(things: list[Thing], more: list[str], parts: list[str | None]) -> list[str | None]:
    """Such a condition for what has None in it, and for None."""
    return [*[thing.zone for thing in things if more[0] == thing.name], *[each for each in parts if more[0] == each]]


@plan_time
def names_of_terraform(texts: list[str], things: list[Thing]) -> list[list[str]]:
    return [
        *[[for_, "x"] for for_ in texts],
        [if_ for if_ in texts if if_ != "a"],
        [in_ for in_ in texts if in_ in texts],
        [_1 + null for _1 in texts for null in texts],
        [_2x.name for _2x in things],
    ]
