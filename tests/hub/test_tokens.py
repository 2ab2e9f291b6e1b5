"""Which tokens open the hub. Each case is sent through the proxy and straight to the hub."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import PAUSE, MakeWorld, World
from .hubs import HEADER, request
from .tokens import HUB_AUDIENCE, PROJECT_NUMBER, USERS_AUDIENCE, Signer, claims, times

OTHER_AUDIENCES = f"/projects/{PROJECT_NUMBER}/global/backendServices"


@dataclass(frozen=True)
class Case:
    """Claims as changed by `change` (None takes one out), signed with `sign`'s arguments."""

    name: str
    status: int
    change: Callable[[], dict[str, Any]] = dict
    sign: Callable[[Signer], dict[str, Any]] = lambda _: {}


def changed(**claims: Any) -> Callable[[], dict[str, Any]]:
    return lambda: claims


def timed(iat: float, exp: float) -> Callable[[], dict[str, Any]]:
    return lambda: times(iat=iat, exp=exp)


CASES = [
    Case("valid", 302),
    Case("alg-none", 403, sign=lambda _: {"algorithm": "none"}),
    Case("alg-hs256-with-public-key", 403, sign=lambda _: {"algorithm": "HS256"}),
    Case("alg-rs256", 403, sign=lambda _: {"algorithm": "RS256"}),
    Case("kid-unknown", 403, sign=lambda _: {"kid": "key-of-nobody"}),
    Case("key-wrong", 403, sign=lambda signer: {"key": signer.other}),
    Case("iss-wrong", 403, changed(iss="https://accounts.google.com")),
    Case("iss-with-slash", 403, changed(iss="https://cloud.google.com/iap/")),
    Case("iss-missing", 403, changed(iss=None)),
    Case("iss-list", 403, changed(iss=["https://cloud.google.com/iap"])),
    Case("aud-wrong", 403, changed(aud=f"{OTHER_AUDIENCES}/4003")),
    Case("aud-longer", 403, changed(aud=HUB_AUDIENCE + "0")),
    Case("aud-shorter", 403, changed(aud=HUB_AUDIENCE[:-1])),
    Case("aud-missing", 403, changed(aud=None)),
    Case("aud-empty", 403, changed(aud="")),
    Case("aud-list", 403, changed(aud=[HUB_AUDIENCE])),
    Case("aud-of-user-servers", 403, changed(aud=USERS_AUDIENCE)),
    Case("exp-29-s-ago", 302, timed(-500, -29)),
    Case("exp-31-s-ago", 403, timed(-500, -31)),
    Case("exp-missing", 403, changed(exp=None)),
    Case("exp-text", 403, changed(exp="9999999999")),
    Case("iat-29-s-ahead", 302, timed(29, 500)),
    Case("iat-31-s-ahead", 403, timed(31, 500)),
    Case("iat-missing", 403, changed(iat=None)),
    Case("iat-fraction", 403, changed(iat=1.5)),
    Case("lifetime-10-min", 302, timed(-1, 599)),
    Case("lifetime-11-min", 302, lambda: {**(t := times(iat=-1, exp=0)), "exp": t["iat"] + 660}),
    Case("lifetime-11-min-1-s", 403, lambda: {**(t := times(iat=0, exp=0)), "exp": t["iat"] + 661}),
    Case("lifetime-12-min", 403, timed(-1, 719)),
    Case("email-missing", 403, changed(email=None)),
    Case("email-empty", 403, changed(email="")),
    Case("email-number", 403, changed(email=7)),
    Case("email-no-domain", 403, changed(email="alice")),
    Case("email-two-ats", 403, changed(email="a@b@corp.example")),
    Case("email-space", 403, changed(email="a lice@corp.example")),
    Case("email-newline", 403, changed(email="alice@corp.example\n")),
    Case("email-kelvin-sign", 403, changed(email="\u212aim@corp.example")),
    Case("email-too-long", 403, changed(email="a" * 250 + "@corp.example")),
    Case("email-slash", 403, changed(email="a/b@corp.example")),
    Case("sub-missing", 403, changed(sub=None)),
    Case("sub-empty", 403, changed(sub="")),
    Case("sub-number", 403, changed(sub=7)),
    Case("sub-of-a-service-account", 302, changed(sub="accounts.google.com:104892101234567890123")),
    Case("sub-without-number", 403, changed(sub="accounts.google.com:")),
    Case("sub-without-issuer", 403, changed(sub="104892101234567890123")),
    Case("sub-of-a-like-issuer", 403, changed(sub="accounts.google.com.example:1")),
    Case("sub-of-workforce", 403, changed(sub="sts.google.com:1")),
    Case("sub-of-identity-platform", 403, changed(sub="securetoken.google.com/a-project:1")),
    Case(
        "sub-of-a-pool", 403, changed(sub="principal://iam.googleapis.com/locations/global/workforcePools/p/subject/1")
    ),
]


@pytest.mark.parametrize("direct", [False, True], ids=["proxy", "direct"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_token(world: World, case: Case, direct: bool) -> None:
    email = f"{case.name}-{'direct' if direct else 'proxy'}@corp.example"
    before = world.hub.users()
    token = world.signer.token(claims(email, **case.change()), **case.sign(world.signer))
    answer = world.hub.sign_in(token, direct=direct)
    if answer.status == 503:  # the hub may not ask again yet whether there is such a key or backend service
        time.sleep(PAUSE)
        answer = world.hub.sign_in(token, direct=direct)
    assert answer.status == case.status
    if case.status == 302:
        assert world.hub.who(answer.cookies, world.signer.token(claims(email))) == email
        assert world.hub.users() == {**before, email: False}
    else:
        assert "sign in with another account" in answer.body
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
