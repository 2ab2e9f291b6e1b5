"""Which differences replace a thing, by tests/cases/replacing.yaml: stand-ins for the providers plan no replacement."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.synth import Json

TABLE: dict[str, Any] = read_yaml((CASES / "replacing.yaml").read_text(encoding="utf-8"))
RESOURCES: dict[str, Any] = TABLE["resources"]


def replacing(changes: Iterable[Json]) -> list[str]:
    """The differences of planned updates for whose sake the provider replaces the thing: `ADDRESS: ARGUMENT`."""
    updates = (each for each in changes if each["change"]["actions"] == ["update"])
    return [
        f"{each['address']}: {path}"
        for each in updates
        for path in RESOURCES[each["type"]]["replacing"]
        if differs(each["change"], path)
    ]


def differs(change: Json, path: str) -> bool:
    """Whether an argument is not what it was, or nobody knows yet. To a provider, nothing and an empty text are one.

    Of what is taken over a stand-in knows no more than its id, in which the argument has to be.
    """
    before, after, unknown = ([*values_at(change.get(name), path)] for name in ("before", "after", "after_unknown"))
    if change.get("importing") and not before:
        named = re.split("[/@]", change["importing"]["id"])
        return True in unknown or any(each not in named for each in after)
    return before != after or True in unknown


def values_at(block: Json, path: str) -> Iterator[Json]:
    """What there is at a path, in each block of a list."""
    if isinstance(block, list) and path:
        for each in block:
            yield from values_at(each, path)
    elif isinstance(block, dict) and path:
        name, _, rest = path.partition(".")
        yield from values_at(block.get(name), rest)
    elif block:
        yield block
