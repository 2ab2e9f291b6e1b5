"""A user's server gets the tokens of its visitors. With them it must not become them on the hub.

`mallory` owns a server that keeps all headers. `alice` follows a link to it. Mallory then sends
Alice's token to the hub.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from urllib.parse import quote

import jwt
import pytest

from jupyter_on_gke.demo.iap import COOKIE, Iap

from .conftest import World
from .hubs import HEADER, Answer, request
from .tokens import HUB_AUDIENCE, USERS_AUDIENCE, claims

MALLORY = "mallory@corp.example"
ALICE = "alice@corp.example"
SERVER = f"/user/{MALLORY}"
numbers = itertools.count()


@pytest.fixture(scope="module")
def mallory(world: World) -> World:
    world.hub.start_server(MALLORY)
    return world


def visit(iap: Iap, path: str, person: str = ALICE, token: str | None = None) -> Answer:
    """A person's request to the public address, sent just as it is."""
    extra = [(HEADER, token)] if token else []
    return request(iap.port, path, extra, cookies={COOKIE: quote(person)})


def caught(world: World, iap: Iap) -> str:
    """The token that Mallory's server gets when Alice visits it."""
    bait = f"{SERVER}/bait-{next(numbers)}"
    assert visit(iap, bait).status == 200
    (headers,) = world.hub.recorded(bait)
    return headers[HEADER.lower()]


def audience(token: str) -> str:
    return str(jwt.decode(token, options={"verify_signature": False})["aud"])


# What a user's pod can reach by default: the hub's port and the proxy's.
ROUTES: dict[str, Callable[[World, Iap, str], Answer]] = {
    "hub": lambda world, iap, token: world.hub.sign_in(token, direct=True),
    "proxy": lambda world, iap, token: world.hub.sign_in(token),
}


@pytest.mark.parametrize("route", ROUTES)
def test_with_one_audience_mallory_becomes_alice(mallory: World, one_audience: Iap, route: str) -> None:
    """The attack. It succeeds, which is why there are two audiences."""
    answer = ROUTES[route](mallory, one_audience, caught(mallory, one_audience))
    assert answer.status == 302
    assert mallory.hub.who(answer.cookies, mallory.signer.token(claims(ALICE))) == ALICE


@pytest.mark.parametrize("route", ROUTES)
def test_with_separate_audiences_mallory_stays_out(mallory: World, iap: Iap, route: str) -> None:
    token = caught(mallory, iap)
    assert audience(token) == USERS_AUDIENCE
    answer = ROUTES[route](mallory, iap, token)
    assert answer.status == 403
    assert "made for another service" in answer.body
    assert not answer.cookies.get("jupyterhub-hub-login")


def test_through_the_front_door_mallory_is_mallory(mallory: World, one_audience: Iap) -> None:
    """IAP throws away the header that a caller sends."""
    token = caught(mallory, one_audience)
    answer = visit(one_audience, "/hub/login", MALLORY, token)
    assert mallory.hub.who(answer.cookies, mallory.signer.token(claims(MALLORY))) == MALLORY


def test_a_caught_token_is_no_use_with_a_cookie_either(mallory: World, iap: Iap) -> None:
    """Mallory's own session with Alice's token ends; it does not become Alice's."""
    cookies = visit(iap, "/hub/login", MALLORY).cookies
    assert mallory.hub.who(cookies, caught(mallory, iap)) is None


# Paths as a client may send them, and the backend service that the load balancer chooses.
HUB_PATHS = ["/hub", "/hub/", "/hub/home", "/hub/api/user", "/hub/static/css/style.min.css"]
MADE_FOR_USERS = [
    f"{SERVER}/",
    SERVER,
    f"/user/{quote(MALLORY, safe='')}/x",
    f"/user%2f{MALLORY}/x",
    f"/%75ser/{MALLORY}/x",
    f"/x/../user/{MALLORY}/x",
    f"/%68ub/../user/{MALLORY}/x",
    f"//hub/../user/{MALLORY}/x",
    f"/hub%2f..%2fuser/{MALLORY}/x",
    f"/HUB/../user/{MALLORY}/x",
    f"/hubs/../user/{MALLORY}/x",
    "/",
    "/services/x/",
    "/_chp_healthz",
]
# These start with /hub/ and no client that follows the URL standard changes them.
STAY_AT_THE_HUB = [
    f"/hub{SERVER}/x",
    f"/hub/{SERVER}/x",
    f"/hub/..%2fuser/{MALLORY}/x",
    f"/hub/%2e%2e%2fuser/{MALLORY}/x",
    f"/hub/..%5cuser/{MALLORY}/x",
    f"/hub/..;/user/{MALLORY}/x",
    f"/hub/%252e%252e/user/{MALLORY}/x",
    f"/hub/?/../user/{MALLORY}/x",
    f"/hub/user-redirect/user/{MALLORY}/x",
    "/hub/error/503?url=%2Fuser%2Fmallory",
    "/hub/%",
    "/hub/%ff",
]
# These have dot segments, which the proxy resolves before it chooses where a request goes.
DOT_SEGMENTS = [
    f"/hub/../user/{MALLORY}/x",
    f"/hub/%2e%2e/user/{MALLORY}/x",
    f"/hub/.%2E/user/{MALLORY}/x",
    f"/hub/./../user/{MALLORY}/x",
    f"/hub/a/b/../../../user/{MALLORY}/x",
    f"/hub/..\\user\\{MALLORY}\\x",
]


@pytest.mark.parametrize("path", [*HUB_PATHS, *MADE_FOR_USERS, *STAY_AT_THE_HUB])
def test_no_token_for_the_hub_reaches_a_users_server(mallory: World, iap: Iap, path: str) -> None:
    """Wherever the proxy sends the request, Mallory's server sees no token for the hub."""
    record = mallory.hub.folder / "record.jsonl"
    before = len(record.read_text().splitlines())
    expected = USERS_AUDIENCE if path in MADE_FOR_USERS else HUB_AUDIENCE
    assert iap.audience(path) == expected
    visit(iap, path)
    for line in record.read_text().splitlines()[before:]:
        assert audience(json.loads(line)[HEADER.lower()]) == USERS_AUDIENCE


@pytest.mark.parametrize("path", DOT_SEGMENTS)
def test_dot_segments_are_the_clients_to_resolve(mallory: World, iap: Iap, path: str) -> None:
    """What is left: a client that sends dot segments as they are, by its owner's doing.

    Browsers resolve them (test_browser.py), so no link makes one send such a path. See the
    decision record. If this fails, the proxy has changed, and the record can too.
    """
    before = len(mallory.hub.recorded(""))
    visit(iap, path)
    assert len(mallory.hub.recorded("")) == before + 1
    assert audience(mallory.hub.recorded("")[-1][HEADER.lower()]) == HUB_AUDIENCE


def test_a_hub_redirect_hands_over_to_the_other_audience(mallory: World, iap: Iap) -> None:
    """Redirects from the hub to servers go through the browser, so they get a new token."""
    cookies = visit(iap, "/hub/login", MALLORY).cookies
    for path in ("/hub/user-redirect/lab", f"/hub{SERVER}/lab", "/hub/spawn"):
        answer = request(iap.port, path, cookies={**cookies, COOKIE: quote(MALLORY)})
        assert answer.status == 302
        assert iap.audience(answer.location) == (
            HUB_AUDIENCE if answer.location.startswith("/hub/") else USERS_AUDIENCE
        )
