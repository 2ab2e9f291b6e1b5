"""Which tokens open the hub: cases for the hub itself, and for its authenticator alone."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .tokens import HUB_AUDIENCE, PROJECT_NUMBER, USERS_AUDIENCE, Signer, times

OTHER_AUDIENCES = f"/projects/{PROJECT_NUMBER}/global/backendServices"


@dataclass(frozen=True)
class Case:
    """Claims as changed by `change` (None takes one out), signed with `sign`'s arguments."""

    name: str
    why: str
    """What its refusal says, "" for none."""
    change: Callable[[], dict[str, Any]] = dict
    sign: Callable[[Signer], dict[str, Any]] = lambda _: {}


def changed(**claims: Any) -> Callable[[], dict[str, Any]]:
    return lambda: claims


def timed(iat: float, exp: float) -> Callable[[], dict[str, Any]]:
    return lambda: times(iat=iat, exp=exp)


CASES = [
    Case("valid", ""),
    Case("alg-none", "InvalidAlgorithmError", sign=lambda _: {"algorithm": "none"}),
    Case("alg-hs256-with-public-key", "InvalidAlgorithmError", sign=lambda _: {"algorithm": "HS256"}),
    Case("alg-rs256", "InvalidAlgorithmError", sign=lambda _: {"algorithm": "RS256"}),
    Case("kid-unknown", "the token's key is not one of Google's", sign=lambda _: {"kid": "key-of-nobody"}),
    Case("key-wrong", "InvalidSignatureError", sign=lambda signer: {"key": signer.other}),
    Case("iss-wrong", "InvalidIssuerError", changed(iss="https://accounts.google.com")),
    Case("iss-with-slash", "InvalidIssuerError", changed(iss="https://cloud.google.com/iap/")),
    Case("iss-missing", "MissingRequiredClaimError", changed(iss=None)),
    Case("iss-list", "InvalidIssuerError", changed(iss=["https://cloud.google.com/iap"])),
    Case("aud-wrong", "the token was made for another service", changed(aud=f"{OTHER_AUDIENCES}/4003")),
    Case("aud-longer", "the token was made for another service", changed(aud=HUB_AUDIENCE + "0")),
    Case("aud-shorter", "the token was made for another service", changed(aud=HUB_AUDIENCE[:-1])),
    Case("aud-missing", "MissingRequiredClaimError", changed(aud=None)),
    Case("aud-empty", "the token was made for another service", changed(aud="")),
    Case("aud-list", "the token's audience is no text", changed(aud=[HUB_AUDIENCE])),
    Case("aud-of-user-servers", "the token was made for another service", changed(aud=USERS_AUDIENCE)),
    Case("exp-29-s-ago", "", timed(-500, -29)),
    Case("exp-31-s-ago", "ExpiredSignatureError", timed(-500, -31)),
    Case("exp-missing", "MissingRequiredClaimError", changed(exp=None)),
    Case("exp-text", "times are not whole numbers", changed(exp="9999999999")),
    Case("iat-29-s-ahead", "", timed(29, 500)),
    Case("iat-31-s-ahead", "ImmatureSignatureError", timed(31, 500)),
    Case("iat-missing", "MissingRequiredClaimError", changed(iat=None)),
    Case("iat-fraction", "times are not whole numbers", lambda: {"iat": math.floor(time.time()) - 1.5}),
    Case("lifetime-10-min", "", timed(-1, 599)),
    Case("lifetime-11-min", "", lambda: {**(t := times(iat=-1, exp=0)), "exp": t["iat"] + 660}),
    Case("lifetime-11-min-1-s", "lifetime is too long", lambda: {**(t := times(iat=0, exp=0)), "exp": t["iat"] + 661}),
    Case("lifetime-12-min", "lifetime is too long", timed(-1, 719)),
    Case("email-missing", "MissingRequiredClaimError", changed(email=None)),
    Case("email-empty", "the token has no e-mail address", changed(email="")),
    Case("email-number", "the token has no e-mail address", changed(email=7)),
    Case("email-no-domain", "the token has no e-mail address", changed(email="alice")),
    Case("email-two-ats", "the token has no e-mail address", changed(email="a@b@corp.example")),
    Case("email-space", "the token has no e-mail address", changed(email="a lice@corp.example")),
    Case("email-newline", "the token has no e-mail address", changed(email="alice@corp.example\n")),
    Case("email-kelvin-sign", "the token has no e-mail address", changed(email="\u212aim@corp.example")),
    Case("email-too-long", "the token has no e-mail address", changed(email="a" * 250 + "@corp.example")),
    Case("sub-missing", "MissingRequiredClaimError", changed(sub=None)),
    Case("sub-empty", "the token names no account", changed(sub="")),
    Case("sub-number", "InvalidSubjectError", changed(sub=7)),
    Case("sub-of-a-service-account", "", changed(sub="accounts.google.com:104892101234567890123")),
    Case("sub-without-number", "not an account of Google's", changed(sub="accounts.google.com:")),
    Case("sub-without-issuer", "not an account of Google's", changed(sub="104892101234567890123")),
    Case("sub-of-a-like-issuer", "not an account of Google's", changed(sub="accounts.google.com.example:1")),
    Case("sub-with-ours-inside", "not an account of Google's", changed(sub="sts.google.com:accounts.google.com:1")),
    Case("sub-of-workforce", "not an account of Google's", changed(sub="sts.google.com:1")),
    Case("sub-of-identity-platform", "not an account of Google's", changed(sub="securetoken.google.com/a-project:1")),
    Case(
        "sub-of-a-pool",
        "not an account of Google's",
        changed(sub="principal://iam.googleapis.com/locations/global/workforcePools/p/subject/1"),
    ),
]
# JupyterHub refuses it, after the authenticator.
SLASH = Case("email-slash", "your account is not allowed", changed(email="a/b@corp.example"))
