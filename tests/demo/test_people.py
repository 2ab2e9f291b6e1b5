"""Who may pass IAP's stand-in is whom the members name."""

import pytest

from jupyter_on_gke.demo.people import STRANGER, Members

MEMBERS = Members(["user:Ann@Corp.example", "domain:school.example", "group:data@corp.example"])
ALL = Members(["allAuthenticatedUsers"])


@pytest.mark.parametrize(
    ("members", "email", "passes"),
    [
        (MEMBERS, "ann@corp.example", True),
        (MEMBERS, "bob@corp.example", False),
        (MEMBERS, "bob@school.example", True),
        (MEMBERS, "bob@a.school.example", False),
        (MEMBERS, "bob@notschool.example", False),
        (MEMBERS, "school.example", False),
        (MEMBERS, "data@corp.example", False),
        (MEMBERS, "a-member-of-data@corp.example", True),
        (MEMBERS, "a-member-of-other@corp.example", False),
        (MEMBERS, STRANGER, False),
        (MEMBERS, "", False),
        (ALL, "bob@gmail.example", True),
    ],
)
def test_who_may_pass(members: Members, email: str, passes: bool) -> None:
    assert members.may_pass(email) == passes


def test_one_of_each_is_offered_who_passes() -> None:
    *offered, stranger = MEMBERS.addresses()
    assert (len(offered), stranger) == (3, STRANGER)
    assert all(map(MEMBERS.may_pass, offered))
