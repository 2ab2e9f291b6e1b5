"""All that is said of files of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jupyter_on_gke.checking.conversion import RECKONED
from jupyter_on_gke.checking.files import Given, read
from jupyter_on_gke.checking.judging import Judge
from jupyter_on_gke.checking.meant import cautions
from jupyter_on_gke.checking.plan import Plan
from jupyter_on_gke.checking.problem import NOTE, REFUSED, WARNING, Place, Problem
from jupyter_on_gke.checking.values import Written
from jupyter_on_gke.plan_time.when import translated_later


@dataclass(frozen=True)
class Report:
    """What is said of the files, by place."""

    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What stops a plan."""
        return self._of(REFUSED)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is legal, and probably not meant."""
        return self._of(WARNING)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What only a plan can know."""
        return self._of(NOTE)

    def _of(self, kind: str) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.kind == kind)


def check(files: Sequence[Path]) -> Report:
    """Reads and judges the files, as Terraform reads several -var-file. OSError where one is not there."""
    with translated_later():
        given = read(files)
        judge = Judge(given)
        judged = judge.judged()
        warned = [
            Problem(WARNING, _place(given, name, part), sentence, name)
            for name, part, sentence in cautions(Plan(judge.values), given.written)
        ]
    notes = [Problem(NOTE, Place(given.files[-1]), each) for each in _notes(judge, judged.unknown)]
    every = [*given.problems, *judged.problems, *warned, *notes]
    return Report(tuple(dict.fromkeys(sorted(every, key=lambda each: _order(given, each)))))


def _place(given: Given, name: str, part: Written | None) -> Place:
    if part is not None:
        return part.place
    return given.written[name].place if name in given.written else Place(given.files[-1])


def _order(given: Given, problem: Problem) -> tuple[int, int, int]:
    """By file and place; what is in no place comes last."""
    place = problem.place
    return (given.files.index(place.file), place.line or 10**9, place.column)


def _notes(judge: Judge, unknown: Sequence[str]) -> list[str]:
    """What only a plan knows, each once."""
    found = [f"Only a plan knows {each}." for each in dict.fromkeys(unknown) if each != RECKONED]
    client = judge.values.get("client_id", "given")
    if judge.values.get("add_auth") is True and type(client) is str and client == "":
        found.append("Only a plan knows whether the project is in an organization, without which IAP needs client_id.")
    return found
