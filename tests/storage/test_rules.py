"""What is refused of home disks and buckets: of each bound the last value that is taken, and the first that is not."""

from __future__ import annotations

import pytest

from jupyter_on_gke.storage import rules, settling


@pytest.mark.parametrize(
    ("size", "is_one"),
    [(9, False), (10, True), (10.5, False), (65536, True), (65537, False), (-10, False), (20.0, True)],
)
def test_size_of_disks(size: float, is_one: bool) -> None:
    assert (rules.disk_has_a_size(size) == "") == is_one


def test_sizes_are_shown_as_people_write_them() -> None:
    assert rules.disk_has_a_size(5) == 'home_disk_size_gb is "5": write a whole number from 10 to 65536.'
    assert '"10.5"' in rules.disk_has_a_size(10.5)


@pytest.mark.parametrize(
    ("type_", "size", "location", "refused"),
    [
        ("pd-balanced", 10, "us-central1", []),
        ("pd-standard", 200, "us-central1", []),
        ("pd-standard", 199, "us-central1", ["regional_disk_is_large"]),
        ("hyperdisk-balanced", 10, "us-central1", ["type_is_regional"]),
        ("pd-ssd", 10, "us-central1-a", ["cluster_has_two_zones"]),
    ],
)
def test_regional_disks(type_: str, size: float, location: str, refused: list[str]) -> None:
    for regional in (True, False):
        said = {
            "type_is_regional": rules.type_is_regional(regional, type_),
            "regional_disk_is_large": rules.regional_disk_is_large(regional, type_, size),
            "cluster_has_two_zones": rules.cluster_has_two_zones(regional, location),
        }
        assert [name for name, says in said.items() if says] == (refused if regional else [])


@pytest.mark.parametrize(
    ("person", "is_one"),
    [
        *((each, True) for each in ("a@b.co", "Bob.Smith+x@Example.com", "O'Neil@a-b.example", f"{'a' * 64}@b.co")),
        *((each, False) for each in ("ann", "user:ann@example.com", f"{'a' * 65}@b.co", "a@b.c", "a@b..co", "a@-b.co")),
        *((each, False) for each in (".a@b.co", "a b@c.de", "a@b.co\n", "é@b.co", "a@b@c.de", "")),
    ],
)
def test_people_have_addresses(person: str, is_one: bool) -> None:
    refused = f"user_buckets has {person}: write e-mail addresses."
    assert rules.people_have_addresses(["ann@example.com", person]) == ("" if is_one else refused)


@pytest.mark.parametrize(
    ("people", "once", "taken"),
    [
        (["a@b.co", "b@b.co"], True, True),
        (["a@b.co", "A@B.co"], False, True),
        (["ann@Google.com"], True, False),
    ],
)
def test_people(people: list[str], once: bool, taken: bool) -> None:
    assert (rules.people_are_written_once(people) == "") == once
    assert (rules.people_are_not_googles(people) == "") == taken


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [("acme", True), ("goog-a", False), ("my-google", False), ("goo-gle", True), ("a-goog", True), ("", True)],
)
def test_names_that_google_keeps(name: str, is_ours: bool) -> None:
    assert rules.is_googles(name) == (not is_ours)
    assert (rules.bucket_is_not_googles(name) == "") == is_ours
    assert (rules.prefix_is_not_googles(name) == "") == is_ours


def test_buckets() -> None:
    assert rules.created_bucket_has_a_name(True, "") != ""
    assert rules.created_bucket_has_a_name(True, "a") == rules.created_bucket_has_a_name(False, "") == ""
    assert rules.logs_are_elsewhere("a", "a") != ""
    assert rules.logs_are_elsewhere("a", "b") == rules.logs_are_elsewhere("", "") == ""
    assert settling.looks_up_bucket("a", False)
    assert not settling.looks_up_bucket("a", True)
    assert not settling.looks_up_bucket("", False)


def test_class_of_home_disks() -> None:
    assert settling.makes_class("")
    assert not settling.makes_class("standard-rwo")
    assert settling.home_storage_class("", "team") == settling.own_class("team") == "team-homes"
    assert settling.home_storage_class("standard-rwo", "team") == "standard-rwo"
    assert settling.topologies([]) == []
    assert settling.topologies(["a", "b"]) == [["a", "b"]]
