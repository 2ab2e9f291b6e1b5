"""What doctor makes of the log of a real hub, of which it says why people are refused. `--refresh` records cases."""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote

import pytest

from jupyter_on_gke.demo.spawner_config import spawner_config
from jupyter_on_gke.doctoring.findings import findings
from jupyter_on_gke.doctoring.seen import RECORD, Seen
from jupyter_on_gke.jupyterhub import values as chart_values
from tests.doctoring.records import record
from tests.support.api_server import ask, create, path
from tests.support.cases import CASES, expected_values
from tests.support.synth import Json

from . import test_spawn_requests as starts
from . import test_without_iap as without_iap
from .conftest import PAUSE, MakeHub, MakeWorld, World
from .tokens import HUB_AUDIENCE, USERS_AUDIENCE, claims

ANN = "ann@example.com"
VALUES = CASES / "variants" / "existing-no_iap-no_bucket.tfvars"
NOISE = "JupyterHub (log|app):|without SSL|user_password not set|Uncaught exception|Failed for"
EMPTY_INGRESS = '{"metadata": {}}'
OTHERS = '{"id": "4001", "description": "{\\"kubernetes.io/service-name\\": \\"x/proxy-hub\\"}"}'


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Something that the hub refuses, and how it comes to that."""

    cause: str
    who: str
    how: str
    comes: Callable[[World], object]


def sign_in(email: str = ANN, audience: str = HUB_AUDIENCE, **changes: Any) -> Callable[[World], object]:
    return lambda world: world.hub.sign_in(world.signer.token(claims(email, audience, **changes)))


def in_trouble(**trouble: str | int) -> Callable[[World], object]:
    """A sign-in while a part of what the hub asks fails."""

    def comes(world: World) -> None:
        world.cloud.trouble = dict(trouble)
        time.sleep(PAUSE)
        sign_in()(world)

    return comes


def twin(world: World) -> None:
    starts.signed_in(world, starts.ALICE)
    starts.post(world, starts.TWIN, profile="cpu")


def link(world: World) -> None:
    starts.get(world, ANN, "/hub/spawn?profile=cpu", starts.signed_in(world, ANN))


def server(world: World) -> None:
    """A server of Ann's, and the end of its start."""
    starts.signed_in(world, ANN)
    # Where it fails at once, the API says so.
    with suppress(RuntimeError):
        world.hub.api(f"/users/{quote(ANN)}/server", "POST")
    end = time.monotonic() + 20
    while time.monotonic() < end and (world.hub.api(f"/users/{quote(ANN)}")["pending"] or not written(world)):
        time.sleep(0.1)


def written(world: World) -> bool:
    return bool(re.search("seconds, giving up|Giving up|Unhandled error", world.log()))


AT_THE_DOOR = (
    Refusal(cause="blocked", who="evil", how="somebody in blocked_users", comes=sign_in("evil@corp.example")),
    Refusal(cause="not_allowed", who="bob", how="somebody not in allowed_users", comes=sign_in("bob@corp.example")),
    Refusal(
        cause="not_through_iap", who="somebody", how="a request without IAP's token", comes=lambda w: w.hub.sign_in()
    ),
    Refusal(
        cause="for_another_service",
        who="somebody",
        how="the token of a visitor of somebody's server",
        comes=sign_in("alice@corp.example", USERS_AUDIENCE),
    ),
    Refusal(
        cause="another_domain", who="somebody", how="an address of another domain", comes=sign_in("alice@other.example")
    ),
    Refusal(
        cause="another_provider",
        who="somebody",
        how="an account of another provider",
        comes=sign_in("alice@corp.example", sub="securetoken.google.com/p:1"),
    ),
    Refusal(
        cause="bad_token", who="somebody", how="a token of yesterday", comes=sign_in("a@corp.example", exp=1, iat=0)
    ),
)
LOST = (
    Refusal(
        cause="no_audience_yet",
        who="the hub",
        how="an Ingress that GKE has not seen yet",
        comes=in_trouble(kubernetes=EMPTY_INGRESS),
    ),
    Refusal(cause="audience_not_granted", who="the hub", how="403 of the Compute API", comes=in_trouble(compute=403)),
    Refusal(
        cause="no_audience",
        who="the hub",
        how="no backend service of the hub's Service",
        comes=in_trouble(compute=OTHERS),
    ),
)
KEYLESS = Refusal(cause="no_keys", who="the hub", how="no connection to www.gstatic.com", comes=sign_in())
STARTS = (
    Refusal(cause="namesake", who=starts.TWIN, how="a start by the later of two people of one slug", comes=twin),
    Refusal(cause="started_by_a_link", who="somebody", how="a link with choices", comes=link),
)
SERVERS = (
    Refusal(cause="too_slow", who=ANN, how="a start_timeout that is over at once", comes=server),
    Refusal(
        cause="no_answer", who=ANN, how="a server that answers nothing, and a http_timeout of a second", comes=server
    ),
)
SLOW = {"too_slow": {"start_timeout": 0}, "no_answer": {"http_timeout": 1, "local_cmd": ["sleep", "60"]}}


