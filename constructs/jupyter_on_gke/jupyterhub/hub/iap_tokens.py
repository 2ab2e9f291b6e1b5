"""What a valid token of Identity-Aware Proxy (IAP) is, and how it is refused.

The algorithm, the issuer and the times are fixed here, whatever a token says of itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from typing import Any, ClassVar

import jwt
from tornado import web

HEADER = "x-goog-iap-jwt-assertion"
ISSUER = "https://cloud.google.com/iap"
SKEW_SECONDS = 30
# IAP's documented maximum: ten minutes, and the skew at either end.
MAX_LIFETIME_SECONDS = 10 * 60 + 2 * SKEW_SECONDS
MAX_TOKEN_LENGTH = 8192
SIGN_OUT_QUERY = "?gcp-iap-mode=CLEAR_LOGIN_COOKIE"

ADDRESS = r"(?=.{3,254}$)[!-?A-~]+@[!-?A-~]+"
RELOAD = "Open the hub at its public address, or reload the page."
ASK = "Ask an administrator of the hub to let your account in."


class Refused(web.HTTPError):
    """403. The reason goes to the log and the page; the page also says what to do."""

    def __init__(self, reason: str, advice: str = RELOAD) -> None:
        super().__init__(403, f"sign-in refused: {reason}")
        self.jupyterhub_html_message = (
            f"You were not signed in: {reason}.<br>{advice}<br>"
            f'You can also <a href="{SIGN_OUT_QUERY}">sign in with another account</a>.'
        )


class NotReady(web.HTTPError):
    """503. The hub cannot judge this token yet, so nobody gets in with it and nobody is signed out."""

    headers: ClassVar = {"Retry-After": "30"}

    def __init__(self, missing: str) -> None:
        super().__init__(503, f"cannot judge a sign-in: {missing}")
        self.jupyterhub_message = (
            f"You cannot be signed in at the moment: {missing}. Try again in a minute. "
            "If it stays so, ask an administrator: the hub's log has the reason."
        )


class TokenFilter(logging.Filter):
    """Takes tokens out of log lines: JupyterHub writes all of a request's headers on a 500."""

    SECRETS = re.compile(rf'(?<={HEADER}": ")(?:[^"\\]|\\.)+' + r"|eyJ[\w-]{8,}(?:\.[\w-]*)*", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (KeyError, TypeError, ValueError):
            return True  # a wrong format string, which the handler reports
        cleaned = self.SECRETS.sub("[secret]", message)
        if cleaned != message:
            record.msg, record.args = cleaned, None
        return True


def public_keys(document: Any) -> dict[str, jwt.PyJWK]:
    """The P-256 keys of a JWK set, by key id. Raises if there are none."""
    keys = {
        str(entry["kid"]): jwt.PyJWK(entry, algorithm="ES256")
        for entry in document["keys"]
        if entry.get("kty") == "EC" and entry.get("crv") == "P-256"
    }
    if not keys:
        raise ValueError("the document has no P-256 key")
    return keys


def key_id(token: str) -> str:
    """The id of the key that the token says it was signed with."""
    try:
        if len(token) > MAX_TOKEN_LENGTH:
            raise ValueError("too long")
        return str(jwt.get_unverified_header(token)["kid"])
    # Not only jwt's own errors: deep nesting, for one, ends in a RecursionError.
    except Exception:
        raise Refused("the token is malformed") from None


def verified_claims(token: str, key: jwt.PyJWK) -> dict[str, Any]:
    """The claims of a token that `key` signed, with issuer and times checked; not its audience."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["ES256"],
            issuer=ISSUER,
            leeway=SKEW_SECONDS,
            options={"require": ["aud", "email", "exp", "iat", "iss", "sub"], "verify_aud": False},
        )
    except Exception as error:
        raise Refused(f"the token is not valid ({type(error).__name__})") from None
    times = [claims["iat"], claims["exp"]]
    if any(type(moment) is not int for moment in times):
        raise Refused("the token's times are not whole numbers")
    if times[1] - times[0] > MAX_LIFETIME_SECONDS:
        raise Refused("the token's lifetime is too long")
    return claims


def email_address(claims: dict[str, Any], subject_prefixes: Collection[str]) -> str:
    """The lower-case e-mail address in the claims; another provider than these vouches for no address."""
    email, subject = claims["email"], claims["sub"]
    if not isinstance(subject, str) or not subject:
        raise Refused("the token names no account")
    if not any(subject.startswith(prefix) and subject != prefix for prefix in subject_prefixes):
        raise Refused("it is not an account of Google's but of another provider, which this hub does not accept", ASK)
    # ASCII only: lower-casing other letters can make two addresses one.
    if not isinstance(email, str) or not re.fullmatch(ADDRESS, email):
        raise Refused("the token has no e-mail address")
    return email.lower()
