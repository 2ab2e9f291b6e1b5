"""What becomes of sign-ins while IAP's keys or the audience cannot be had, change, or cost much."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from aiohttp import web

from jupyter_on_gke.demo.google import HUB_SERVICE, NAMESPACE, Loopback

from .conftest import PAUSE, MakeWorld, World
from .hubs import HEADER, Answer, request
from .tokens import HUB_AUDIENCE, PROJECT_NUMBER, USERS_AUDIENCE, claims

T = TypeVar("T")
BACKENDS = f"/projects/{PROJECT_NUMBER}/global/backendServices"
LONGEST = 3.0  # their timeout_seconds is 1
TRIES = 10  # a machine may be busy
TROUBLES: list[str | int] = ["down", "slow", 404, 500, 302]
RUBBISH = {
    "html": "<html>Sign in to the Wi-Fi</html>",
    "empty": "",
    "null": "null",
    "list": "[]",
    "no-keys": '{"keys": []}',
    "rsa-key": '{"keys": [{"kty": "RSA", "kid": "key-1", "n": "AQAB", "e": "AQAB"}]}',
    "point-off-curve": '{"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "x": "AQ", "y": "AQ"}]}',
    "deep": "[" * 100_000,
    "large": '{"keys": "' + "x" * 3_000_000 + '"}',
}


def sign_in(world: World, email: str = "alice@corp.example", aud: str = HUB_AUDIENCE) -> Answer:
    return world.hub.sign_in(world.signer.token(claims(email, aud)))


def in_time(ask: Callable[[], T], seconds: float) -> T:
    """What was answered within these seconds."""
    for _ in range(TRIES):
        begin = time.monotonic()
        answer = ask()
        if time.monotonic() - begin < seconds:
            return answer
    raise TimeoutError(f"no answer of {TRIES} came within {seconds} s")


def refused_with_503(world: World, missing: str) -> None:
    """Nobody gets in, quickly, and the page says what is missing."""

    def ask() -> Answer:
        time.sleep(PAUSE)
        return sign_in(world)

    answer = in_time(ask, PAUSE + LONGEST)
    assert answer.status == 503
    assert missing in answer.body
    assert answer.headers["Retry-After"] == "30"
    assert world.hub.users() == {}
    assert world.leaks() == []


@pytest.fixture(scope="module")
def keyless(make_world: MakeWorld) -> World:
    """A hub that has never got a key."""
    return make_world("keyless", {"keys": "down"})


@pytest.mark.parametrize("trouble", [*TROUBLES, *RUBBISH])
def test_without_keys_nobody_gets_in(keyless: World, trouble: str | int) -> None:
    keyless.cloud.trouble["keys"] = RUBBISH.get(str(trouble), trouble)
    refused_with_503(keyless, "could not get Google&#39;s public keys")


@pytest.fixture(scope="module")
def lost(make_world: MakeWorld) -> World:
    """A hub that has never learnt its audience."""
    return make_world("lost", {"compute": "down"})


LOST = [
    *((part, trouble) for part in ("kubernetes", "compute") for trouble in TROUBLES),
    *(("metadata", trouble) for trouble in ("down", "slow", 404)),
    *(("kubernetes", body) for body in ("html", "null", "list", "large")),
    *(("compute", body) for body in ("html", "null", "list", "deep")),
    ("kubernetes", '{"metadata": {}}'),
    ("kubernetes", '{"metadata": {"annotations": {"ingress.kubernetes.io/backends": "Unknown"}}}'),
    ("kubernetes", '{"metadata": {"annotations": {"ingress.kubernetes.io/backends": "{}"}}}'),
    ("compute", '{"id": "4001", "description": "made by hand"}'),
    (
        "compute",
        '{"id": "4001", "description": "{\\"kubernetes.io/service-name\\": \\"x/proxy-hub\\"}"}',
    ),
    # Both backend services claim to be the hub's.
    (
        "compute",
        '{"id": "9", "description": "{\\"kubernetes.io/service-name\\": \\"jupyter/proxy-hub\\"}"}',
    ),
]


@pytest.mark.parametrize(("part", "trouble"), LOST)
def test_without_audience_nobody_gets_in(lost: World, part: str, trouble: str | int) -> None:
    lost.cloud.trouble = {part: RUBBISH.get(str(trouble), trouble)}
    refused_with_503(lost, "does not know its load balancer")


# Time for two requests in between, on a machine that is busy.
RETRY, LONGER = 0.8, 0.9


@pytest.fixture(scope="module")
def one_hub(make_world: MakeWorld) -> World:
    return make_world("healing", retry_seconds=RETRY)


@pytest.fixture
def healing(one_hub: World) -> World:
    """A hub whose keys and audience are known, and nothing fails."""
    one_hub.cloud.trouble = {}
    one_hub.cloud.reset_backends()
    time.sleep(LONGER)
    assert sign_in(one_hub).status == 302
    return one_hub


def test_keys_and_audience_outlive_their_servers_and_heal(healing: World) -> None:
    cloud = healing.cloud
    for trouble in ("down", RUBBISH["html"], RUBBISH["rsa-key"]):
        cloud.trouble = {"keys": trouble, "kubernetes": trouble, "compute": trouble}
        time.sleep(LONGER)
        assert sign_in(healing).status == 302

    # A rotated key cannot be checked until the key server is back.
    healing.signer.rotate(f"key-{time.monotonic()}")
    time.sleep(LONGER)
    assert sign_in(healing).status == 503
    cloud.trouble = {}
    time.sleep(LONGER)
    assert sign_in(healing).status == 302
    assert healing.leaks() == []


def test_a_new_backend_service_heals_without_a_restart(healing: World) -> None:
    cloud = healing.cloud
    cloud.backends.clear()
    cloud.add_backend("k8s1-new-hub", "5001", f"{NAMESPACE}/{HUB_SERVICE}")
    new = f"{BACKENDS}/5001"
    time.sleep(LONGER)
    assert sign_in(healing, aud=new).status == 302
    time.sleep(LONGER)
    assert sign_in(healing, aud=HUB_AUDIENCE).status == 403
    assert cloud.forbidden == []
    assert healing.leaks() == []


def test_strangers_cause_few_fetches(healing: World) -> None:
    """Tokens with made-up keys, and real ones for another service, in a burst."""
    cloud = healing.cloud
    begin, before = time.monotonic(), cloud.count.copy()
    for number in range(50):
        unknown = healing.signer.token(claims("eve@corp.example"), kid=f"made-up-{number}")
        assert healing.hub.sign_in(unknown).status in (403, 503)
        assert sign_in(healing, "eve@corp.example", f"{BACKENDS}/{6000 + number}").status in (403, 503)
        assert sign_in(healing, "eve@corp.example", USERS_AUDIENCE).status == 403
        assert sign_in(healing).status == 302
    allowed = 1 + (time.monotonic() - begin) / RETRY
    assert cloud.count["keys"] - before["keys"] <= allowed
    assert cloud.count["kubernetes"] - before["kubernetes"] <= allowed


def test_a_token_that_google_did_not_sign_causes_no_look_up(healing: World) -> None:
    time.sleep(LONGER)
    before = healing.cloud.count["kubernetes"]
    forged = healing.signer.token(claims("eve@corp.example", f"{BACKENDS}/7000"), key=healing.signer.other)
    assert healing.hub.sign_in(forged).status == 403
    assert healing.cloud.count["kubernetes"] == before


@pytest.mark.parametrize("changed", ["key", "backend-service"])
def test_nobody_is_signed_out_because_a_stranger_asked_first(healing: World, changed: str) -> None:
    """While the hub may not ask Google again, it does not know what is new: 503, and the session stays."""
    cookies = sign_in(healing).cookies

    def ask() -> tuple[str, Answer, Answer]:
        """Alice's new token, and the answers to it after a stranger's; to be had before the hub may ask again."""
        kid = "made-up" if changed == "key" else None
        asked = claims("eve@corp.example", f"{BACKENDS}/{time.monotonic_ns()}")
        time.sleep(LONGER)
        assert healing.hub.sign_in(healing.signer.token(asked, kid=kid)).status == 403
        token = renewed(healing, changed)
        page = request(healing.hub.proxy, "/hub/home", [(HEADER, token)], cookies=cookies)
        return token, page, healing.hub.sign_in(token)

    token, page, answer = in_time(ask, LONGER + RETRY)
    assert (page.status, page.headers.get_all("Set-Cookie")) == (302, None)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    time.sleep(LONGER)
    assert healing.hub.who(cookies, token) == "alice@corp.example"


def renewed(world: World, changed: str) -> str:
    """A token of Alice's, for which the hub has to ask Google: its key or the backend service is a new one."""
    if changed == "key":
        world.signer.rotate(f"key-{time.monotonic()}")
        return world.signer.token(claims("alice@corp.example"))
    number = str(time.monotonic_ns())
    world.cloud.backends.clear()
    world.cloud.add_backend(f"k8s1-{number}", number, f"{NAMESPACE}/{HUB_SERVICE}")
    return world.signer.token(claims("alice@corp.example", f"{BACKENDS}/{number}"))


