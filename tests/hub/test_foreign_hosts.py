"""The hub behind hosts that are not its own: where no server runs, people's hosts end at the hub, too."""

from __future__ import annotations

import pytest

from .conftest import MakeWorld, World
from .hubs import HEADER, Answer, request
from .tokens import claims

ALICE = "alice@corp.example"
HUB, SERVERS = "hub.test", "servers.test"
FOREIGN = [SERVERS, "SERVERS.test", "hub.test.", "a.hub.test", "nothub.test", "127.0.0.1"]
SESSION = "__Host-jupyterhub-hub-login"


@pytest.fixture(scope="module")
def apart(make_world: MakeWorld) -> World:
    return make_world(
        "apart",
        jupyterhub={
            "subdomain_host": f"https://{HUB}",
            "cookie_host_prefix_enabled": True,
            "tornado_settings": {"domain": "", "cookie_options": {"secure": True, "samesite": "Lax"}},
        },
        servers_host=SERVERS,
    )


def ask(world: World, host: str, path: str, method: str = "GET", cookies: dict[str, str] | None = None) -> Answer:
    """A browser's request with a good token."""
    headers = [("Host", host), (HEADER, world.signer.token(claims(ALICE)))]
    body = "" if method == "POST" else None
    return request(world.hub.proxy, path, headers, method=method, cookies=cookies, body=body)


@pytest.mark.parametrize("host", [HUB, "HUB.test", f"{HUB}:443"])
def test_the_hubs_own_host_signs_in(apart: World, host: str) -> None:
    answer = ask(apart, host, "/hub/login?next=/hub/token")
    assert (answer.status, answer.location) == (302, "/hub/token")
    assert answer.cookies.keys() == {SESSION, "jupyterhub-session-id", "_xsrf"}
    lines = answer.headers.get_all("Set-Cookie") or []
    assert all("secure" in line.lower() and "samesite=lax" in line.lower() for line in lines)
    assert not any("domain" in line.lower() for line in lines)


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?next=%2Fhub%2Ftoken", "?next=%2Fhub%2Ftoken"),
        ("?next=https%3A%2F%2Fevil.test%2F", "?next=https%3A%2F%2Fevil.test%2F"),
        ("?next=a&next=%2F%2Fevil.test&other=1", "?next=%2F%2Fevil.test"),
    ],
)
def test_any_other_sends_to_it(apart: World, host: str, query: str, kept: str) -> None:
    before = apart.hub.users()
    answer = ask(apart, host, f"/hub/login{query}")
    assert (answer.status, answer.location) == (302, f"https://{HUB}/hub/login{kept}")
    assert answer.headers.get_all("Set-Cookie") is None
    assert apart.hub.users() == before


def test_what_is_next_at_another_site_is_not_gone_to(apart: World) -> None:
    for elsewhere in ("https%3A%2F%2Fevil.test%2F", "%2F%2Fevil.test", f"https%3A%2F%2F{SERVERS}%2F"):
        assert ask(apart, HUB, f"/hub/login?next={elsewhere}").location == "/hub/spawn"


PAGES = ["/hub/", "/hub/home", "/hub/token", "/hub/spawn", "/hub/nothing", "/hub/error/503", "/hub/logout"]


@pytest.mark.parametrize("path", [*PAGES, "/hub/login", "/hub/api/user", "/", "/user/a/lab", "/nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_cookie_of_the_hub_is_set_elsewhere(apart: World, path: str, method: str) -> None:
    """Not even with the hub's own, which a browser would not send there."""
    cookies = ask(apart, HUB, "/hub/login").cookies
    for sent in ({}, cookies, {SESSION: cookies[SESSION]}):
        answer = ask(apart, SERVERS, path, method, sent)
        assert answer.headers.get_all("Set-Cookie") is None
        ours = ("/hub/", f"https://{HUB}/hub/", f"https://{SERVERS}/user/{ALICE}/")
        assert not answer.location or answer.location.startswith(ours)


def test_a_form_signs_nobody_in_elsewhere_either(apart: World) -> None:
    assert ask(apart, SERVERS, "/hub/login", "POST").status in (403, 405)


def test_pods_ask_the_hub_by_its_name_in_the_cluster(apart: World) -> None:
    ask(apart, HUB, "/hub/login")
    token = apart.hub.api(f"/users/{ALICE}/tokens", "POST")["token"]
    headers = [("Host", "hub:8081"), ("Authorization", f"token {token}")]
    assert request(apart.hub.port, "/hub/api/user", headers).status == 200


def test_with_one_host_for_all_any_is_the_hubs(world: World) -> None:
    assert ask(world, "anything.test", "/hub/login?next=/hub/token").location == "/hub/token"
