"""Shapes of tokens that other software has fallen for, and addresses that must not become another person's name.

test_tokens.py has what a token must be, test_fuzz.py what comes by chance.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jwt
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from kubespawner.slugs import safe_slug

from tests.support.documents import read_yaml

from .conftest import World
from .hubs import HEADER, Answer, request
from .tokens import HUB_AUDIENCE, Signer, claims

CASES = read_yaml((Path(__file__).parent / "attacks" / "tokens.yaml").read_text(encoding="utf-8"))
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SESSION = "jupyterhub-hub-login"
THERE = ("alice@corp.example", "boss@corp.example", "plain@corp.example")


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def pair(r: int, s: int) -> bytes:
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    return dict(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True))


def der(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The key's public half as other software stores it."""
    encoding, layout = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(encoding, layout)


def signature(kind: str, signer: Signer, signed: bytes) -> bytes:
    """The signature of the header and the payload, or what an attacker has instead."""
    key = signer.other if kind == "of-another-key" else signer.keys[signer.kid]
    asn = key.sign(b"" if kind == "of-nothing" else signed, ec.ECDSA(hashes.SHA256()))
    r, s = decode_dss_signature(asn)
    secrets = {"jwk": json.dumps(jwk(key)).encode(), "der": der(key), "nothing": b""}
    if kind.startswith("hmac-of-"):
        return hmac.new(secrets[kind.removeprefix("hmac-of-")], signed, hashlib.sha256).digest()
    return {
        "zero": bytes(64),
        "empty": b"",
        "short": pair(r, s)[:-1],
        "long": pair(r, s) + b"\0",
        "der": asn,
        "order": pair(ORDER, ORDER),
        "negated": pair(r, ORDER - s),
    }.get(kind, pair(r, s))


def payload(case: dict[str, Any], email: str) -> bytes:
    """The text that is between the dots, before it is encoded."""
    good = claims(email) | case.get("claims", {})
    now = int(time.time())
    words = {"now": str(now), "soon": str(now + 600), "aud": HUB_AUDIENCE, "email": email}

    def put_in(text: str) -> str:
        for word, value in words.items():
            text = text.replace(f"{{{word}}}", value)
        return text

    raw = {name: put_in(text) for name, text in case.get("raw", {}).items()}
    if "digits" in case:
        raw["exp"] = "9" * case["digits"]
    members = {name: json.dumps(value) for name, value in good.items()} | raw
    text = "{" + ", ".join(f'"{name}": {value}' for name, value in members.items()) + "}"
    special: dict[str, bytes] = {
        "deep": b"[" * 2000 + b"]" * 2000,
        "latin-1": text.replace(email, "\xe4" + email).encode("latin-1"),
        "good{}": text.encode() + b"{}",
        # IAP's last word counts.
        "duplicate": text.replace("{", '{"email": "boss@corp.example", ', 1).encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "utf-16": text.encode("utf-16"),
    }
    kind = case.get("payload")
    return text.encode() if kind is None else special.get(kind, put_in(kind).encode())


def made(world: World, case: dict[str, Any], email: str) -> str:
    """The token of a case."""
    signer = world.signer
    header = {"alg": "ES256", "typ": "JWT", "kid": signer.kid, **case.get("header", {})}
    if header.get("jwk"):
        header["jwk"] = jwk(signer.other)
    kept = {name: value for name, value in header.items() if name != "typ" or value is not None}
    parts = [encoded(json.dumps(kept).encode()), encoded(payload(case, email))]
    parts.append(encoded(signature(case.get("sign", ""), signer, ".".join(parts).encode())))
    token = SPELLINGS[case.get("spell", "")](parts)
    signer.made.append(token)
    return token


def padded(parts: list[str]) -> str:
    """With the signature's padding, which takes no part in what is signed."""
    return ".".join([*parts[:2], parts[2] + "=" * (-len(parts[2]) % 4)])


def exchanged(parts: list[str]) -> str:
    """Signed for one person, sent with another's name."""
    return ".".join([parts[0], encoded(json.dumps(claims("boss@corp.example")).encode()), parts[2]])


