"""What is refused of any list of objects, by every rule, computed in Python: the sentences as a whole."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from jupyter_on_gke.plan_time import plan_time, records
from jupyter_on_gke.plan_time.records import named
from jupyter_on_gke.variables import object_rules
from jupyter_on_gke.variables.object_rules import Attributes
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import validation


@dataclass(frozen=True, kw_only=True)
class Thing:
    """An object with attributes of each type."""

    name: str
    kind: str
    count: int = 1
    size: float | None = None
    cheap: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    machine: str = named("", also="machine_kind")


THINGS = Objects(variable="things", element="thing", cls=Thing, meant={"zones": "places", "price": ""})
KNOWN: Attributes = THINGS.described()
FORM = 'things is no list of objects: write [{name = "...", kind = "..."}], or [] for none.'
A = {"name": "a", "kind": "k"}


def said(value: object) -> list[str]:
    """What each rule says to it."""
    rules = (
        object_rules.is_list_of_objects("things", THINGS.required)(value),
        object_rules.has_required("things", "thing", Thing, THINGS.required)(value),
        object_rules.has_known_alone("things", "thing")(value, KNOWN),
        object_rules.has_types("things")(value, KNOWN),
        object_rules.has_one_name("things", "machine", "machine_kind")(value),
    )
    return [each for each in rules if each]


@pytest.mark.parametrize("value", [[], [A], [A, {**A, "count": None, "size": "1.5", "cheap": "true", "places": []}]])
def test_taken(value: object) -> None:
    assert said(value) == []


@pytest.mark.parametrize("value", ["text", 1, {"a": A}, None, [A, "text"], [[A]]])
def test_no_list_of_objects(value: object) -> None:
    assert said(value)[:1] == [FORM]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([A, {"name": "b"}], "things: b has no name or no kind: write name and kind of each thing."),
        (
            [{}, A, {"kind": "k"}],
            "things: number 1, number 3 has no name or no kind: write name and kind of each thing.",
        ),
        (
            [A, {**A, "name": "b", "zones": [], "price": 1, "countt": 2, "qqq": 0}, {**A, "Count": 1, "zones": []}],
            "things: b has countt, price, qqq, zones; a has Count, zones, which no thing has: write count instead of "
            "countt, leave price out, leave qqq out, write places instead of zones, write count instead of Count.",
        ),
        ([{**A, "count": "many"}], 'things: a has count = "many": write a whole number as count.'),
        (
            [{**A, "count": 1.5, "size": 1.5}, {**A, "name": "b", "count": "0.5"}],
            'things: a has count = 1.5, b has count = "0.5": write a whole number as count.',
        ),
        (
            [{**A, "cheap": 1, "size": [1]}, {**A, "name": "b", "labels": ["x"], "places": {"x": "y"}, "size": True}],
            'things: a has cheap = 1, a has size = [1], b has labels = ["x"], b has places = {"x":"y"}, b has '
            "size = true: write true or false as cheap, a number as size, a map of texts as labels, a list of texts "
            "as places.",
        ),
        ([{**A, "kind": ["k"]}], 'things: a has kind = ["k"]: write a text as kind.'),
        (
            [{**A, "machine": "m", "machine_kind": "n"}, {**A, "name": "b", "machine": "m", "machine_kind": "m"}],
            "things: a has machine and machine_kind, two names of one thing: write machine alone.",
        ),
    ],
)
def test_refused(value: list[dict[str, Any]], sentence: str) -> None:
    assert sentence in said(value)


@pytest.mark.parametrize(
    "value", [[{**A, "machine": "m"}], [{**A, "machine_kind": "m"}], [{**A, "machine": None, "machine_kind": "m"}]]
)
def test_either_name_will_do(value: object) -> None:
    assert said(value) == []


def test_what_is_known() -> None:
    assert KNOWN.types == records.terraform_types(Thing) | {"machine_kind": "string", "count": "whole number"}
    assert KNOWN.meant == {"zones": "places", "price": ""}


@pytest.mark.parametrize(
    ("type_", "right", "wrong"),
    [
        ("string", ["a", 1, True], [[], {}]),
        ("number", [1, 0.5, "1"], ["a", True, []]),
        ("whole number", [1, -1, 2.0, "3", 1e3], [0.5, "1.5", "a", True, []]),
        ("bool", [True, False, "true"], ["a", 1, []]),
        ("list(string)", [[], ["a", 1]], ["a", {}, [[]]]),
        ("map(string)", [{}, {"a": 1}], ["a", [], {"a": []}]),
    ],
)
def test_types(type_: str, right: list[object], wrong: list[object]) -> None:
    assert [each for each in (*right, None) if not object_rules.is_of(type_, each)] == []
    assert [each for each in wrong if object_rules.is_of(type_, each)] == []


@plan_time
def things_are_of_a_team(things: list[Thing]) -> str:
    """A rule as one might write it, for what people may have written without a name."""
    return ", ".join([thing.name for thing in things if not thing.name.startswith("team-")])


def test_a_rule_of_objects_is_given_whole_ones() -> None:
    rule = validation(things_are_of_a_team)
    with pytest.raises(TypeError, match=r"takes things: list\[Thing\], but in var\.things attributes may be "):
        rule.block()
    whole = validation(things_are_of_a_team, things=THINGS.filled("name"))
    assert whole.block()["//"].endswith("test_object_rules.py: things_are_of_a_team")
    assert whole.sentence({"things": [A]}) == "a"
