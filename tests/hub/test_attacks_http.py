"""Requests that are read differently by different software, in all combinations of the parts of attacks/http.yaml."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest

from jupyter_on_gke.demo.iap import Iap
from tests.support.documents import read_yaml

from .conftest import World
from .hubs import HEADER
from .raw import Ask, answers, cookies, exchange, started
from .tokens import HUB_AUDIENCE, USERS_AUDIENCE, claims

PARTS = read_yaml((Path(__file__).parent / "attacks" / "http.yaml").read_text(encoding="utf-8"))
SESSION = "jupyterhub-hub-login"
ALICE, MALLORY = "alice@corp.example", "mallory@corp.example"
SERVER = f"/user/{MALLORY}"
WAYS = ["proxy", "port"]


def put_in(template: str, **values: str) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def signed_in(world: World, received: bytes) -> set[str]:
    """Whom the answers of a connection sign in."""
    found = set()
    for value in set(cookies(received, SESSION)):
        whose = (
            person
            for person in (MALLORY, ALICE)
            if world.hub.who({SESSION: value}, world.signer.token(claims(person))) == person
        )
        found.add(next(whose, "somebody else"))
    return found


def get(*lines: str, path: str = "/hub/login", method: str = "GET") -> str:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *lines]) + "\r\n"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PARTS["names"])
def test_a_header_beside_iaps_is_nobody_else(world: World, name: str, way: str) -> None:
    """IAP's header is Mallory's; the other one has Alice's token, as good as it may be. Who is signed in is Mallory."""
    port = getattr(world.hub, way)
    mine = f"{HEADER}: {world.signer.token(claims(MALLORY))}"
    hers = world.signer.token(claims(ALICE))
    for template, first in itertools.product(PARTS["headers"], (True, False)):
        other = put_in(template, name=name, token=hers)
        lines = [other, mine] if first else [mine, other]
        received = exchange(port, (get(*lines) + "\r\n").encode())
        assert signed_in(world, received) <= {MALLORY}, lines
        assert re.match(rb"HTTP/1.1 (302|400|403|405|431) |$", received), (lines, received[:200])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", PARTS["bodies"])
def test_a_request_in_a_body_is_a_body(world: World, kind: str, way: str) -> None:
    """Alice's token in it would sign her in, were it read as a request of its own."""
    hers = world.signer.token(claims(ALICE))
    inner = get(f"{HEADER}: {hers}", "Connection: close") + "\r\n"
    texts = {"inner": inner, "length": str(len(inner) + 5), "hex": f"{len(inner):x}", "name": HEADER, "token": hers}
    if "0\r\n\r\n{inner}" not in PARTS["bodies"][kind]:
        texts["length"] = str(len(inner))
    for method, mine in itertools.product(("GET", "POST"), (True, False)):
        lines = [f"{HEADER}: {world.signer.token(claims(MALLORY))}"] if mine else []
        sent = get(*lines, method=method) + put_in(PARTS["bodies"][kind], **texts)
        received = exchange(getattr(world.hub, way), sent.encode(), seconds=0.7)
        assert signed_in(world, received) <= {MALLORY}, sent


@pytest.fixture(scope="module")
def mallory(world: World) -> World:
    world.hub.start_server(MALLORY)
    return world


def off_site(location: str) -> bool:
    """Whether a browser that is at the hub would leave it: it drops white space, and takes \\ for /."""
    seen = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if re.match(r"(?i)https?:/*", seen):
        seen = re.sub(r"(?i)^(https?:)/*", r"\1//", seen)
    elif re.match(r"//+", seen):
        seen = "//" + seen.lstrip("/")
    parts = urlsplit(urljoin("http://127.0.0.1/hub/x", seen))
    return parts.scheme not in ("http", "https") or parts.netloc.rpartition("@")[2].partition(":")[0] != "127.0.0.1"


@pytest.mark.parametrize(
    "location", ["//a", "/\\a", "\t//a", "https:a/", "https:/a", "///a", "javascript:1", "//127.0.0.1@a"]
)
def test_what_is_off_site(location: str) -> None:
    assert off_site(location)
    assert not off_site("/hub/home?next=//a")


def session(world: World, person: str) -> dict[str, str]:
    """Headers of somebody who is signed in and moves about."""
    token = world.signer.token(claims(person))
    jar = world.hub.sign_in(token).cookies
    cookie = "; ".join(f"{name}={value}" for name, value in jar.items())
    return {HEADER: token, "Cookie": cookie, "Sec-Fetch-Mode": "navigate"}


