"""What becomes of somebody who is signed in: other accounts, bad tokens, calls from pods, signing out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import World
from .hubs import HEADER, request
from .tokens import USERS_AUDIENCE, claims, times

ALICE, BOB = "alice@corp.example", "bob@corp.example"
LATER: dict[str, tuple[Callable[[World], list[str]], bool]] = {
    # the tokens of a later request with Alice's cookie, and whether she is still signed in
    "same-person": (lambda world: [world.signer.token(claims(ALICE))], True),
    "same-person-upper-case": (lambda world: [world.signer.token(claims(ALICE.upper()))], True),
    "another-person": (lambda world: [world.signer.token(claims("bob@corp.example"))], False),
    "same-local-part": (lambda world: [world.signer.token(claims("alice@other.example"))], False),
    "rubbish": (lambda world: ["rubbish"], False),
    "empty": (lambda world: [""], False),
    "expired": (
        lambda world: [world.signer.token(claims(ALICE, **times(iat=-500, exp=-31)))],
        False,
    ),
    "users-audience": (lambda world: [world.signer.token(claims(ALICE, USERS_AUDIENCE))], False),
    "doubled": (lambda world: [world.signer.token(claims(ALICE))] * 2, False),
}


@pytest.mark.parametrize("name", LATER)
def test_later_request(world: World, name: str) -> None:
    make, still_in = LATER[name]
    cookies = world.hub.sign_in(world.signer.token(claims(ALICE))).cookies
    # Just checked and fine: a refresh age would now hide the next token for minutes.
    assert world.hub.who(cookies, world.signer.token(claims(ALICE))) == ALICE
    tokens = make(world)
    assert world.hub.who(cookies, *tokens) == (ALICE if still_in else None)
    assert world.leaks() == []

    page = request(world.hub.proxy, "/hub/home", [(HEADER, token) for token in tokens], cookies=cookies)
    cleared = [line for line in page.headers.get_all("Set-Cookie") or [] if 'login=""' in line]
    assert bool(cleared) is not still_in
    assert page.status == (200 if still_in else 302)


def test_a_cookie_alone_is_no_session(world: World) -> None:
    """Whoever has it and a pod, and is not let in by IAP, has nothing; the session itself stays."""
    token = world.signer.token(claims(ALICE))
    cookies = world.hub.sign_in(token).cookies
    page = request(world.hub.port, "/hub/home", [(HEADER, token)], cookies=cookies)
    cookies |= page.cookies
    bobs = world.hub.api(f"/users/{made(world, BOB)}/tokens", "POST")["token"]
    for more in ([], [("Authorization", f"token {bobs}")], [("Authorization", "token of-nobody")]):
        page = request(world.hub.port, "/hub/token", more, cookies=cookies)
        assert (page.status, page.location) == (302, "/hub/login?next=%2Fhub%2Ftoken")
        assert page.headers.get_all("Set-Cookie") is None
        assert request(world.hub.port, "/hub/login", more, cookies=cookies).status == 403
    servers = set(world.hub.api(f"/users/{ALICE}")["servers"])
    for path in (f"/hub/api/users/{ALICE}/server", f"/hub/api/users/{ALICE}/tokens"):
        headers = [("X-XSRFToken", cookies["_xsrf"]), ("Content-Type", "application/json")]
        assert request(world.hub.port, path, headers, method="POST", cookies=cookies, body="{}").status == 403
    assert set(world.hub.api(f"/users/{ALICE}")["servers"]) == servers
    assert world.hub.who(cookies, token) == ALICE


def made(world: World, person: str) -> str:
    """A person whom the hub knows."""
    world.hub.sign_in(world.signer.token(claims(person)))
    return person


def test_a_cookie_beside_the_persons_own_api_token_is_theirs(world: World) -> None:
    cookies = world.hub.sign_in(world.signer.token(claims(ALICE))).cookies
    token = world.hub.api(f"/users/{ALICE}/tokens", "POST")["token"]
    page = request(world.hub.port, "/hub/home", [("Authorization", f"token {token}")], cookies=cookies)
    assert page.status == 200


def test_another_person_takes_over_the_browser(world: World) -> None:
    """Bob signs in to Google where Alice was: the hub is Bob's, and Alice's grants are gone."""
    alice = world.hub.sign_in(world.signer.token(claims(ALICE))).cookies
    bob = world.signer.token(claims("bob@corp.example"))
    answer = request(world.hub.proxy, "/hub/login", [(HEADER, bob)], cookies=alice)
    assert answer.status == 302
    assert world.hub.who({**alice, **answer.cookies}, bob) == "bob@corp.example"


def test_calls_from_pods_carry_no_token(world: World) -> None:
    """A server's own API token works without IAP, straight at the hub, and nobody else's header helps."""
    world.hub.sign_in(world.signer.token(claims(ALICE)))
    made = world.hub.api(f"/users/{ALICE}/tokens", "POST")["token"]
    by_token = [("Authorization", f"token {made}")]
    assert request(world.hub.port, "/hub/api/user", by_token).status == 200
    other = (HEADER, world.signer.token(claims("bob@corp.example")))
    assert request(world.hub.port, "/hub/api/user", [*by_token, other]).status == 403


def test_signing_out_goes_on_to_iap(world: World) -> None:
    cookies = world.hub.sign_in(world.signer.token(claims(ALICE))).cookies
    token = [(HEADER, world.signer.token(claims(ALICE)))]
    answer = request(world.hub.proxy, "/hub/logout", token, cookies=cookies)
    assert answer.status == 302
    assert answer.location == "/hub/?gcp-iap-mode=CLEAR_LOGIN_COOKIE"
    cleared = [line for line in answer.headers.get_all("Set-Cookie") or [] if 'login=""' in line]
    assert any(line.startswith("jupyterhub-hub-login") for line in cleared)


def test_signing_in_returns_to_the_page_that_was_asked_for(world: World) -> None:
    token = [(HEADER, world.signer.token(claims("without-server@corp.example")))]
    for wanted, given in (("/hub/token", "/hub/token"), ("https://evil.example/", "/hub/spawn")):
        answer = request(world.hub.proxy, f"/hub/login?next={wanted}", token)
        assert (answer.status, answer.location) == (302, given)


def test_only_the_sign_in_takes_the_header_for_credentials(world: World) -> None:
    """The API makes tokens for who gives credentials in the body, without asking whose doing it is."""
    token = (HEADER, world.signer.token(claims(ALICE)))
    world.hub.sign_in(token[1])
    path = f"/hub/api/users/{ALICE}/tokens"
    for kind in ("text/plain", "application/json"):
        asked = request(world.hub.proxy, path, [token, ("Content-Type", kind)], method="POST", body='{"auth": {}}')
        assert asked.status == 403
