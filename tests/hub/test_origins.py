"""What a page of Mallory's server gets from Alice, who opens it: from the hub, and from her own server.

Where hub and servers share a host she gets Alice's account, by a service worker without a click or by a window with
one. That is what hosts of their own are for; what is left then is in the tables.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from jupyter_on_gke.demo.google import Loopback
from jupyter_on_gke.demo.iap_session import ACCOUNTS_HOST

from .browser import forget_all, text, wait
from .deployments import ALICE, MALLORY, NOTES, SECRET, Deployment, sign_in_as_alice

LOGIN = "jupyterhub-hub-login"
MAKE_TOKEN = """
const done = arguments[0];
const headers = {"Content-Type": "application/json", "X-XSRFToken": jhdata.xsrf_token};
fetch(`/hub/api/users/${jhdata.user}/tokens`, {method: "POST", body: "{}", headers}).then((it) => done(it.status));
"""

LEFT = """
const done = arguments[0];
navigator.serviceWorker.getRegistrations().then((them) => done([them.length, localStorage.length]));
"""

# The worker comes last, as it stays.
ATTACKS = ["token", "fetch", "frame", "window", "worker"]
CLOSED = dict.fromkeys(ATTACKS, "")


def run_attack(visitor: Chrome, place: Deployment, attack: str, target: str) -> list[dict[str, Any]]:
    """Alice opens Mallory's page, and clicks where it asks for a click. What Mallory's server got."""
    before = len(place.running.recorded("/loot"))
    asked = urlencode({"target": target, "victim": ALICE})
    visitor.get(f"{place.server(MALLORY)}attack/{attack}.html?{asked}")
    for button in visitor.find_elements(By.TAG_NAME, "button"):
        button.click()
    wait(visitor, lambda it: it.title.startswith("finished"), f"end of {attack}")
    for window in visitor.window_handles[1:]:
        visitor.switch_to.window(window)
        visitor.close()
    visitor.switch_to.window(visitor.window_handles[0])
    return [json.loads(entry["body"]) for entry in place.running.recorded("/loot")[before:]]


def sort_of(loot: list[dict[str, Any]]) -> str:
    """What the loot is worth: an API token that ends, Alice's file, or nothing."""
    sorts = set()
    for each in loot:
        if each.get("status") == 201:
            assert each["user"] == ALICE
            assert each["expires_at"], "a token ends"
            sorts.add("token")
        elif SECRET in each.get("text", ""):
            sorts.add("file")
    return "".join(sorts)


# What is got from the hub, and from Alice's own running server, where anything is.
FROM_HUB = {"one": {"fetch": "token", "window": "token", "worker": "token"}, "two": {}, "each": {}}
FROM_SERVER = {
    "one": {"window": "file", "worker": "file"},
    "two": {"window": "file", "worker": "file"},
    "each": {},
}


def test_what_a_page_gets_from_the_hub(visitor: Chrome, place: Deployment) -> None:
    place.running.start_server(MALLORY)
    sign_in_as_alice(visitor, place, "/hub/home")
    got = {name: sort_of(run_attack(visitor, place, name, f"{place.hub}/hub/token")) for name in ATTACKS}
    assert got == CLOSED | FROM_HUB[place.name]


def test_what_a_page_gets_from_the_visitors_own_server(visitor: Chrome, place: Deployment) -> None:
    for person in (MALLORY, ALICE):
        place.running.start_server(person)
    sign_in_as_alice(visitor, place, "/hub/home")
    visitor.get(f"{place.server(ALICE)}files/{NOTES}")
    wait(visitor, lambda it: SECRET in text(it), "Alice's own file")
    file = f"{place.server(ALICE)}api/contents/{NOTES}?content=1"
    got = {name: sort_of(run_attack(visitor, place, name, file)) for name in ATTACKS}
    assert got == CLOSED | FROM_SERVER[place.name]


def test_nothing_of_a_test_is_left_for_the_next_one(visitor: Chrome, place: Deployment) -> None:
    """All have one browser, which forgets; what is looked for is there as long as it has not."""

    def after(*attacks: str) -> list[int]:
        sign_in_as_alice(visitor, place, "/hub/home")
        for attack in attacks:
            run_attack(visitor, place, attack, f"{place.hub}/hub/token")
        left: list[int] = visitor.execute_async_script(LEFT)
        return left

    place.running.start_server(MALLORY)
    assert after(*ATTACKS) == [1, 0]
    visitor.execute_script("localStorage.setItem('a', 'word')")
    forget_all(visitor)
    assert after("fetch") == [0, 0]


