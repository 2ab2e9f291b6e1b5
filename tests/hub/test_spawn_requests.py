"""Who and what starts a server, and with which choices: links, the form, the API, and people with one name."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from jupyterhub import orm
from kubespawner.slugs import safe_slug
from tornado import web

from tests.support.cases import CASES, expected_values

from .conftest import MakeWorld, World
from .hubs import FILES, HEADER, Answer, request
from .tokens import claims

sys.path.insert(0, str(FILES))
import server_hosts
import server_starts

EVIL = "registry.example/owned:1"
CHOICE = "profile=plain&profile-option-plain--image--unlisted-choice=registry.example%2Fowned%3A1"
TEAM_IMAGE = "us-docker.pkg.dev/demo-project/images/notebook:1.2.3"
ALICE = "alice@corp.example"
# Found by trying: KubeSpawner makes the same names of both, and JupyterHub the same label.
HOST_TWINS = ("collider12142@corp.example", "collider23979@corp.example")
TWIN = "alice-__-_--_---__-_--__---_-----_---_@corp.example"


@pytest.fixture(scope="module")
def free(make_world: MakeWorld) -> World:
    """Any image may be typed, and people may have servers with names."""
    return make_world(
        "spawn-requests",
        values=expected_values(CASES / "variants" / "profiles-autopilot.tfvars"),
        jupyterhub={"allow_named_servers": True},
        admin_users=["boss@corp.example"],
    )


def signed_in(world: World, person: str) -> dict[str, str]:
    return world.hub.sign_in(world.signer.token(claims(person))).cookies


def get(world: World, person: str, path: str, cookies: dict[str, str]) -> Answer:
    headers = [(HEADER, world.signer.token(claims(person))), ("Sec-Fetch-Mode", "navigate")]
    return request(world.hub.proxy, path, headers, cookies=cookies)


def post(world: World, person: str, path: str = "/hub/spawn", **fields: str) -> Answer:
    """Sends the form of this page."""
    cookies = signed_in(world, person)
    cookies |= get(world, person, path, cookies).cookies
    headers = [
        (HEADER, world.signer.token(claims(person))),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("X-XSRFToken", cookies["_xsrf"]),
    ]
    return request(world.hub.proxy, path, headers, method="POST", cookies=cookies, body=urlencode(fields))


def start_by_api(world: World, person: str, options: Any = None) -> int:
    """The answer to a start with the person's own API token, and none of IAP's."""
    signed_in(world, person)
    token = world.hub.api(f"/users/{quote(person)}/tokens", "POST")["token"]
    headers = [("Authorization", f"token {token}")]
    body = "" if options is None else json.dumps(options)
    return request(world.hub.port, f"/hub/api/users/{quote(person)}/server", headers, method="POST", body=body).status


def image(world: World, person: str) -> str:
    (notebook,) = world.hub.pod(person)["spec"]["containers"]
    return str(notebook["image"])


def owned(world: World, person: str) -> Any:
    """All that a start makes in the hub's database."""
    model = world.hub.api(f"/users/{quote(person)}?include_stopped_servers")
    tokens = world.hub.api(f"/users/{quote(person)}/tokens")["api_tokens"]
    return model["servers"], len(tokens)


LINKS = [
    "/hub/spawn?{choice}",
    "/hub/spawn/{person}?{choice}",
    "/hub/spawn/{person}/named?{choice}",
    "/hub/spawn?next=%2Fhub%2Fhome&{choice}",
    "/hub/spawn?next=a&anything=1",
    "/hub/spawn?profile=plain",
    "/hub/spawn?_xsrf=1",
]


@pytest.mark.parametrize("link", range(len(LINKS)))
def test_a_link_starts_no_server(free: World, link: int) -> None:
    """The page shows the form and why; nothing is left of the link's choice."""
    person = f"link-{link}@corp.example"
    cookies = signed_in(free, person)
    before = owned(free, person)
    page = get(free, person, LINKS[link].format(person=person, choice=CHOICE), cookies)
    assert page.status == 400
    assert "Choose here and press Start" in page.body
    assert 'id="spawn_form"' in page.body
    assert free.hub.pod(person) is None
    servers, tokens = owned(free, person)
    assert (servers.keys() - {"", "named"}, tokens) == (set(), before[1])
    assert all(not each["user_options"] and not each["pending"] for each in servers.values())
    # The choice is not taken for one of before either.
    assert start_by_api(free, person) in (201, 202)
    assert image(free, person) == TEAM_IMAGE


def test_nor_by_way_of_the_sign_in(free: World) -> None:
    person = "by-sign-in@corp.example"
    answer = get(free, person, f"/hub/login?next={quote('/hub/spawn?' + CHOICE)}", {})
    assert (answer.status, answer.location) == (302, f"/hub/spawn?{CHOICE}")
    assert get(free, person, answer.location, answer.cookies).status == 400
    assert free.hub.pod(person) is None


def test_nor_for_somebody_else_by_an_administrator(free: World) -> None:
    person = "wanted@corp.example"
    signed_in(free, person)
    boss = "boss@corp.example"
    page = get(free, boss, f"/hub/spawn/{person}?{CHOICE}", signed_in(free, boss))
    assert page.status == 400
    assert free.hub.pod(person) is None


def test_where_to_go_afterwards_is_no_choice(free: World) -> None:
    person = "next@corp.example"
    page = get(free, person, "/hub/spawn?next=%2Fhub%2Ftoken", signed_in(free, person))
    assert page.status == 200
    assert "press Start" not in page.body


