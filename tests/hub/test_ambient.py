"""What a browser sends by itself is no consent: IAP's header and the hub's cookies change nothing on the hub.

IAP puts its header on every request, so it comes with those that another site, or another person's server, made
the browser send. Every path is asked with every method. The database is looked at after each request.
"""

from __future__ import annotations

import http.client
import itertools
import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from jupyterhub.utils import compare_token

from tests.support.cases import expected_values
from tests.support.documents import read_yaml
from tests.support.synth import ROOT

from .conftest import MakeWorld, World
from .hubs import HEADER, Answer, request
from .routes import METHODS, filled, patterns
from .tokens import claims

DATA = read_yaml((Path(__file__).parent / "attacks" / "ambient.yaml").read_text(encoding="utf-8"))
ADMIN, ALICE, OTHER = "boss@corp.example", "alice@corp.example", "bob@corp.example"
# The words of a path after which there is a person's name.
PERSON = ("cookie", "shares", "share-codes", "shared", "spawn", "spawn-pending", "user", "users")
Request = tuple[str, str, str, str | None, str]  # method, path, type of body, body, context
HEX = re.compile(r"(?<![0-9a-fA-F])[0-9a-f]{32,64}(?![0-9a-fA-F])")
SESSION = "jupyterhub-hub-login"


class Database:
    """The hub's database, read from its file: all of it but the moments of the last activity."""

    def __init__(self, folder: Path) -> None:
        self._file = sqlite3.connect(f"file:{folder / 'jupyterhub.sqlite'}?mode=ro", uri=True)
        self.seen = self.tables()

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        tables = {}
        for (name,) in self._file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [row[1] for row in self._file.execute(f"PRAGMA table_info({name})") if row[1] != "last_activity"]
            rows = self._file.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608  # SQLite's own names
            tables[name] = sorted(rows, key=repr)
        self._version = self._written()
        return tables

    def _written(self) -> Any:
        """Changes when somebody else wrote to the file."""
        return self._file.execute("PRAGMA data_version").fetchone()[0]

    def changed(self) -> list[str]:
        """The tables that are not as they were the last time."""
        if self._written() == self._version:
            return []
        before, self.seen = self.seen, self.tables()
        return [name for name in self.seen if self.seen[name] != before.get(name)]

    def tokens(self, words: set[str]) -> list[str]:
        """Those of the words that are somebody's API token."""
        hashes: dict[str, list[str]] = {}
        for prefix, hashed in self._file.execute("SELECT prefix, hashed FROM api_tokens"):
            hashes.setdefault(prefix, []).append(hashed)
        return [word for word in words if any(compare_token(each, word) for each in hashes.get(word[:4], []))]


@dataclass
class Stage:
    """A hub with all that can be changed: people, a running server, a group, tokens and a share code."""

    world: World
    names: dict[str, list[str]]
    texts: dict[str, str]
    admin: str
    secrets: list[str]
    database: Database

    def ask(self, path: str, body: Any = None) -> Any:
        """Asks the hub's API with the administrator's token."""
        return asked(self.world, self.admin, path, body)

    def text(self, template: Any) -> str:
        """The data's text with names in place of braces."""
        text = template if isinstance(template, str) else json.dumps(template)
        for name, value in self.texts.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@dataclass
class Sweep:
    """What the requests of one person's browser did."""

    stage: Stage
    victim: str
    count: int = 0
    words: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.stage.texts["victim"] = self.victim
        self.connection = http.client.HTTPConnection("127.0.0.1", self.stage.world.hub.port, timeout=30)
        signed = [(HEADER, self.token())]
        self.cookies = request(self.stage.world.hub.port, "/hub/login", signed).cookies
        page = request(self.stage.world.hub.port, "/hub/home", signed, cookies=self.cookies)
        assert page.status == 200
        self.cookies |= page.cookies
        assert {SESSION, "_xsrf"} <= set(self.cookies)

    def token(self) -> str:
        return self.stage.world.signer.token(claims(self.victim))

    def run(self, methods: Iterable[str], people: list[str]) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        token = self.token()
        asked = requests(self.stage, methods, people)
        for (method, path, kind, body, context), cookie in itertools.product(asked, (cookies, "")):
            headers = {HEADER: token, "Content-Type": kind, "Cookie": cookie, **DATA["contexts"][context]}
            sent = {name: value for name, value in headers.items() if value}
            self.connection.request(method, path, body, sent)
            got = self.connection.getresponse()
            answer = Answer(got.status, got.headers, got.read().decode("utf-8", "replace"))
            self.judge(answer, method, path, f"{kind or 'no body'}, {context}, {'cookies' if cookie else 'no cookies'}")
        time.sleep(1)  # what was started and not waited for
        self.found |= {f"later: {table}" for table in self.stage.database.changed()}
        self.found |= {f"a token was in an answer: {word}" for word in self.stage.database.tokens(self.words)}

    def judge(self, answer: Answer, method: str, path: str, how: str) -> None:
        self.count += 1
        expected = [each for each in DATA["exceptions"] if self.excepts(each, method, path)]
        changes = set(self.stage.database.changed()) - {table for each in expected for table in each.get("changes", [])}
        if changes:
            self.found.add(f"{method} {path} ({how}): {answer.status}, changes {', '.join(sorted(changes))}")
        if SESSION in answer.cookies and not any(each.get("cookies") for each in expected):
            self.found.add(f"{method} {path} ({how}) signs in")
        text = answer.body + answer.location
        self.words |= set(HEX.findall(text))
        if any(secret in text for secret in self.stage.secrets):
            self.found.add(f"{method} {path} ({how}) tells a secret")

    def excepts(self, exception: dict[str, Any], method: str, path: str) -> bool:
        victim = self.stage.text(exception.get("victim", self.victim))
        whole = path if "?" in exception["path"] else path.partition("?")[0]
        wanted = self.stage.text(exception["path"])
        fits = whole.startswith(wanted) if "?" in wanted else whole == wanted
        return fits and method == exception["method"] and victim == self.victim


