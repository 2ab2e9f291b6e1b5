"""The demo's door and IAP's stand-in, with an echo instead of a hub: who comes in, and what goes on to the hub."""

import json
from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
import requests
from aiohttp import web

from jupyter_on_gke.demo.door import Door
from jupyter_on_gke.demo.google import Loopback
from jupyter_on_gke.demo.iap import SEPARATE
from jupyter_on_gke.demo.iap_keys import HUB_AUDIENCE, USERS_AUDIENCE, Keys
from jupyter_on_gke.demo.people import STRANGER, Members

YOU = "you@corp.example"
TOKEN = "X-Goog-IAP-JWT-Assertion"


async def echo(request: web.Request) -> web.Response:
    return web.json_response(dict(request.headers))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    loopback = Loopback()
    may_pass = Members([f"user:{YOU}"]).may_pass
    yield Door(loopback, Keys(), loopback.serve(echo), SEPARATE, folder=tmp_path, may_pass=may_pass)
    loopback.close()


def browser(door: Door, person: str = YOU) -> requests.Session:
    """One that has opened the printed address, and chosen an account."""
    session = requests.Session()
    session.get(door.first_page)
    session.get(f"{door.url}/_accounts", params={"account": person, "continue": "/"}, allow_redirects=False)
    return session


def test_without_the_key_nothing_is_answered(door: Door) -> None:
    for path in ("/", "/_demo", "/hub/login", "/?demo=", "/?demo=guessed"):
        assert requests.get(f"{door.url}{path}", timeout=30).status_code == 403
    signed_in = {each.name: str(each.value) for each in browser(door).cookies if not each.name.startswith("DEMO_KEY")}
    assert signed_in
    assert requests.get(f"{door.url}/", cookies=signed_in, timeout=30).status_code == 403


@pytest.mark.parametrize(("host", "status"), [("evil.example", 403), ("127.0.0.1:1", 403), ("localhost:{}", 200)])
def test_only_its_own_names_lead_here(door: Door, host: str, status: int) -> None:
    """A page of somebody else's may have a name of its own lead here, with the browser's cookies."""
    headers = {"Host": host.format(door.port), "Cookie": session_cookies(browser(door))}
    assert requests.get(f"{door.url}/_demo", headers=headers, timeout=30).status_code == status


def test_the_key_does_not_go_on(door: Door) -> None:
    """Whoever serves what is behind would have the demo."""
    session = browser(door)
    sent = session.get(f"{door.url}/hub/home", headers={"Cookie": session_cookies(session, "mine=1")}).json()
    assert "mine=1" in sent["Cookie"]
    assert door.key not in json.dumps(sent)


def session_cookies(session: requests.Session, *more: str) -> str:
    return "; ".join([*(f"{each.name}={each.value}" for each in session.cookies), *more])


@pytest.mark.parametrize(
    ("path", "audience"),
    [("/hub", HUB_AUDIENCE), ("/hub/home?next=/user/a", HUB_AUDIENCE), ("/user/a/", USERS_AUDIENCE),
     ("/hubble", USERS_AUDIENCE)],
)  # fmt: skip
def test_each_request_has_a_token_for_its_own_service(door: Door, path: str, audience: str) -> None:
    forged = {TOKEN: "forged", "X-Goog-Authenticated-User-Email": "accounts.google.com:evil@corp.example"}
    sent = browser(door).get(f"{door.url}{path}", headers=forged).json()
    assert [name for name in sent if name.lower().startswith("x-goog-")] == [TOKEN]
    claims = jwt.decode(sent[TOKEN], options={"verify_signature": False})
    assert (claims["email"], claims["aud"]) == (YOU, audience)


def test_a_stranger_stays_outside(door: Door) -> None:
    answer = browser(door, STRANGER).get(f"{door.url}/hub/home")
    assert (answer.status_code, "You don't have access" in answer.text) == (403, True)