def test_tokens_of_the_other_backend_services_cost_nothing(healing: World) -> None:
    """People's servers see such tokens all the time. They are refused at once and stop no look-up."""
    before = healing.cloud.count.copy()
    time.sleep(LONGER)
    for aud in (USERS_AUDIENCE, f"{BACKENDS}/4003", "/projects/1/global/backendServices/4001", "/projects/1/apps/x"):
        answer = sign_in(healing, "eve@corp.example", aud)
        assert answer.status == 403
        assert "made for another service" in answer.body
    assert healing.cloud.count == before


def test_a_slow_server_does_not_stop_the_hub(healing: World) -> None:
    """While one request waits for an unknown key, others are answered."""
    healing.cloud.trouble = {"keys": "slow"}
    assert any(is_answered_meanwhile(healing) for _ in range(TRIES))


def is_answered_meanwhile(world: World) -> bool:
    """Whether a sign-in ends before one that began earlier and waits for Google: never, if the hub stood still."""
    time.sleep(LONGER)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(world.hub.sign_in, world.signer.token(claims("eve@corp.example"), kid="new"))
        time.sleep(0.2)
        assert sign_in(world).status == 302
        meanwhile = not waiting.done()
        assert waiting.result().status == 503
    return meanwhile


def test_a_thousand_sign_ins_cost_one_fetch_and_one_look_up(make_world: MakeWorld) -> None:
    world = make_world("thousand")
    people = [f"person-{number}@corp.example" for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        tokens = [world.signer.token(claims(email)) for email in people * 50]
        answers = pool.map(lambda token: world.hub.sign_in(token, direct=True).status, tokens)
        assert list(answers) == [302] * 1000
    assert sorted(world.hub.users()) == sorted(people)
    # One look-up: the Ingress, an access token, and each backend service that it names.
    assert world.cloud.count == {"keys": 1, "kubernetes": 1, "metadata": 1, "compute": 4}
    assert world.cloud.forbidden == []
    assert world.leaks() == []


def test_a_restart_without_keys_keeps_sessions_for_later(make_world: MakeWorld) -> None:
    """Somebody with a cookie is not let in on the cookie alone, and not signed out either."""
    world = make_world("restarted")
    cookies = sign_in(world).cookies
    token = world.signer.token(claims("alice@corp.example"))
    world.hub.stop()
    world.cloud.trouble = {"keys": "down"}
    world.hub.start()
    assert world.hub.who(cookies, token) is None
    page = request(world.hub.proxy, "/hub/home", [(HEADER, token)], cookies=cookies)
    assert (page.status, page.headers.get_all("Set-Cookie")) == (302, None)
    world.cloud.trouble = {}
    time.sleep(PAUSE)
    assert world.hub.who(cookies, token) == "alice@corp.example"


def test_google_is_asked_by_the_proxy_and_kubernetes_is_not(make_world: MakeWorld, loopback: Loopback) -> None:
    """As HTTP_PROXY and NO_PROXY say. The proxy finds Google's hosts, which nobody else does."""
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.StreamResponse:
        asked.append(f"{request.url.host}{request.path}")
        if request.url.host == "keys.google.test":
            return await world.cloud._keys(request)
        return web.Response(status=502)

    address = f"http://127.0.0.1:{loopback.serve(proxy)}"
    world = make_world(
        "proxied",
        environment={"HTTP_PROXY": address, "http_proxy": address, "HTTPS_PROXY": address, "NO_PROXY": "localhost"},
        keys_url="http://keys.google.test/keys",
        compute_url="http://compute.google.test",
    )
    assert sign_in(world).status == 503
    assert "http://compute.google.test" in world.log()
    assert set(asked) == {
        "keys.google.test/keys",
        "compute.google.test/compute/v1/projects/a-project/global/backendServices/k8s1-abc-hub",
    }
    assert world.cloud.count == {"keys": 1, "kubernetes": 1, "metadata": 1}