@pytest.mark.parametrize("path", ["/hub/spawn", "/hub/spawn/{person}", "/hub/spawn/{person}/named"])
def test_the_form_that_a_link_opened_starts_what_was_chosen_in_it(free: World, path: str) -> None:
    person = f"form-{path.count('/')}@corp.example"
    choice = {"profile": "plain", "profile-option-plain--image--unlisted-choice": "registry.example/mine:1"}
    answer = post(free, person, f"{path.format(person=person)}?{CHOICE}", **choice)
    assert answer.status == 302
    assert image(free, person) == "registry.example/mine:1"


@pytest.mark.parametrize("link", ["/hub/spawn?profile=plain", "/hub/spawn"])
def test_the_api_starts_after_a_page_was_looked_at(free: World, link: str) -> None:
    """KubeSpawner remembers the page's request until the next start."""
    person = f"looked-{len(link)}@corp.example"
    get(free, person, link, signed_in(free, person))
    assert start_by_api(free, person, {"profile": "cheap"}) in (201, 202)
    free.hub.start_server(person)
    assert free.hub.pod(person)["spec"]["nodeSelector"]


@pytest.mark.parametrize(
    ("method", "query", "refused"),
    [("GET", "profile", True), ("HEAD", "a", True), ("GET", "next", False), ("POST", "profile", False)],
)
def test_a_start_asks_again_what_its_request_was(method: str, query: str, refused: bool) -> None:
    """Should JupyterHub come to start servers elsewhere than at its page."""
    request = SimpleNamespace(method=method, query_arguments={query: [b"1"]})
    with pytest.raises(web.HTTPError, match="press Start") if refused else nullcontext():
        server_starts.refuse_links(SimpleNamespace(request=request))
    server_starts.refuse_links(None)


def test_two_people_of_one_slug(free: World) -> None:
    """They would share claim, bucket and directory. Who was here first keeps them."""
    assert safe_slug(ALICE, max_length=48) == safe_slug(TWIN, max_length=48)
    signed_in(free, ALICE)
    answer = post(free, TWIN, profile="plain")
    assert answer.status == 409
    assert "Ask an administrator" in answer.body
    assert start_by_api(free, TWIN, {"profile": "plain"}) == 409
    assert free.hub.pod(TWIN) is None
    assert start_by_api(free, ALICE, {"profile": "plain"}) in (201, 202)


@pytest.fixture
def people() -> Callable[..., SimpleNamespace]:
    """Adds people to a hub's database; gives the last of them as JupyterHub has it."""
    database = orm.new_session_factory("sqlite:///:memory:")()

    def add(*names: str, **settings: Any) -> SimpleNamespace:
        rows = [orm.User(name=name) for name in names]
        database.add_all(rows)
        database.commit()
        return SimpleNamespace(name=rows[-1].name, id=rows[-1].id, db=database, settings=settings)

    return add


def test_thousands_of_people_cost_a_start_little(people: Callable[..., SimpleNamespace]) -> None:
    last = people(*(f"one-of-many-{number}@corp.example" for number in range(5000)))
    begin = time.process_time()
    server_starts.refuse_namesakes(last)
    first = time.process_time()
    server_starts.refuse_namesakes(last)
    assert first - begin < 2
    assert time.process_time() - first < 0.3


@pytest.mark.parametrize(("servers", "apart"), [("*.servers.example.com", True), ("servers.example.com", False)])
def test_two_people_of_one_host(people: Callable[..., SimpleNamespace], servers: str, apart: bool) -> None:
    """Where each has a host; where all share one, they share it on purpose."""
    hook = server_hosts.server_domains(servers)
    assert hook(HOST_TWINS[0], "", "user") == hook(HOST_TWINS[1], "", "user")
    later = people(*HOST_TWINS, subdomain_host="https://hub.example.com", subdomain_hook=hook)
    with pytest.raises(web.HTTPError, match="409") if apart else nullcontext():
        server_starts.refuse_namesakes(later)
    server_starts.refuse_namesakes(people("somebody@corp.example", **later.settings))


UNCHECKED: dict[str, tuple[dict[str, Any], str]] = {
    "no-image": ({"image--unlisted-choice": "EVIL x\n--privileged {value}"}, "no line of text"),
    "no-tag": ({"image--unlisted-choice": "registry.example/team/image"}, "failed validation regex"),
    "empty-profile": ({"profile": "", "image--unlisted-choice": "registry.example/a"}, "failed validation regex"),
    "null-profile": ({"profile": None, "image--unlisted-choice": "registry.example/a"}, "failed validation regex"),
    "no-such-storage": ({"storage": "nothing"}, "nothing"),
    "no-text": ({"profile": "plain", "image": ["a"]}, "no line of text"),
    "newline": ({"profile": "plain", "image--unlisted-choice": f"{EVIL}\n"}, "no line of text"),
}


@pytest.mark.parametrize("name", UNCHECKED)
def test_choices_of_the_api_are_checked_without_a_profile(free: World, name: str) -> None:
    options, why = UNCHECKED[name]
    person = f"unchecked-{name}@corp.example"
    before = len(free.log())
    assert start_by_api(free, person, options) >= 400
    assert free.hub.pod(person) is None
    assert re.search(why, free.log()[before:])


def test_without_a_profile_the_first_one_is_meant(free: World) -> None:
    person = "default@corp.example"
    assert start_by_api(free, person, {"image--unlisted-choice": "registry.example/mine:2"}) in (201, 202)
    assert image(free, person) == "registry.example/mine:2"


def test_what_no_profile_knows_is_dropped(free: World) -> None:
    person = "dropped@corp.example"
    unknown = {"mem_limit": "1T", "service_account": "admin", "gpu--unlisted-choice": "8", "odd": {"a": 1}}
    assert start_by_api(free, person, {"profile": "plain", **unknown}) in (201, 202)
    spec = free.hub.pod(person)["spec"]
    assert spec["serviceAccountName"] != "admin"
    assert spec["containers"][0]["resources"]["limits"]["memory"] < 2**36