def steady(log: str) -> str:
    """Warnings and errors of the log, without what is another each time."""
    date = r"(?<=^\[[A-Z] )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+"
    log = re.sub(date, "2026-11-28 08:00:00.000", log, flags=re.MULTILINE)
    log = re.sub(r"127\.0\.0\.1:\d+|\('127\.0\.0\.1', \d+\)", "10.4.0.9:8081", log)
    log = re.sub(r"(?<=JupyterHub )(\w+):\d+", r"\1:1", log)
    kept = [short(text) for text in RECORD.split(log) if re.match(r"\[[WE] ", text) and not re.search(NOISE, text)]
    return "".join(dict.fromkeys(kept))


def short(text: str) -> str:
    """A record without the middle of a traceback, and without advice."""
    text = re.sub(r"    HTTP response headers.*\n", "", text.partition("    Common causes")[0])
    head, traceback, rest = text.partition("    Traceback")
    last = [line for line in rest.splitlines() if re.match(r"    \S", line)]
    return f"{head}{last[-1]}\n" if traceback and last else head


def look(refusal: Refusal, log: str) -> None:
    record(refusal.cause, f"Written by JupyterHub with our authenticator: {refusal.how}.", log=steady(log))
    found = findings(Seen(log=log), datetime.now(timezone.utc))
    assert (refusal.cause, refusal.who) in [(each.cause.name, each.who) for each in found]


def cases(refusals: tuple[Refusal, ...]) -> list[Any]:
    return [pytest.param(refusal, id=refusal.cause) for refusal in refusals]


@pytest.fixture(scope="module")
def strict(make_world: MakeWorld) -> World:
    """A hub with a list of people, named by the local part."""
    settings = {"allow_all": False, "allowed_users": ["alice@corp.example"], "blocked_users": ["evil@corp.example"]}
    return make_world("strict", username_local_part=True, allowed_domain="corp.example", **settings)


@pytest.fixture(scope="module")
def lost(make_world: MakeWorld) -> World:
    return make_world("without-audience", {"compute": "down"})


@pytest.fixture(scope="module")
def keyless(make_world: MakeWorld) -> World:
    return make_world("without-keys", {"keys": "down"})


@pytest.fixture(scope="module")
def starting(make_world: MakeWorld) -> World:
    return make_world("starting", values=expected_values(VALUES))


@pytest.mark.parametrize("refusal", cases(AT_THE_DOOR))
def test_at_the_door(strict: World, refusal: Refusal) -> None:
    before = len(strict.log())
    refusal.comes(strict)
    look(refusal, strict.log()[before:])


@pytest.mark.parametrize("refusal", cases(LOST))
def test_a_hub_that_knows_too_little(lost: World, refusal: Refusal) -> None:
    before = len(lost.log())
    refusal.comes(lost)
    look(refusal, lost.log()[before:])


def test_a_hub_without_keys(keyless: World) -> None:
    KEYLESS.comes(keyless)
    look(KEYLESS, keyless.log())


@pytest.mark.parametrize("refusal", cases(STARTS))
def test_a_start_that_is_refused(starting: World, refusal: Refusal) -> None:
    before = len(starting.log())
    refusal.comes(starting)
    look(refusal, starting.log()[before:])


@pytest.mark.parametrize("refusal", cases(SERVERS))
def test_a_server_that_does_not_come(make_world: MakeWorld, refusal: Refusal) -> None:
    world = make_world(refusal.cause, values=expected_values(VALUES), more={"PodRecorder": SLOW[refusal.cause]})
    refusal.comes(world)
    look(refusal, world.log())


def test_without_iap(make_hub: MakeHub) -> None:
    settings = chart_values.password(admin="admin")["hub"]["config"]
    password = {"SharedPasswordAuthenticator": {"admin_password": without_iap.PASSWORD}}
    hub = make_hub("password", settings | password)
    without_iap.sign_in(hub, "admin", "wrong")
    refusal = Refusal(cause="wrong_password", who="admin", how="a wrong password", comes=lambda _: None)
    look(refusal, hub.log())


@pytest.fixture(params=[("namespace_quota", "requests.cpu"), ("quota_wants_amounts", "limits.cpu")])
def full_namespace(request: pytest.FixtureRequest, api_server: None) -> Iterator[tuple[str, str]]:
    """A cause, and a namespace with a quota that is half used up, as the quota's controller would say."""
    cause, amount = request.param
    name = f"doctor-{uuid.uuid4().hex[:8]}"
    create({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
    hard = {amount: "8"}
    quota: Json = {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "team"}, "spec": {"hard": hard}}
    where = f"{path('Namespace', name)}/resourcequotas"
    ask("POST", where, quota)
    ask("PATCH", f"{where}/team/status", {"status": {"hard": hard, "used": {amount: "4"}}})
    yield cause, name
    ask("DELETE", path("Namespace", name))


@pytest.mark.cluster
def test_a_namespace_that_is_full(make_world: MakeWorld, full_namespace: tuple[str, str]) -> None:
    """KubeSpawner itself, on a real API server."""
    cause, namespace = full_namespace
    spawner = spawner_config(expected_values(VALUES)) | {"namespace": namespace, "start_timeout": 20}
    world = make_world(
        cause,
        jupyterhub={"spawner_class": "kubespawner.KubeSpawner"},
        more={"KubeSpawner": spawner},
        environment={"KUBECONFIG": os.environ["KUBECONFIG"]},
    )
    server(world)
    refusal = Refusal(cause=cause, who=ANN, how="a ResourceQuota, on a real API server", comes=server)
    look(refusal, world.log().replace(namespace, "ai-on-gke"))
