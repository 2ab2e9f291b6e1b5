"""What the hub's authenticator makes of a token, without a hub: the same cases as those of tests/hub/test_tokens.py."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from tornado.httputil import HTTPHeaders

from jupyter_on_gke.demo.hub_process import MODULES
from tests.hub.token_cases import CASES, Case
from tests.hub.tokens import HUB_AUDIENCE, PROJECT_NUMBER, USERS_AUDIENCE, Signer, claims

sys.path.insert(0, str(MODULES))
import iap_authenticator
import iap_lookups
import iap_tokens

ANN = "ann@corp.example"
BACKENDS = {"k8s1-hub": (HUB_AUDIENCE, "proxy-hub"), "k8s1-users": (USERS_AUDIENCE, "proxy-public")}
SETTINGS = {
    "project_id": "a-project",
    "project_number": PROJECT_NUMBER,
    "ingress_name": "jupyter",
    "backend_service": "proxy-hub",
}


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture(autouse=True)
def answers(signer: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google's and Kubernetes' answers, as the authenticator gets them."""
    (tmp_path / "namespace").write_text("team", encoding="utf-8")
    (tmp_path / "token").write_text("secret", encoding="utf-8")

    async def get_json(url: str, headers: dict[str, str], ca: str | None = None) -> Any:
        name = url.rpartition("/")[2]
        if name in BACKENDS:
            audience, service = BACKENDS[name]
            description = json.dumps({"kubernetes.io/service-name": f"team/{service}"})
            return {"id": audience.rpartition("/")[2], "description": description}
        if url.endswith("/namespaces/team/ingresses/jupyter"):
            return {"metadata": {"annotations": {iap_lookups.BACKENDS_ANNOTATION: json.dumps(dict.fromkeys(BACKENDS))}}}
        return signer.jwks()

    for module in (iap_authenticator, iap_lookups):
        monkeypatch.setattr(module, "get_json", get_json)
    monkeypatch.setattr(iap_lookups, "google_token", lambda timeout: "secret")
    monkeypatch.setitem(SETTINGS, "service_account_dir", str(tmp_path))


def request_with(*tokens: str) -> Any:
    headers = HTTPHeaders()
    for token in tokens:
        headers.add(iap_tokens.HEADER, token)
    return SimpleNamespace(headers=headers)


def named(*tokens: str, **settings: Any) -> str:
    """The address of a request with these tokens."""

    async def ask() -> str:
        authenticator = iap_authenticator.IAPAuthenticator(**SETTINGS, **settings)
        return await authenticator.verified_email(request_with(*tokens))

    return asyncio.run(ask())


def why_refused(*tokens: str, **settings: Any) -> str:
    with pytest.raises(iap_tokens.Refused) as refused:
        named(*tokens, **settings)
    return str(refused.value.log_message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_token(signer: Signer, case: Case) -> None:
    token = signer.token(claims(ANN, **case.change()), **case.sign(signer))
    if case.why:
        assert case.why in why_refused(token)
    else:
        assert named(token) == ANN


def test_capitals_are_no_other_person(signer: Signer) -> None:
    token = signer.token(claims("Ann@Corp.Example"))
    assert named(token) == named(token, allowed_domain="corp.Example") == ANN


@pytest.mark.parametrize("email", ["ann@notcorp.example", "ann@a.corp.example", "ann@corp.example.org"])
def test_another_domain_is_refused(signer: Signer, email: str) -> None:
    assert "of another domain" in why_refused(signer.token(claims(email)), allowed_domain="corp.example")


def test_only_an_audience_that_is_written_is_taken(signer: Signer) -> None:
    token = signer.token(claims(ANN))
    assert named(token, audience=HUB_AUDIENCE) == ANN
    assert "made for another service" in why_refused(token, audience=USERS_AUDIENCE)


@pytest.mark.parametrize("number", [0, 2])
def test_one_token_is_asked_for(signer: Signer, number: int) -> None:
    assert "has no token" in why_refused(*[signer.token(claims(ANN))] * number)


def test_the_algorithm_is_not_the_keys_to_choose(signer: Signer) -> None:
    rsa: RSAPrivateKey = signer.rsa
    key = jwt.PyJWK(jwt.algorithms.RSAAlgorithm.to_jwk(rsa.public_key(), as_dict=True), algorithm="RS256")
    token = signer.token(claims(ANN), algorithm="RS256")
    with pytest.raises(iap_tokens.Refused, match="InvalidAlgorithmError"):
        iap_tokens.verified_claims(token, key)


class Handler:
    """A handler of a request that has these tokens of IAP's, and JupyterHub's token of a user by id."""

    def __init__(self, tokens: Sequence[str] = (), user_id: int | None = None) -> None:
        self.request = request_with(*tokens)
        self.user_id, self.signed_out = user_id, False

    def get_token(self) -> Any:
        return None if self.user_id is None else SimpleNamespace(user_id=self.user_id)

    def clear_login_cookie(self) -> None:
        self.signed_out = True


def is_anns(handler: Handler, **settings: Any) -> bool:
    """Whether the request of somebody with Ann's cookie is hers."""

    async def ask() -> bool:
        authenticator = iap_authenticator.IAPAuthenticator(**SETTINGS, **settings)
        return await authenticator.refresh_user(SimpleNamespace(name=ANN, id=7), handler)

    return asyncio.run(ask())


def test_a_session_is_the_tokens_persons(signer: Signer) -> None:
    hers, bobs = Handler([signer.token(claims(ANN))]), Handler([signer.token(claims("bob@corp.example"))])
    wrong = Handler([signer.token(claims(ANN), key=signer.other)])
    assert [is_anns(each) for each in (hers, bobs, wrong)] == [True, False, False]
    assert [each.signed_out for each in (hers, bobs, wrong)] == [False, True, True]
    assert not is_anns(hers, blocked_users={ANN.upper()})


def test_without_a_token_of_iaps_only_the_users_own_counts() -> None:
    assert [is_anns(Handler(user_id=each)) for each in (7, 8, None)] == [True, False, False]


def test_nobody_signs_in_elsewhere(signer: Signer) -> None:
    async def ask() -> str:
        authenticator = iap_authenticator.IAPAuthenticator(**SETTINGS)
        return await authenticator.authenticate(Handler([signer.token(claims(ANN))]), None)

    with pytest.raises(iap_tokens.Refused, match="sign-in page only"):
        asyncio.run(ask())


@pytest.mark.parametrize("written", ['"{}"', "Bearer {}", '"X-Goog-Iap-Jwt-Assertion": "{}"', "x {}\nx"])
def test_a_log_has_no_token(signer: Signer, written: str) -> None:
    token = signer.token(claims(ANN))
    record = logging.makeLogRecord({"msg": "%s", "args": (written.format(token),)})
    iap_tokens.TokenFilter().filter(record)
    assert [part for part in token.split(".") if part in record.getMessage()] == []
    odd = logging.makeLogRecord({"msg": '{"X-Goog-Iap-Jwt-Assertion": "no \\"token", "Host": "a"}'})
    iap_tokens.TokenFilter().filter(odd)
    assert odd.getMessage() == '{"X-Goog-Iap-Jwt-Assertion": "[secret]", "Host": "a"}'
