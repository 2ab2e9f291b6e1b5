"""Mistakes as data: mistakes.yaml, and those that cosmic-ray's operators make in the logic."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from tests.support.documents import read_yaml
from tests.support.synth import ROOT

FILE = Path(__file__).parent / "mistakes.yaml"
PACKAGE = "constructs/jupyter_on_gke"
# Two ways to say one thing: no length is below 0.
SAME = ((r"(len\(.*\)) != 0\b", r"\1 > 0"), (r"(len\(.*\)) <= 0\b", r"\1 == 0"))


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A file with another text in it, and why nothing notices that, where it is known that nothing does."""

    kind: str
    name: str
    file: str
    text: str
    why: str = ""
    logic: bool = False
    """Whether only tests of functions are asked, which need neither synth nor Terraform."""


def listed(root: Path = ROOT) -> tuple[list[Mistake], list[str]]:
    """The mistakes of the list, and the names of those whose text is not there, or more than once."""
    found: list[Mistake] = []
    missing: list[str] = []
    for entry in _read()["mistakes"]:
        file = f"{PACKAGE}/{entry['file']}"
        before = (root / file).read_text(encoding="utf-8") if (root / file).exists() else ""
        if before.count(entry["find"]) != 1:
            missing.append(entry["name"])
            continue
        text = before.replace(entry["find"], entry["put"])
        found.append(Mistake(kind=entry["kind"], name=entry["name"], file=file, text=text, why=entry.get("why", "")))
    return found, missing


def explained(root: Path = ROOT) -> list[tuple[str, bool]]:
    """The changes of the logic that change nothing, and whether the line that each changes is still there."""
    every = _read()["logic"]["survivors"]
    return [(each["change"], _old(each["change"]) in _lines(root / PACKAGE / each["file"])) for each in every]


def _old(change: str) -> str:
    return change.partition(" -> ")[0]


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]


def made_by_operators(root: Path = ROOT, seed: str = "") -> list[Mistake]:
    """Every mistake that the chosen operators make in the logic, in an order that looks like none: the seed's."""
    data = _read()
    found = [
        mistake
        for name in data["logic"]["files"]
        for mistake in _mutated(root, f"{PACKAGE}/{name}", data["logic"]["operators"], data["logic"]["survivors"])
    ]
    unique = {(each.file, each.text): each for each in found}
    return sorted(
        unique.values(), key=lambda each: hashlib.sha256(f"{seed}{each.file} {each.name}".encode()).hexdigest()
    )


def _mutated(root: Path, file: str, operators: Sequence[str], survivors: list[dict[str, str]]) -> Iterator[Mistake]:
    # Only `make mutants` installs it.
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    before = (root / file).read_text(encoding="utf-8")
    nodes = [*ast_nodes(get_ast(before))]
    reasons = {(each["file"], each["change"]): each["why"] for each in survivors}
    for name in operator_names():
        if not name.removeprefix("core/").startswith(tuple(operators)) or {*name.split("_")} & {"Is", "IsNot"}:
            continue
        operator = get_operator(name)()
        for occurrence in range(sum(len([*operator.mutation_positions(node)]) for node in nodes)):
            after = mutate_code(before, operator, occurrence)
            change = changed(before, after)
            if not is_none(change):
                why = reasons.get((file.removeprefix(f"{PACKAGE}/"), change), "")
                yield Mistake(kind="logic", name=change, file=file, text=after, why=why, logic=True)


def is_none(change: str) -> bool:
    """Whether a change is no mistake: it says the same in another way, or is of a decorator, which is no logic."""
    old, _, new = change.partition(" -> ")
    return old.startswith("@") or _meaning(old) == _meaning(new)


def _meaning(line: str) -> str:
    for pattern, instead in SAME:
        line = re.sub(pattern, instead, line)
    return line


def changed(before: str, after: str) -> str:
    """The lines that differ: `old -> new`."""
    lines = [
        line for line in unified_diff(before.splitlines(), after.splitlines(), n=0) if line[:3] not in ("---", "+++")
    ]
    old = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    new = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{old} -> {new}"


def _read() -> Any:
    return read_yaml(FILE.read_text(encoding="utf-8"))
