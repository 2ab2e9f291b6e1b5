"""The command wait: when it ends, what it shows, and what it asks of whom."""

import json
import re

import pytest
from rich.console import Console

from jupyter_on_gke.command.app import main
from jupyter_on_gke.waiting import watching
from jupyter_on_gke.waiting.network import Answer
from jupyter_on_gke.waiting.obstacle import Thing
from jupyter_on_gke.waiting.obstacles import PROVISIONING
from jupyter_on_gke.waiting.showing import Display
from tests.waiting.worlds import ADDRESS, HOST, SERVERS, TIME, World, certificate, event, health, ingress, pod, world

__all__ = ["main", "world"]


def test_the_page_answers(world: World) -> None:
    result = world.wait()
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, f"Open https://{HOST} and sign in with Google.")
    assert f"page {SERVERS}: IAP asks for a sign-in" in result.output


def test_for_programs(world: World) -> None:
    found = json.loads(world.wait("--json").stdout)
    assert (found["answered"], found["in_the_way"]) == (True, None)
    assert [each["state"] for each in found["things"]] == ["ready"] * len(found["things"])


def test_iap_for_a_program_is_iap_too(world: World) -> None:
    world.pages = {HOST: Answer(status=401, headers={"x-goog-iap-generated-response": "true"})}
    assert world.wait().exit_code == 0


def test_a_sign_in_elsewhere_is_not_googles(world: World) -> None:
    world.pages = {HOST: Answer(status=302, headers={"location": "https://accounts.google.com.evil.example/"})}
    assert world.wait("--timeout", "0").exit_code == 1


def test_the_time_is_over(world: World) -> None:
    world.addresses, world.pages = {HOST: ([], [])}, {HOST: Answer(error="Name or service not known")}
    result = world.wait("--timeout", "0")
    last = result.output.splitlines()[-1]
    says = rf"Not there after \d+ s\. {HOST} has no DNS record\. Make the record: {HOST}\. A {ADDRESS}\."
    assert re.fullmatch(says, last)
    assert result.exit_code == 1


def test_without_iap_hub_and_proxy_are_all(world: World) -> None:
    world.outputs = {"domain": "", "servers_domain": "", "jupyterhub_ip_address": ""}
    result = world.wait()
    assert result.output == (
        "hub: ready\nproxy: ready\nHub and proxy are ready. next_steps says how to forward the hub to this machine.\n"
    )
    assert result.exit_code == 0
    world.pods = [pod("hub", ready=False), pod("proxy")]
    assert world.wait("--timeout", "0").exit_code == 1


def test_the_sign_in_is_not_enough(world: World) -> None:
    """IAP asks for it whether or not there is a hub behind it."""
    world.pods = [pod("hub", ready=False), pod("proxy")]
    assert json.loads(world.wait("--timeout", "0", "--json").stdout)["in_the_way"]["thing"] == "hub"
    world.pods, world.gcloud = [pod("hub"), pod("proxy")], health("UNHEALTHY")
    assert json.loads(world.wait("--timeout", "0", "--json").stdout)["in_the_way"]["obstacle"] == "unhealthy"


def test_what_gke_wrote_long_ago_is_not_in_the_way(world: World) -> None:
    world.ingresses = [ingress("Unknown")]
    assert world.wait("--timeout", "0").exit_code == 0


@pytest.mark.parametrize(
    ("written", "gcloud", "code", "words"),
    [
        ("HEALTHY", None, 0, "healthy"),
        ("Unknown", None, 0, "nobody asked: gcloud does not answer"),
        ("", None, 0, "nobody asked: gcloud does not answer"),
        ("UNHEALTHY", None, 1, "unhealthy"),
        ("UNHEALTHY", "oh", 1, "unhealthy"),
        ("UNHEALTHY", health("HEALTHY"), 0, "healthy"),
        ("Unknown", [{"status": {"healthStatus": [{"ipAddress": "10.4.0.9"}]}}], 1, "unhealthy"),
    ],
)
def test_nobody_says_healthy_who_did_not_look(
    world: World, written: str, gcloud: object, code: int, words: str
) -> None:
    world.ingresses, world.gcloud = [ingress(written)], gcloud
    result = world.wait("--timeout", "0")
    assert f"backends: {words}\n" in result.output
    assert result.exit_code == code


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_error_of_iaps_is_no_sign_in(world: World, status: int) -> None:
    world.pages = {HOST: Answer(status=status, headers={"x-goog-iap-generated-response": "true"})}
    found = json.loads(world.wait("--timeout", "0", "--json").stdout)
    assert (
        found["in_the_way"]["says"] == f"https://{HOST} answers {status}: the load balancer does not reach the proxy."
    )


LATER = "2026-11-28T08:00:09Z"


@pytest.mark.parametrize(
    ("message", "time", "obstacle"),
    [
        ("Scheduled for sync", LATER, "ingress_error"),
        ("Scheduled for sync", TIME, "ingress_error"),
        ('UrlMap "k8s2-um-1a2b3c4d" created', TIME, "ingress_error"),
        ('UrlMap "k8s2-um-1a2b3c4d" created', LATER, "no_address_yet"),
        (f"IP is now {ADDRESS}", LATER, "no_address_yet"),
    ],
)
def test_what_gke_complains_of_counts_until_it_has_come_further(
    world: World, message: str, time: str, obstacle: str
) -> None:
    """Before each attempt it says that there will be one."""
    complaint = event("Ingress", "jupyter-ingress", "Sync", "Error syncing to GCP: resource name may not be empty")
    reason = "IPChanged" if message.startswith("IP is") else "Sync"
    world.ingresses, world.pages = [ingress("", "")], {HOST: Answer(error="refused")}
    for events in ([complaint], [complaint, complaint]):
        normal = event("Ingress", "jupyter-ingress", reason, message, "Normal", time)
        world.events = [normal, *events, normal]
        found = json.loads(world.wait("--timeout", "0", "--json").stdout)
        assert next(each for each in found["things"] if each["thing"] == "load balancer")["obstacle"] == obstacle


