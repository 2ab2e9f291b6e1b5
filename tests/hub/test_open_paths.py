"""What answers without a token. A health check is to; nothing that belongs to a person is."""

from __future__ import annotations

import re

import pytest
from jupyterhub import apihandlers, handlers

from .conftest import World
from .hubs import request

# Open, with the reason. All else is refused, redirected to the sign-in or not found.
OPEN = {
    "/_chp_healthz": "the proxy's own answer: the load balancer's and the chart's health check",
    "/hub/health": "the chart's probe of the hub: an empty page",
    "/hub/api/health": "the same",
    "/hub/api/": "the version of JupyterHub, which servers compare with theirs",
    "/hub/error/1": "the proxy's error page, which has no content of a person",
    "/hub/static/css/style.min.css": "style sheets, scripts and icons",
    "/hub/logo": "the logo",
}
CLOSED = [
    "/hub/login",
    "/hub/nothing",
    "/hub/api/nothing",
    "/hub/oauth_login",
    "/hub/signup",
    "/hub/admin",
    "/hub/metrics",
    "/hub/api/metrics",
    "/hub/api/users",
    "/hub/static/../../etc/passwd",
]
# JupyterHub 5.5.0 means a 404 here, but its handler lacks a parameter.
BROKEN = [("POST", "/hub/api/authorizations/token/1")]
# What the proxy sends on where there is no server, whoever asks and whatever the name: nothing is looked up.
NOT_RUNNING = [("POST", "/hub/user/11")]


def registered() -> list[str]:
    """A path for each handler that this version of JupyterHub has."""
    paths = set()
    for pattern, *_ in (*handlers.default_handlers, *apihandlers.default_handlers):
        plain = re.sub(r"\((\?P<\w+>|\?:)?[^()]*\)\??", "1", pattern)
        paths.add("/hub" + plain.rstrip("$").replace("\\", "").replace("?", ""))
    return sorted(paths - set(OPEN))


@pytest.mark.parametrize("path", OPEN)
def test_open(world: World, path: str) -> None:
    assert request(world.hub.proxy, path).status == 200


@pytest.fixture(scope="module")
def form(world: World) -> dict[str, str]:
    """The cookies of a page of the hub's. A form without them is refused before anybody asks whose it is."""
    return request(world.hub.proxy, "/hub/login", [("Sec-Fetch-Mode", "navigate")]).cookies


@pytest.mark.parametrize("path", [*registered(), *CLOSED])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_closed(world: World, form: dict[str, str], path: str, method: str) -> None:
    before = world.hub.users()
    if method == "POST":
        word = [("X-XSRFToken", form["_xsrf"])]
        answer = request(world.hub.proxy, path, word, method=method, cookies=form, body="")
    else:
        answer = request(world.hub.proxy, path)
    assert not re.search("argument missing|argument invalid|XSRF cookie", answer.body), "it never asked who is there"
    if answer.status in (301, 302):
        assert re.match(r"/hub/(login\?next=|\?gcp-iap-mode|etc/passwd|$)", answer.location), path
    elif (method, path) in BROKEN:
        assert answer.status == 500
    elif (method, path) in NOT_RUNNING:
        assert answer.status == 424
    else:
        assert answer.status in (400, 403, 404, 405), path
    assert not answer.cookies.get("jupyterhub-hub-login")
    assert world.hub.users() == before


def test_the_health_check_does_not_need_the_hub(world: World) -> None:
    """The proxy answers it, so user servers stay reachable while the hub restarts."""
    before = world.log().count("_chp_healthz")
    assert request(world.hub.proxy, "/_chp_healthz").status == 200
    assert world.log().count("_chp_healthz") == before