def redirecting() -> Iterator[str]:
    """Paths of all combinations, in two encodings."""
    parts = PARTS["redirects"]
    for entry, before, host in itertools.product(parts["entries"], parts["before"], parts["hosts"]):
        target = before + host
        yield put_in(entry, person=MALLORY) + quote(target, safe="")
        yield put_in(entry, person=MALLORY) + quote(target, safe="/:@?=&\\[]%")


def test_no_redirect_leaves_the_site(mallory: World) -> None:
    """Of somebody whose server runs: who has none is shown a form more often."""
    headers = session(mallory, MALLORY)
    asks: list[Ask] = [(path, headers) for path in redirecting()]
    sent = [(path, answer.location) for path, answer in answers(mallory.hub.port, asks) if answer.location]
    assert [(path, location) for path, location in sent if off_site(location)] == []
    assert len(sent) > len(asks) * 0.9, "most entries redirect"


@pytest.mark.parametrize("way", WAYS)
def test_no_path_is_an_address(world: World, way: str) -> None:
    headers = session(world, ALICE)
    parts = PARTS["redirects"]
    paths = [put_in(path, host=host) for path, host in itertools.product(parts["paths"], parts["hosts"])]
    asks = [(quote(path, safe="/\\%@"), headers) for path in paths]
    sent = [(path, answer.location) for path, answer in answers(getattr(world.hub, way), asks)]
    assert [(path, location) for path, location in sent if off_site(location)] == []


def resolved(path: str) -> str:
    """The path as a client sends it that follows the URL standard."""
    kept: list[str] = []
    for segment in re.split(r"[/\\]", path)[1:]:
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            kept = kept[:-1]
        elif plain != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def documented(path: str) -> bool:
    """Whether a client that follows the URL standard sends another path, not the hub's; see test_replay.py."""
    return not resolved(path).startswith("/hub/")


def ways_across() -> list[str]:
    """Paths under /hub/ that some software may take for one of Mallory's server."""
    cross = PARTS["cross"]
    found = {f"/hub{SERVER}", f"/hub/{SERVER}/x"}
    for first, up, second, user in itertools.product(*(cross[part] for part in ("slashes", "ups", "second", "users"))):
        found.add(f"/hub{first}{up}{second}{user}/{MALLORY}/x")
    for slash, up in itertools.product(cross["slashes"], cross["ups"]):
        for one, other in ((up, up), (up, ".."), ("..", up)):
            found.add(f"/hub/api{slash}{one}{slash}{other}{slash}user{slash}{MALLORY}/x")
            found.add(f"/hub/x{slash}{one}{slash}.{slash}{other}{slash}user/{quote(MALLORY, safe='')}/")
    return sorted(path for path in found if path.startswith("/hub/"))


def arrived(world: World, since: int) -> dict[int, Any]:
    """The requests that reached Mallory's server, by their number."""
    lines = world.hub.recorded("number=")[since:]
    return {int(line["path"].rpartition("number=")[2]): line for line in lines}


def test_no_path_under_hub_reaches_a_server(mallory: World, iap: Iap) -> None:
    paths = ways_across()
    assert {iap.audience(path) for path in paths} == {HUB_AUDIENCE}
    headers = {HEADER: mallory.signer.token(claims(ALICE))}
    before = len(mallory.hub.recorded("number="))
    count = len(list(answers(mallory.hub.proxy, ((f"{path}?number={i}", headers) for i, path in enumerate(paths)))))
    assert count == len(paths)
    there = arrived(mallory, before)
    assert [paths[i] for i in there if not documented(paths[i])] == []
    assert there, "the documented ones do"


def test_no_websocket_under_hub_reaches_a_server(mallory: World, iap: Iap) -> None:
    paths = ways_across()[::9]
    token = mallory.signer.token(claims(ALICE))
    before = len(mallory.hub.recorded("number="))
    upgrade = [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng==",
    ]
    for i, path in enumerate(paths):
        assert iap.audience(path) == HUB_AUDIENCE
        started(mallory.hub.proxy, (get(f"{HEADER}: {token}", *upgrade, path=f"{path}?number={i}") + "\r\n").encode())
    assert [paths[i] for i in arrived(mallory, before) if not documented(paths[i])] == []


def test_a_browser_gets_the_servers_audience_on_these_ways(iap: Iap) -> None:
    """It resolves dot segments, so the load balancer sees what the proxy would."""
    there = {iap.audience(resolved(path)) for path in ways_across() if documented(path)}
    assert there == {USERS_AUDIENCE}


def test_nothing_of_it_is_in_a_log(world: World) -> None:
    """Also where tornado writes what it could not read, with \\x00 before the token."""
    assert world.leaks() == []