def requests(stage: Stage, methods: Iterable[str], people: list[str]) -> Iterator[Request]:
    """Every request: all contexts for what another site's page can send best, all bodies that it can send."""
    form = urlencode({name: stage.text(value) for name, value in DATA["form"].items()})
    names = stage.names | dict.fromkeys(PERSON, people)
    paths = [(path, pattern) for pattern in patterns() for path in filled(pattern, names)]
    paths += [(stage.text(path), path.partition("?")[0]) for path in DATA["queries"]]
    for (path, pattern), method in itertools.product(paths, methods):
        text = stage.text(DATA["bodies"].get(pattern, DATA["body"]))
        bodies = {"": None, "text/plain": text, "application/x-www-form-urlencoded": form}
        for kind, contexts in DATA["sent"][method].items():
            for context in contexts:
                yield method, path, kind, bodies[kind], context


def asked(world: World, token: str, path: str, body: Any = None) -> Any:
    """What the hub's API answers: to a POST if there is a body."""
    headers = [("Authorization", f"token {token}")]
    method, sent = ("GET", None) if body is None else ("POST", json.dumps(body))
    answer = request(world.hub.port, f"/hub/api{path}", headers, method=method, body=sent)
    assert answer.status in (200, 201), answer.body
    return json.loads(answer.body)


@pytest.fixture(scope="module")
def stage(make_world: MakeWorld) -> Stage:
    values = expected_values(ROOT / "tfvars" / "new-standard-with-gpus.tfvars")
    world = make_world("ambient", values=values, admin_users=[ADMIN])
    for person in (ADMIN, ALICE, OTHER):
        world.hub.sign_in(world.signer.token(claims(person)))
    world.hub.start_server(ALICE)
    made = world.hub.api(f"/users/{ADMIN}/tokens", "POST")
    others = world.hub.api(f"/users/{ALICE}/tokens", "POST")

    admin = made["token"]
    asked(world, admin, "/groups/team", {"users": [ALICE]})
    asked(world, admin, f"/shares/{ALICE}/", {"user": OTHER})
    code = asked(world, admin, f"/share-codes/{ALICE}/", {})["code"]
    names = {
        **{word: [""] for word in ("shares 2", "share-codes 2", "servers", "shared 2")},
        **{word: ["named"] for word in ("spawn 2", "spawn-pending 2")},
        "tokens": [made["id"], others["id"]],
        "token": [others["token"]],
        "groups": ["team"],
        "services": ["tests"],
        "api": ["nothing"],
        "error": ["503"],
        "static": ["css/style.min.css"],
        "user-redirect": ["lab"],
        "user 2": ["/lab"],
    }
    client = world.hub.pod(ALICE)["spec"]["containers"][0]["env"]
    texts = {
        "running": ALICE,
        "other": OTHER,
        "code": code,
        "client": next(each["value"] for each in client if each["name"] == "JUPYTERHUB_CLIENT_ID"),
    }
    secret = (world.hub.folder / "jupyterhub_cookie_secret").read_text().strip()
    secrets = [secret, world.hub.token, made["token"], others["token"], *world.signer.made]
    return Stage(world, names, texts, admin, secrets, Database(world.hub.folder))


WHO = {"administrator": (METHODS, [ADMIN, ALICE]), "owner-of-a-server": (("GET", "POST"), [ALICE])}


@pytest.mark.parametrize("who", WHO)
def test_nothing_changes_by_what_a_browser_sends_by_itself(stage: Stage, who: str) -> None:
    """The administrator may do everything, so that whatever is not refused for the request's sake is done."""
    routes = stage.ask("/proxy")
    methods, people = WHO[who]
    sweep = Sweep(stage, people[0])
    sweep.run(methods, people)
    assert not sweep.found, "\n".join(sorted(sweep.found))
    assert sweep.count > 1000
    assert stage.world.hub.process.poll() is None
    assert stage.ask("/proxy") == routes


def test_a_change_would_be_seen(stage: Stage) -> None:
    """And so would a token."""
    made = stage.world.hub.api(f"/users/{OTHER}/tokens", "POST")["token"]
    assert stage.database.changed() == ["api_tokens"]
    assert stage.database.tokens({made, "0" * 32}) == [made]
    stage.world.hub.api(f"/users/{OTHER}", "PATCH", {"name": f"other-{OTHER}"})
    assert stage.database.changed() == ["users"]
