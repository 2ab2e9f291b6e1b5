"""Who may come in, under which name, and who is an administrator."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import MakeWorld, World
from .hubs import Hub
from .tokens import HUB_AUDIENCE, claims

ADDRESSES = {
    # address in the token: name on the hub
    "plain@corp.example": "plain@corp.example",
    "Upper.Case@CORP.Example": "upper.case@corp.example",
    "twin@corp.example": "twin@corp.example",
    "twin@other.example": "twin@other.example",
    "with+tag@corp.example": "with+tag@corp.example",
    "o'hara@corp.example": "o'hara@corp.example",
    "per%cent@corp.example": "per%cent@corp.example",
    "robot@a-project.iam.gserviceaccount.com": "robot@a-project.iam.gserviceaccount.com",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_name_is_the_whole_address(world: World, address: str) -> None:
    answer = world.hub.sign_in(world.signer.token(claims(address)))
    assert answer.status == 302
    assert world.hub.who(answer.cookies, world.signer.token(claims(address))) == ADDRESSES[address]
    assert ADDRESSES[address] in world.hub.users()
    assert world.leaks() == []


@pytest.mark.parametrize("address", ["blocked@corp.example", "BLOCKED@corp.example"])
def test_blocked(world: World, address: str) -> None:
    """Also if the list has another case than the token."""
    answer = world.hub.sign_in(world.signer.token(claims(address)))
    assert answer.status == 403
    assert "your account is not allowed to use this hub" in answer.body
    assert "blocked@corp.example" not in world.hub.users()
    assert world.leaks() == []


@pytest.mark.parametrize(("address", "admin"), [("boss@corp.example", True), ("boss@other.example", False)])
def test_admin_users_are_addresses(world: World, address: str, admin: bool) -> None:
    assert world.hub.sign_in(world.signer.token(claims(address))).status == 302
    assert world.hub.users()[address] is admin


@pytest.fixture(scope="module")
def listed(make_world: MakeWorld) -> World:
    """Only those on a list may use this hub; names are local parts, as the old blueprint's."""
    return make_world(
        "listed",
        allow_all=False,
        allowed_users=["Alice@corp.example"],
        admin_users=["boss@Corp.example"],
        blocked_users=["Evil@corp.example"],
        username_local_part=True,
        allowed_domain="Corp.Example",
    )


LOCAL_PARTS = [
    # address, status, name
    ("alice@corp.example", 302, "alice"),
    ("ALICE@CORP.EXAMPLE", 302, "alice"),
    ("boss@corp.example", 302, "boss"),
    ("alice@other.example", 403, None),
    ("alice@corp.example.other", 403, None),
    ("alice@evil-corp.example", 403, None),
    ("alice@sub.corp.example", 403, None),
    ("bob@corp.example", 403, None),
    ("evil@corp.example", 403, None),
    ("robot@a-project.iam.gserviceaccount.com", 403, None),
]


@pytest.mark.parametrize(("address", "status", "name"), LOCAL_PARTS)
def test_local_part(listed: World, address: str, status: int, name: str | None) -> None:
    answer = listed.hub.sign_in(listed.signer.token(claims(address)))
    assert answer.status == status
    assert listed.hub.who(answer.cookies, listed.signer.token(claims(address))) == name
    assert listed.hub.users() == {"alice": False, "boss": True}
    assert listed.leaks() == []


@pytest.mark.parametrize(
    ("address", "still_in"),
    [("alice@corp.example", True), ("Alice@Corp.Example", True), ("alice@other.example", False)],
)
def test_local_part_stays_one_person(listed: World, address: str, still_in: bool) -> None:
    cookies = listed.hub.sign_in(listed.signer.token(claims("alice@corp.example"))).cookies
    who = listed.hub.who(cookies, listed.signer.token(claims(address)))
    assert who == ("alice" if still_in else None)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("Alice@corp.example", 302),
        ("alice@other.example", 403),
        ("alice@evil-corp.example", 403),
        ("alice@sub.corp.example", 403),
        ("alice@corp.example.other", 403),
    ],
)
def test_one_domain_and_a_given_audience(static: World, address: str, status: int) -> None:
    """Names stay whole addresses, and nothing is looked up."""
    answer = static.hub.sign_in(static.signer.token(claims(address)))
    assert answer.status == status
    who = static.hub.who(answer.cookies, static.signer.token(claims(address)))
    assert who == (address.lower() if status == 302 else None)
    assert set(static.cloud.count) == {"keys"}


@pytest.fixture(scope="module")
def static(make_world: MakeWorld) -> World:
    """A hub that is told its audience."""
    unused = dict.fromkeys(("project_id", "project_number", "ingress_name", "backend_service"), "")
    return make_world("static", audience=HUB_AUDIENCE, allowed_domain="corp.example", **unused)


WRONG_SETTINGS: dict[str, dict[str, Any]] = {
    "username_local_part needs allowed_domain": {"username_local_part": True},
    "set project_id, project_number, ingress_name": {"ingress_name": ""},
}


@pytest.mark.parametrize("message", WRONG_SETTINGS)
def test_wrong_settings_stop_the_hub(world: World, message: str) -> None:
    authenticator = {**world.cloud.hub_config(), **WRONG_SETTINGS[message]}
    settings = {**world.hub.settings, "IAPAuthenticator": authenticator}
    hub = Hub(world.hub.folder / message.split()[0], settings, {})
    hub.launch()
    assert hub.process.wait(30) != 0
    assert message in hub.log()
