"""Makes tokens as Identity-Aware Proxy does, and every wrong kind of them."""

from __future__ import annotations

import json
import math
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from jupyter_on_gke.demo.iap_keys import HUB_AUDIENCE, ISSUER, PROJECT_NUMBER, USERS_AUDIENCE, Keys, claims

__all__ = ["HUB_AUDIENCE", "ISSUER", "PROJECT_NUMBER", "USERS_AUDIENCE", "Signer", "claims", "times"]


def times(*, iat: float, exp: float) -> dict[str, int]:
    """Times relative to now. They are rounded so that a token is no nearer to a limit than said."""
    now = time.time()
    return {
        "iat": math.floor(now + iat) if iat < 30 else math.ceil(now + iat),
        "exp": math.ceil(now + exp) if exp > -30 else math.floor(now + exp),
    }


class Signer(Keys):
    """IAP's keys. Remembers all tokens, so that a test can look for them in logs."""

    def __init__(self) -> None:
        self.made: list[str] = []
        super().__init__()
        self.other = ec.generate_private_key(ec.SECP256R1())
        self.rsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def public_pem(self) -> bytes:
        return (
            self.keys[self.kid]
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    def signed(self, payload: dict[str, Any]) -> str:
        return self.token(payload)

    def token(
        self,
        payload: dict[str, Any],
        *,
        algorithm: str = "ES256",
        kid: str | None = None,
        key: ec.EllipticCurvePrivateKey | None = None,
    ) -> str:
        """A token over `payload`, signed with the current key unless told otherwise."""
        maker = jwt.PyJWS()
        if algorithm == "HS256":
            # PyJWT refuses a public key as the secret; an attacker's library does not.
            maker.unregister_algorithm("HS256")
            maker.register_algorithm("HS256", _BlindHmac(jwt.algorithms.HMACAlgorithm.SHA256))
        signing: Any = key or self.keys[self.kid]
        signing = {"HS256": self.public_pem(), "RS256": self.rsa, "none": None}.get(algorithm, signing)
        headers = {"typ": "JWT", "kid": kid or self.kid}
        text = maker.encode(json.dumps(payload).encode(), signing, algorithm, headers)
        self.made.append(text)
        return text


class _BlindHmac(jwt.algorithms.HMACAlgorithm):
    """HMAC that takes a public key for its secret, as an attacker's would."""

    def prepare_key(self, key: str | bytes) -> bytes:
        return key if isinstance(key, bytes) else key.encode()
