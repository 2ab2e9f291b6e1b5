"""The list of mistakes: each can still be made, and each is one."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.__main__ import report
from tests.mutants.mistakes import PACKAGE, Mistake, changed, explained, is_none, listed
from tests.mutants.run import COMMANDS, OTHERS, PROMISES, ROOMS, Outcome
from tests.support.synth import ROOT


def test_each_mistake_can_be_made() -> None:
    """Its text is in its file once. Where the code has changed, the mistake is to follow it."""
    mistakes, missing = listed()
    assert missing == []
    assert [each for each, count in Counter(mistake.name for mistake in mistakes).items() if count > 1] == []


def test_each_change_that_changes_nothing_can_be_made() -> None:
    assert [change for change, is_there in explained() if not is_there] == []


def test_the_tests_that_are_asked_are_there() -> None:
    """One that is not would be left out without a word."""
    asked = [*PROMISES, *OTHERS, *(each for tests in COMMANDS.values() for each in tests)]
    assert [each for each in asked if not (ROOT / each).exists()] == []


def test_the_tests_of_each_room_are_asked() -> None:
    rooms = {Path(each.file).relative_to(PACKAGE).parts[0] for each in listed()[0]}
    with_tests = {room for room in rooms if (ROOT / "tests" / room).is_dir()}
    assert with_tests - {*ROOMS, *COMMANDS} == set()


def test_each_mistake_changes_something() -> None:
    mistakes, _ = listed()
    assert [each.name for each in mistakes if each.text == (ROOT / each.file).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    "mistake", [pytest.param(each, id=each.name) for each in listed()[0] if each.file[-3:] == ".py"]
)
def test_a_mistake_is_python(mistake: Mistake) -> None:
    """What is no program is noticed by everything."""
    compile(mistake.text, mistake.file, "exec")


def test_the_report_says_what_nothing_noticed() -> None:
    def tried(name: str, *, by: str, why: str = "", refused: bool = False) -> Outcome:
        mistake = Mistake(kind="k", name=name, file="f", text="", why=why)
        return Outcome(mistake=mistake, by=by, seconds=1, refused=refused)

    outcomes = [tried("one", by="a test"), tried("two", by=""), tried("three", by="", why="Because.")]
    lines = report([*outcomes, tried("four", by="all", refused=True)]).splitlines()
    assert "| k | 3 | 1 |" in lines
    assert "1 more are refused when Python reads them: no test was asked" in lines
    assert lines[-5:] == ["Not noticed: f: two", "  NOT EXPLAINED", "", "Not noticed: f: three", "  Because."]


def test_a_change_in_a_line() -> None:
    assert changed("a\n  b = 1\nc\n", "a\n  b = 2\nc\n") == "b = 1 -> b = 2"


@pytest.mark.parametrize(
    ("change", "is_no_mistake"),
    [
        ("if len(wrong) > 0: -> if len(wrong) != 0:", True),
        ("if len(f(a, [])) == 0: -> if len(f(a, [])) <= 0:", True),
        ("@dataclass(frozen=True) -> @dataclass(frozen=False)", True),
        ("if len(wrong) > 0: -> if len(wrong) >= 0:", False),
        ("if count > 0: -> if count != 0:", False),
    ],
)
def test_what_is_no_mistake(change: str, is_no_mistake: bool) -> None:
    assert is_none(change) is is_no_mistake
