"""Which tokens open the hub. Each case is sent through the proxy and straight to the hub."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from .conftest import PAUSE, MakeWorld, World
from .hubs import HEADER, Answer, request
from .token_cases import CASES, SLASH, Case
from .tokens import claims

# The least that is between a case's times and a limit of theirs is a second.
IN_TIME, TRIES = 0.9, 10


def judged(world: World, case: Case, way: str) -> tuple[str, dict[str, bool], Answer]:
    """Whose token of the case's was sent while its times were what the case says, who was there before, the answer."""
    for number in range(TRIES):
        email, before = f"{case.name}-{way}-{number}@corp.example", world.hub.users()
        begin = time.monotonic()
        token = world.signer.token(claims(email, **case.change()), **case.sign(world.signer))
        answer = world.hub.sign_in(token, direct=way == "direct")
        if answer.status == 503:  # the hub may not ask again yet whether there is such a key or backend service
            time.sleep(PAUSE)
        elif time.monotonic() - begin < IN_TIME:
            break
    return email, before, answer


@pytest.mark.parametrize("way", ["proxy", "direct"])
@pytest.mark.parametrize("case", [*CASES, SLASH], ids=lambda case: case.name)
def test_token(world: World, case: Case, way: str) -> None:
    email, before, answer = judged(world, case, way)
    assert answer.status == (403 if case.why else 302)
    if not case.why:
        assert world.hub.who(answer.cookies, world.signer.token(claims(email))) == email
        assert world.hub.users() == {**before, email: False}
    else:
        assert case.why in answer.body
        assert not answer.cookies.get("jupyterhub-hub-login")
        assert world.hub.users() == before
    assert world.leaks() == []


def valid(world: World) -> str:
    return world.signer.token(claims("header@corp.example"))


HEADERS: dict[str, Callable[[World], list[str | bytes]]] = {
    "missing": lambda world: [],
    "empty": lambda world: [""],
    "doubled": lambda world: [valid(world), valid(world)],
    "joined": lambda world: [f"{valid(world)}, {valid(world)}"],
    "with-scheme": lambda world: [f"Bearer {valid(world)}"],
    "one-part": lambda world: [valid(world).split(".")[0]],
    "two-parts": lambda world: [valid(world).rpartition(".")[0]],
    "four-parts": lambda world: [valid(world) + ".e30"],
    "no-signature": lambda world: [valid(world).rpartition(".")[0] + "."],
    "not-base64": lambda world: ["e.f.g"],
    "not-text": lambda world: [b"\xff\xfe.\xe4.\xf6"],
    "quoted": lambda world: [f'"{valid(world)}"'],
    "deep-nesting": lambda world: ["W1tb" * 1900 + ".e30.e30"],
    "too-long": lambda world: [valid(world) + "A" * 9000],
}


@pytest.mark.parametrize("direct", [False, True], ids=["proxy", "direct"])
@pytest.mark.parametrize("name", HEADERS)
def test_header(world: World, name: str, direct: bool) -> None:
    before = world.hub.users()
    answer = world.hub.sign_in(*HEADERS[name](world), direct=direct)
    assert answer.status == 403
    assert "sign in with another account" in answer.body
    assert world.hub.users() == before
    assert world.leaks() == []


def test_other_header_names_mean_nothing(world: World) -> None:
    """IAP's unsigned headers, and the token where other software looks for one."""
    token = world.signer.token(claims("header@corp.example"))
    forged = [
        ("X-Goog-Authenticated-User-Email", "accounts.google.com:boss@corp.example"),
        ("X-Goog-Authenticated-User-Id", "accounts.google.com:1"),
        ("Authorization", f"Bearer {token}"),
        ("Cookie", f"x-goog-iap-jwt-assertion={token}"),
    ]
    assert request(world.hub.port, "/hub/login", forged).status == 403
    assert world.leaks() == []


def test_no_500_puts_the_token_in_the_log(world: World) -> None:
    """JupyterHub logs the headers of a request that ended in a 500: a hook's, or its own."""
    token = world.signer.token(claims("hook-fails@corp.example"))
    assert world.hub.sign_in(token).status == 500
    broken = "/hub/api/authorizations/token/1"
    for value in (token, 'not a token at all, with a "quote"'):
        world.signer.made.append(value)
        answer = request(world.hub.port, broken, [(HEADER, value)], method="POST", body="")
        assert answer.status == 500
    log = world.log()
    assert log.count('"X-Goog-Iap-Jwt-Assertion": "[secret]"') >= 3
    assert "not a token at all" not in log
    assert world.leaks() == []


def test_a_form_signs_nobody_in(world: World) -> None:
    """Not even one that JupyterHub's check of forms lets pass."""
    page = request(world.hub.proxy, "/hub/login", [("Sec-Fetch-Mode", "navigate")])
    form = [
        (HEADER, world.signer.token(claims("form@corp.example"))),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("X-XSRFToken", page.cookies["_xsrf"]),
    ]
    answer = request(
        world.hub.proxy,
        "/hub/login",
        form,
        method="POST",
        cookies=page.cookies,
        body="username=boss@corp.example&password=",
    )
    assert answer.status == 405
    assert "form@corp.example" not in world.hub.users()


def test_an_account_of_another_provider_is_told_so(world: World) -> None:
    answer = world.hub.sign_in(world.signer.token(claims("alice@corp.example", sub="sts.google.com:1")))
    assert "not an account of Google&#39;s" in answer.body or "not an account of Google's" in answer.body


def test_other_providers_can_be_let_in(make_world: MakeWorld) -> None:
    world = make_world("other-providers", subject_prefixes=["sts.google.com:"])
    for sub, status in (("sts.google.com:1", 302), ("accounts.google.com:1", 403)):
        assert world.hub.sign_in(world.signer.token(claims("alice@corp.example", sub=sub))).status == status
