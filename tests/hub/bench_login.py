"""How long a sign-in takes, beside the dummy authenticator's. Run: python -m tests.hub.bench_login

Both hubs sign the same 20 people in, one after another, straight at the hub; a form for the dummy
authenticator, a token for ours. What is left of the difference when the network and JupyterHub's
own work are taken out is the check of a token, so that is measured alone too.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import jwt

from jupyter_on_gke.demo.google import Cloud, Loopback

from .hubs import FILES, Answer, Hub, request
from .tokens import Signer, claims

ROUNDS = 500
PEOPLE = [f"person-{number}@corp.example" for number in range(20)]


def measure(act: Callable[[str], object]) -> tuple[float, float, float]:
    """Median, 95th percentile and longest time of an act, in milliseconds."""
    for person in PEOPLE:
        act(person)
    spent = []
    for number in range(ROUNDS):
        begin = time.perf_counter()
        act(PEOPLE[number % len(PEOPLE)])
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1], max(spent)


def expect_redirect(answer: Answer) -> None:
    if answer.status != 302:
        raise RuntimeError(f"a sign-in failed: {answer.status}")


def time_ours(hub: Hub, signer: Signer) -> tuple[float, float, float]:
    tokens = {person: signer.token(claims(person)) for person in PEOPLE}
    return measure(lambda person: expect_redirect(hub.sign_in(tokens[person], direct=True)))


def time_dummy(hub: Hub) -> tuple[float, float, float]:
    page = request(hub.port, "/hub/login", [("Sec-Fetch-Mode", "navigate")])
    (xsrf,) = re.findall(r'name="_xsrf" value="([^"]+)"', page.body)
    kind = [("Content-Type", "application/x-www-form-urlencoded")]

    def act(person: str) -> None:
        form = urlencode({"username": person, "password": "", "_xsrf": xsrf})
        expect_redirect(request(hub.port, "/hub/login", kind, method="POST", cookies=page.cookies, body=form))

    return measure(act)


def time_check(signer: Signer) -> tuple[float, float, float]:
    sys.path.insert(0, str(FILES))
    from iap_tokens import verified_claims

    key = jwt.PyJWK(signer.jwks()["keys"][0], algorithm="ES256")
    tokens = {person: signer.token(claims(person)) for person in PEOPLE}
    return measure(lambda person: verified_claims(tokens[person], key))


def main() -> None:
    loopback, signer = Loopback(), Signer()
    with tempfile.TemporaryDirectory() as folder:
        cloud = Cloud(loopback, signer, Path(folder) / "ours")
        hubs = [
            Hub(
                Path(folder) / "ours",
                {
                    "JupyterHub": {"authenticator_class": "iap_authenticator.IAPAuthenticator"},
                    "IAPAuthenticator": {**cloud.hub_config(), "allow_all": True},
                },
                cloud.hub_environment(),
            ),
            Hub(
                Path(folder) / "dummy",
                {
                    "JupyterHub": {"authenticator_class": "dummy"},
                    "Authenticator": {"allow_all": True},
                },
                {},
            ),
        ]
        try:
            ours, dummy = (hub.start() for hub in hubs)
            rows = {
                "dummy authenticator": time_dummy(dummy),
                "IAP authenticator": time_ours(ours, signer),
                "of it, the check of the token": time_check(signer),
            }
        finally:
            for hub in hubs:
                hub.stop()
    print(f"{'milliseconds per sign-in':32}{'median':>9}{'95 %':>9}{'longest':>9}")
    for name, numbers in rows.items():
        print(f"{name:32}" + "".join(f"{number:9.2f}" for number in numbers))
    print(f"{ROUNDS} sign-ins; fetches: {dict(cloud.count)}")


if __name__ == "__main__":
    main()
