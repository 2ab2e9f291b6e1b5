"""Identity-Aware Proxy's keys, and what it says of a person: tokens as Google documents them."""

from __future__ import annotations

import json
import math
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

PROJECT_NUMBER = "123456789012"
HUB_AUDIENCE = f"/projects/{PROJECT_NUMBER}/global/backendServices/4001"
USERS_AUDIENCE = f"/projects/{PROJECT_NUMBER}/global/backendServices/4002"
ISSUER = "https://cloud.google.com/iap"


def claims(email: str, audience: str = HUB_AUDIENCE, /, **changes: Any) -> dict[str, Any]:
    """What IAP says of a person; a change to None takes a claim out."""
    now = time.time()
    wanted: dict[str, Any] = {
        "aud": audience,
        "email": email,
        "exp": math.floor(now) + 600,
        "iat": math.floor(now),
        "iss": ISSUER,
        "sub": f"accounts.google.com:{abs(hash(email))}",
        **changes,
    }
    return {name: value for name, value in wanted.items() if value is not None}


class Keys:
    """IAP's keys: the one added last signs, all are published."""

    def __init__(self) -> None:
        self.keys: dict[str, ec.EllipticCurvePrivateKey] = {}
        self.rotate("key-1")

    def rotate(self, kid: str) -> None:
        """Add a key; the last one added signs."""
        self.keys[kid] = ec.generate_private_key(ec.SECP256R1())
        self.kid = kid

    def jwks(self) -> dict[str, Any]:
        """The public keys, as Google publishes them."""
        entries = []
        for kid, key in self.keys.items():
            entry = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
            entries.append({**entry, "alg": "ES256", "kid": kid, "use": "sig"})
        return {"keys": entries}

    def signed(self, payload: dict[str, Any]) -> str:
        """A token over `payload`, signed with the current key."""
        headers = {"typ": "JWT", "kid": self.kid}
        return jwt.PyJWS().encode(json.dumps(payload).encode(), self.keys[self.kid], "ES256", headers)