@pytest.mark.parametrize("passed_on", [True, False], ids=["passed-on", "kept-back"])
def test_iaps_cookie_that_a_server_got(place: Deployment, passed_on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mallory sends it to the front door by hand, under its own name and under that of the hub's host.

    Google does not say whether its cookie reaches the backend, nor for which hosts it is good: this is with one that
    is good for its host alone.
    """
    monkeypatch.setattr(place.iap, "passes_cookie", passed_on)
    place.running.start_server(MALLORY)
    host, hub = place.shape.server_host(MALLORY), place.shape.hub
    before = len(place.running.recorded("/bait"))
    assert place.request(host, f"/user/{MALLORY}/bait", place.session(host, ALICE)).status == 200
    (got,) = place.running.recorded("/bait")[before:]
    assert bool(got.get("cookie")) is passed_on
    value = got.get("cookie", "").partition("=")[2]
    for name in (place.sessions.cookie(host), place.sessions.cookie(hub)):
        answer = place.request(hub, "/hub/login", {name: value} if value else {})
        opened = passed_on and place.name == "one"
        assert any(LOGIN in name for name in answer.cookies) is opened
        assert (ACCOUNTS_HOST in answer.location) is not opened


def planted(place: Deployment, source: str, which: str) -> list[str]:
    """Set-Cookie lines with Mallory's own, valid cookies, for every domain that the page may set some for."""
    hub = place.shape.hub
    own = place.request(hub, "/hub/login", place.session(hub, MALLORY)).cookies
    login = next(value for name, value in own.items() if LOGIN in name)
    parent = ".".join(hub.split(".")[-2:])
    domains = {"server": [parent, *([hub] if place.name == "one" else [])], "below": [hub, parent], "beside": [parent]}
    names = {
        "identity": {LOGIN: login, f"__Host-{LOGIN}": login, "jupyterhub-session-id": own["jupyterhub-session-id"]},
        "xsrf": {"_xsrf": own["_xsrf"]},
    }
    return [
        f"{name}={value}; Domain={domain}; Path={path}; Secure"
        for name, value in names[which].items()
        for domain in domains[source]
        for path in ("/", "/hub/", "/hub/api/")
    ]


def use_hub(visitor: Chrome, place: Deployment) -> tuple[str, int]:
    """Whose page of tokens the browser shows, and the status when a token is made on it; nobody's if none is shown."""
    visitor.get(f"{place.hub}/hub/token")
    person = visitor.execute_script("return window.jhdata ? jhdata.user : ''")
    return person, visitor.execute_async_script(MAKE_TOKEN) if person else 0


@pytest.mark.parametrize("which", ["identity", "xsrf"])
@pytest.mark.parametrize("source", ["server", "below", "beside"])
def test_cookies_that_another_host_plants(
    visitor: Chrome, place: Deployment, loopback: Loopback, source: str, which: str
) -> None:
    """Alice stays Alice, and nothing is done in another's name.

    With hosts of their own a planted sign-in is not even seen; on one host it locks her out. A planted XSRF cookie,
    which the hub did sign, can refuse her changes anywhere until it is gone.
    """
    place.running.start_server(MALLORY)
    cookies = planted(place, source, which)
    page = place.server(MALLORY) if source == "server" else foreign_page(place, loopback, source)
    sign_in_as_alice(visitor, place, "/hub/home")
    assert use_hub(visitor, place) == (ALICE, 201)
    visitor.get(f"{page}?{urlencode({'cookie': cookies}, doseq=True)}")
    jar = visitor.execute_cdp_cmd("Network.getAllCookies", {})["cookies"]
    taken = {each["name"] for each in jar if each["domain"].startswith(".")}
    assert taken, "the browser takes what may be planted"
    assert f"__Host-{LOGIN}" not in taken
    person, status = use_hub(visitor, place)
    if which == "xsrf":
        assert (person, status) in ((ALICE, 201), (ALICE, 403))
    else:
        assert (person, status) == (("", 0) if place.name == "one" else (ALICE, 201))


def foreign_page(place: Deployment, loopback: Loopback, source: str) -> str:
    """A page of a stranger's, at a host below the hub's or below its parent."""

    async def plant(request: web.Request) -> web.StreamResponse:
        answer = web.Response(text="<h1>A page</h1>", content_type="text/html")
        for cookie in request.query.getall("cookie", []):
            answer.headers.add("Set-Cookie", cookie)
        return answer

    hub = place.shape.hub
    host = f"evil.{hub if source == 'below' else '.'.join(hub.split('.')[-2:])}"
    return f"https://{host}:{loopback.serve(plant, place.iap.tls)}/"