def test_a_host_that_is_no_name(world: World) -> None:
    result = world.wait("--host", "hub..example")
    assert (result.exit_code, result.stderr) == (
        2,
        "hub..example is no name of a host: write one as jupyter.example.com.\n",
    )


@pytest.mark.parametrize(
    ("written", "gcloud", "obstacle"),
    [
        ("UNHEALTHY", health("UNHEALTHY", "HEALTHY"), "old_certificate"),
        ("HEALTHY", health("UNHEALTHY"), "unhealthy"),
        ("UNHEALTHY", "oh", "unhealthy"),
    ],
)
def test_gcloud_knows_better(world: World, written: str, gcloud: object, obstacle: str) -> None:
    """Where it answers; one healthy endpoint is enough."""
    world.ingresses, world.gcloud = [ingress(written)], gcloud
    world.pages = {HOST: Answer(error="EXPIRED", is_tls=True)}
    found = json.loads(world.wait("--timeout", "0", "--json").stdout)
    assert found["in_the_way"]["obstacle"] == obstacle


def test_a_host_for_each_person_has_the_teams_own_certificate(world: World) -> None:
    world.outputs = {"servers_domain": "*.jupyter-servers.example.com"}
    world.certificates = [certificate()]
    found = json.loads(world.wait("--json").stdout)
    assert [each["thing"] for each in found["things"]] == ["hub", "proxy", "backends", f"page {HOST}"]


def test_servers_have_a_name_too(world: World) -> None:
    world.addresses = {SERVERS: ([], [])}
    world.pages = {SERVERS: Answer(error="Name or service not known")}
    found = json.loads(world.wait("--timeout", "0", "--json").stdout)
    assert found["in_the_way"]["cure"] == f"Make the record: {SERVERS}. A {ADDRESS}."


def test_the_address_is_the_load_balancers_where_nobody_said_it(world: World) -> None:
    world.addresses = {HOST: (["192.0.2.9"], [])}
    world.pages = {HOST: Answer(error="refused")}
    found = json.loads(world.wait("--timeout", "0", "--json", "--address", "").stdout)
    assert found["in_the_way"]["says"] == f"{HOST} points to 192.0.2.9, and the load balancer is at {ADDRESS}."


def test_one_right_address_among_others_is_not_enough(world: World) -> None:
    """People would come to either."""
    world.addresses, world.pages = {HOST: (["192.0.2.9", ADDRESS], [])}, {HOST: Answer(error="refused")}
    found = json.loads(world.wait("--timeout", "0", "--json").stdout)
    assert found["in_the_way"]["obstacle"] == "record_elsewhere"


def test_it_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is said, and nothing twice."""
    steps: list[dict[str, object]] = [
        {
            "certificates": [certificate(status="Provisioning"), certificate(SERVERS)],
            "pages": {HOST: Answer(error="no")},
        },
        {},
        {"certificates": [certificate(), certificate(SERVERS)], "pages": {HOST: Answer(status=404)}},
        {"pages": {}},
    ]
    look = watching.look

    def next_look(*of: object) -> list[Thing]:
        for name, part in steps.pop(0).items():
            setattr(world, name, part)
        world.programs.answer("kubectl", "get managedcertificates", {"items": world.certificates})
        return look(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "look", next_look)
    result = world.wait("--every", "0.01")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    of_host = [line for line in lines if line.startswith((f"certificate {HOST}", f"page {HOST}"))]
    assert of_host == [
        f"certificate {HOST}: Provisioning",
        f"page {HOST}: no",
        f"certificate {HOST}: Active",
        f"page {HOST}: 404",
        f"page {HOST}: IAP asks for a sign-in",
    ]
    assert sum("Google is issuing the certificate" in line for line in lines) == 1


def test_a_control_plane_may_be_away_for_a_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_on_gke.looking.programs import CannotLookError

    looks = iter([[Thing(name="hub", words="starting", obstacle=PROVISIONING, seen={"host": "h"})], None, []])

    def next_look(*_: object) -> list[Thing]:
        found = next(looks)
        if found is None:
            raise CannotLookError("away")
        return found

    monkeypatch.setattr(watching, "look", next_look)
    assert world.wait("--every", "0.01").exit_code == 0


def test_cannot_look(world: World) -> None:
    world.programs.answer(
        "kubectl", "get deployments component=hub app=jupyterhub", "error: Unauthorized\n", fails=True
    )
    world.programs.answer("kubectl", "get pods app=jupyterhub,component", "error: Unauthorized\n", fails=True)
    result = world.wait()
    assert result.exit_code == 2
    assert result.stderr == (
        "kubectl gets no answer (error: Unauthorized): run gcloud container clusters get-credentials ml "
        "--location us-central1 --project demo-project --dns-endpoint.\n"
    )


def test_a_display_for_people() -> None:
    out = Console(force_terminal=True, width=100, record=True, theme=None, color_system=None)
    with Display(out) as shown:
        shown.show(
            [Thing(name="hub", words="ready"), Thing(name="c", words="w", obstacle=PROVISIONING, seen={"host": "h"})]
        )
    text = out.export_text()
    assert "✓ hub ready" in text
    assert "Google is issuing the certificate of h. Wait" in text
