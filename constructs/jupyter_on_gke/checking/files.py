"""Reads the files of a plan, in their order: what is given for each variable, and what of the files cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_on_gke.checking import hcl, json_files
from jupyter_on_gke.checking.problem import REFUSED, Place, Problem
from jupyter_on_gke.checking.values import Written
from jupyter_on_gke.surface import VARIABLES


@dataclass
class Given:
    """What files give: of several the later one counts, as with Terraform's -var-file."""

    files: list[str] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    """Variable -> its value; also names of no variable."""
    problems: list[Problem] = field(default_factory=list)
    """What stops Terraform before it looks at a value."""
    unread: set[str] = field(default_factory=set)
    """Variables that are given something which cannot be read."""
    all_unread: bool = False
    """Whether nobody knows what a file gives."""


def _evaluate(given: Given) -> None:
    """Refuses what Terraform cannot evaluate of the values that count; what is no variable it does not look at."""
    for variable in VARIABLES:
        written = given.written.get(variable.name)
        if written is not None and written.wrong:
            given.problems += [Problem(REFUSED, each.place, each.sentence, variable.name) for each in written.wrong]
            given.unread.add(variable.name)


def read(files: Sequence[Path]) -> Given:
    """Reads the files. OSError where one is not there."""
    given = Given()
    for path in files:
        file = str(path)
        of = json_files if file.endswith(".json") else hcl
        reading = of.read(file, path.read_bytes())
        given.files.append(file)
        given.problems += [Problem(REFUSED, each.place, each.sentence) for each in reading.problems]
        given.all_unread = given.all_unread or reading.unread is None
        given.unread |= reading.unread or set()
        here: dict[str, Place] = {}
        for name, value in reading.given:
            if name in here:
                said = f"{name} is written in line {here[name].line} already: write it once."
                given.problems.append(Problem(REFUSED, value.place, said, name))
            here.setdefault(name, value.place)
            given.written[name] = value
    _evaluate(given)
    return given
