"""What resources, providers and variables have in every deployment: settings.yaml."""

from typing import Any

import pytest

from tests.support.promises import blocks, broken, has, matching, promised
from tests.support.synth import Json

SETTINGS: list[dict[str, Any]] = promised("settings")


def each_with(key: str) -> pytest.MarkDecorator:
    """A case for each promise of this kind."""
    promises = [pytest.param(each, id=each["of"]) for each in SETTINGS if key in each]
    return pytest.mark.parametrize("promise", promises)


@each_with("is")
def test_settings(promise: dict[str, Any], synthesized: Json) -> None:
    every = blocks(synthesized)
    found = [
        line
        for address in matching(promise["of"], every)
        for key, value in promise["is"].items()
        for line in broken(every[address].get(key), value, f"{address}.{key}")
    ]
    assert found == []


@each_with("never")
def test_what_is_never_there(promise: dict[str, Any], synthesized: Json) -> None:
    every = blocks(synthesized)
    addresses = matching(promise["of"], every)
    there = [f"{each}.{path}" for each in addresses for path in promise["never"] if has(every[each], path)]
    assert there == []


@each_with("never_ignored")
def test_what_is_changed_by_hand_is_seen(promise: dict[str, Any], synthesized: Json) -> None:
    """A plan says so, and an apply puts it right."""
    every = blocks(synthesized)
    for address in matching(promise["of"], every):
        ignored = every[address].get("lifecycle", {}).get("ignore_changes", [])
        assert set(promise["never_ignored"]) & set(["all"] if ignored == "all" else ignored) == set(), address


def test_every_promise_says_something() -> None:
    """A word that is misspelt would promise nothing."""
    for promise in SETTINGS:
        more = promise.keys() - {"of"}
        assert more, promise["of"]
        assert more <= {"is", "never", "never_ignored"}, promise["of"]


def test_every_resource_has_promises(synthesized: Json) -> None:
    every = blocks(synthesized)
    grants = {f"resource.{address}" for address in promised("grants")}
    known = grants.union(*(matching(promise["of"], every) for promise in SETTINGS))
    # Has nothing but a count.
    known.add("data.google_client_config.terraform")
    assert {address for address in every if address.startswith(("resource.", "data."))} - known == set()


def test_both_providers_are_told_the_same(synthesized: Json) -> None:
    """The blueprint's state names one of them; what is left of it is destroyed by it."""
    for name in ("kubernetes", "helm"):
        ours, blueprints = synthesized["provider"][name]
        assert blueprints == {**ours, "alias": "jupyter"}


def test_a_broken_promise_is_found() -> None:
    promise = {"kept": True, "nested": {"size": 1, "list": [0]}}
    assert broken({"kept": True, "more": 1, "nested": {"size": 1, "list": [0], "more": 2}}, promise) == []
    assert broken({"kept": 1, "nested": {"list": [False]}}, promise, "it") == [
        "it.kept is 1, promised is True",
        "it.nested.size is None, promised is 1",
        "it.nested.list is [False], promised is [0]",
    ]
    assert broken({"nested": None}, {"nested": {}}) == [".nested is None, promised is {}"]
