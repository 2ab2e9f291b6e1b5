"""Who may pass, who administers and who is kept out, as people write them."""

from __future__ import annotations

import pytest

from jupyter_on_gke.iap import members

ANN, BOB = "user:ann@example.com", "user:bob@example.org"
EVERYBODY = "allAuthenticatedUsers"


@pytest.mark.parametrize(
    ("written", "every"),
    [
        ("", []),
        (" , ", []),
        ([], []),
        (ANN, [ANN]),
        (f" {ANN},{BOB} ,{ANN}", [ANN, BOB]),
        ([f"{ANN} ", BOB, "", ANN], [ANN, BOB]),
        ({"b": BOB, "a": ANN}, [ANN, BOB]),
        ([ANN, {"user": "bob"}, None, 1], [ANN, '{"user":"bob"}', "null", "1"]),
        ([[ANN]], [f'["{ANN}"]']),
        (True, ["true"]),
        (f"{EVERYBODY},{ANN}", [EVERYBODY, ANN]),
    ],
)
def test_a_list_or_a_text_with_commas(written: object, every: list[str]) -> None:
    assert members.every_member(written) == every
    assert members.members(every) == [member for member in every if member != EVERYBODY]


@pytest.mark.parametrize(
    ("member", "domain"),
    [
        (ANN, "example.com"),
        ("user:Ann@Example.COM", "example.com"),
        ("serviceAccount:robot@p.iam.gserviceaccount.com", "p.iam.gserviceaccount.com"),
        ("domain:Example.com", "example.com"),
        ("user:a:b@example.com", "example.com"),
        ("group:team@example.com", ""),
        (EVERYBODY, ""),
        ("user:", ""),
    ],
)
def test_domain_of_a_member(member: str, domain: str) -> None:
    assert members.domain_of_member(member) == domain
    assert members.user_domain(True, [member, BOB]) == domain
    assert members.user_domain(False, [member]) == ""


@pytest.mark.parametrize(
    ("member", "is_one"),
    [
        *((each, True) for each in (ANN, "group:a.b+c@x-y.co", "serviceAccount:a@b.cd", "domain:b.cd", EVERYBODY)),
        *((each, False) for each in ("ann@example.com", "user:ann", "user:a b@c.de", "user:a@b@c.de", "user:a@b.c")),
        *((each, False) for each in ("allUsers", "domain:a@b.cd", f"{ANN}\n{BOB}", f"x{ANN}", "domain:b.c1")),
        *((each, False) for each in ('user:a@b.cd"', "user:a\tb@c.de", "User:a@b.cd", "null", '{"user":"bob"}')),
    ],
)
def test_form_of_a_member(member: str, is_one: bool) -> None:
    refused = f"members_allowlist has {member}: write user:EMAIL, group:EMAIL, serviceAccount:EMAIL or domain:DOMAIN."
    assert members.members_have_their_form([ANN, member]) == ("" if is_one else refused)


@pytest.mark.parametrize(
    ("written", "passes", "warned"),
    [
        (ANN, True, False),
        ("", False, False),
        ([EVERYBODY], False, True),
        ([EVERYBODY, ANN], True, True),
    ],
)
def test_somebody_may_pass(written: object, passes: bool, warned: bool) -> None:
    assert (members.somebody_may_pass(True, written) == "") == passes
    assert (members.only_named_members(True, members.every_member(written)) != "") == warned
    assert members.somebody_may_pass(False, written) == ""
    assert members.only_named_members(False, members.every_member(written)) == ""


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        (ANN, True),
        (f"{ANN},domain:Example.com", True),
        (f"{ANN},{BOB}", False),
        (f"{ANN},group:team@example.com", False),
        ("group:team@example.com", False),
        ("", False),
    ],
)
def test_names_without_their_domain_are_of_one(written: object, holds: bool) -> None:
    assert (members.members_are_of_one_domain(True, True, written) == "") == holds
    assert members.members_are_of_one_domain(False, True, written) == ""
    assert members.members_are_of_one_domain(True, False, written) == ""


def test_buckets_without_their_domain_are_of_one() -> None:
    two = ["ann@example.com", "Ann@example.org"]
    assert "has ann@example.com, Ann@example.org, of whom" in members.buckets_are_of_one_domain(True, two)
    assert members.buckets_are_of_one_domain(False, two) == members.buckets_are_of_one_domain(True, two[1:]) == ""


def test_administrators_and_who_is_kept_out() -> None:
    written = [" Ann@Example.com", "bob@example.com", "ann@example.com"]
    assert members.admins(written) == members.blocked(written) == ["ann@example.com", "bob@example.com"]
    assert members.nobody_is_both(["Ann@example.com ", "eve@example.com"], written) == (
        "blocked_users has Ann@example.com , who is in admin_users, too: take who left off admin_users."
    )
    assert members.nobody_is_both(["eve@example.com"], written) == ""