SPELLINGS: dict[str, Callable[[list[str]], str]] = {
    "": ".".join,
    "padded": padded,
    "exchanged": exchanged,
    "swapped": lambda parts: ".".join([parts[1], parts[0], parts[2]]),
    "url-encoded": "%2e".join,
    "blank": ". ".join,
    "five": lambda parts: ".".join([parts[0], "", parts[1], "", parts[2]]),
    "json": lambda parts: json.dumps(dict(zip(("protected", "payload", "signature"), parts, strict=True))),
}


def me(world: World, path: str, answer: Answer, address: str) -> Any:
    """What the hub says to who signed in with this address."""
    headers = [(HEADER, world.signer.token(claims(address))), ("Sec-Fetch-Mode", "navigate")]
    got = request(world.hub.port, path, headers, cookies=answer.cookies)
    return got.status, json.loads(got.body).get("name")


@pytest.fixture(scope="module")
def people(world: World) -> Iterator[set[str]]:
    """Who may be new on the hub: in the end, nobody else is."""
    for person in THERE:
        world.hub.sign_in(world.signer.token(claims(person)))
    before, may = world.hub.users(), set[str]()
    yield may
    assert world.hub.users() == before | dict.fromkeys(may, False)


@pytest.mark.parametrize("direct", [False, True], ids=["proxy", "direct"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_token(world: World, people: set[str], case: dict[str, Any], direct: bool) -> None:
    email = f"{case['name']}-{'direct' if direct else 'proxy'}@corp.example"
    answer = world.hub.sign_in(made(world, case, email), direct=direct)
    if case.get("accepted"):
        people.add(email)
        assert answer.status == 302
        assert me(world, "/hub/api/user", answer, email) == (200, email)
        return
    assert SESSION not in answer.cookies
    # A key of that name may be a new one of Google's, for as long as the hub may not ask.
    if case.get("unknown_key") and answer.status == 503:
        assert "You cannot be signed in at the moment: " in answer.body
    else:
        assert answer.status == 403
        assert re.search(rf"You were not signed in: [^<]*{re.escape(case['why'])}", answer.body)


# Each may be refused, or be a person of exactly this name; it is never one of those who are there.
ADDRESSES = [
    "accounts.google.com:alice@corp.example",
    "securetoken.google.com/p/t:alice@corp.example",
    "principal://alice@corp.example",
    "mailto:alice@corp.example",
    "alice+boss@corp.example",
    "a.lice@corp.example",
    '"alice"@corp.example',
    "'alice'@corp.example",
    "<alice@corp.example>",
    "alice@corp%2eexample",
    "al%69ce@corp.example",
    "alice%40corp.example@corp.example",
    "alice@corp.example%00",
    "alice@corp.example.",
    "alice@[corp.example]",
    "{username}@corp.example",
    "{alice}@corp.example",
    "alice\\@corp.example",
    "..\\alice@corp.example",
    "alice@corp.example@corp.example",
    "alice@corp.example,boss@corp.example",
    "alice@corp.example;boss@corp.example",
    "alice@corp.example?x=1",
    "alice@corp.example#",
    "alice@corp.example/../boss@corp.example",
    "-alice@corp.example",
    "alice@corp.example--",
    "alice(boss)@corp.example",
    "alice`id`@corp.example",
    "$(id)@corp.example",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_becomes_another_persons_name(world: World, people: set[str], address: str) -> None:
    answer = world.hub.sign_in(world.signer.token(claims(address)))
    if answer.status != 302:
        assert answer.status == 403
        assert re.search("the token has no e-mail address|your account is not allowed", answer.body)
        return
    people.add(address)
    assert me(world, "/hub/api/user", answer, address) == (200, address)
    assert me(world, f"/hub/api/users/{quote(address, safe='')}", answer, address) == (200, address)
    assert safe_slug(address) not in {safe_slug(name) for name in world.hub.users() if name != address}


@pytest.mark.parametrize("address", ["ALICE@corp.example", "Alice@CORP.example"])
def test_case_is_not_another_person(world: World, people: set[str], address: str) -> None:
    answer = world.hub.sign_in(world.signer.token(claims(address)))
    assert me(world, "/hub/api/user", answer, address) == (200, "alice@corp.example")
