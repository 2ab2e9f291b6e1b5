"""Whatever the header is, the answer is the right person's sign-in, 403 or 503."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .conftest import World
from .tokens import HUB_AUDIENCE, ISSUER, USERS_AUDIENCE, claims

EMAIL = "fuzz@corp.example"
# What HTTP lets a header's value be; anything else ends before the hub sees it.
HEADER_BYTES = st.binary(max_size=300).map(
    lambda raw: bytes(byte for byte in raw if byte == 9 or (byte >= 32 and byte != 127)).strip()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NOW = int(time.time())
TIMES = st.integers(NOW - 2000, NOW + 2000) | st.sampled_from([0, -1, 2**63, 1e400, float("nan")])
CLAIMS = st.fixed_dictionaries(
    {},
    optional={
        "aud": st.sampled_from([HUB_AUDIENCE, USERS_AUDIENCE, [HUB_AUDIENCE]]) | JSON,
        "email": st.just(EMAIL) | JSON,
        "exp": TIMES | JSON,
        "iat": TIMES | JSON,
        "iss": st.just(ISSUER) | JSON,
        "nbf": TIMES | JSON,
        "jti": JSON,
        "sub": st.just("accounts.google.com:1") | JSON,
    },
)
FUZZ = settings(
    max_examples=250,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def quiet(world: World) -> Iterator[World]:
    """The hub, which has written down no token and no error of its own when the test ends."""
    before = len(world.log())
    yield world
    assert world.leaks() == []
    assert "Traceback" not in world.log()[before:]


def check(world: World, value: str | bytes, email: str | None) -> None:
    """Send `value`; if it signs anybody in, then `email`."""
    answer = world.hub.sign_in(value, direct=True)
    assert answer.status in (302, 403, 503)
    if answer.status == 302:
        assert email is not None
        assert world.hub.who(answer.cookies, world.signer.token(claims(email))) == email
    else:
        assert "jupyterhub-hub-login" not in answer.cookies


def encoded(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()


@FUZZ
@given(value=HEADER_BYTES)
def test_any_bytes(quiet: World, value: bytes) -> None:
    check(quiet, value, None)


@FUZZ
@given(
    header=JSON | st.dictionaries(st.sampled_from(["alg", "kid", "crit", "b64", "typ"]), JSON),
    body=JSON,
)
def test_any_unsigned_token(quiet: World, header: object, body: object) -> None:
    check(quiet, f"{encoded(header)}.{encoded(body)}.{encoded('x' * 48)}", None)


@FUZZ
@given(data=st.data())
def test_a_changed_token(quiet: World, data: st.DataObject) -> None:
    """One character of a good token changed, taken out or put in.

    A change of the last character may be none: its lowest bits are padding.
    """
    token = quiet.signer.token(claims(EMAIL))
    at = data.draw(st.integers(0, len(token) - 1))
    put = data.draw(st.text("abcXYZ019-_=. +/", max_size=2))
    check(quiet, (token[:at] + put + token[at + 1 :]).strip(), EMAIL)


@FUZZ
@given(changes=CLAIMS)
def test_any_claims_that_google_signed(quiet: World, changes: dict[str, object]) -> None:
    payload = {**claims(EMAIL), **changes}
    email = payload["email"]
    fine = isinstance(email, str) and payload["aud"] == HUB_AUDIENCE and payload["iss"] == ISSUER
    check(quiet, quiet.signer.token(payload), email.lower() if fine else None)
