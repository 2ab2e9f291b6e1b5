"""A hub of which only the namespace is said: its names are found in the cluster, or it is said which cannot."""

import json

import pytest

from jupyter_on_gke.waiting.network import Answer
from tests.support.synth import Json
from tests.waiting.worlds import ADDRESS, HOST, SERVERS, World, certificate, ingress, world

__all__ = ["world"]

NAMESPACE = "theirs"


def leading(name: str, host: str, service: str) -> Json:
    """An Ingress that leads a host to a Service."""
    it = ingress(host=host)
    it["metadata"]["name"] = name
    backend = {"service": {"name": service, "port": {"number": 80}}}
    paths = [{"path": "/", "pathType": "Prefix", "backend": backend}]
    it["spec"]["rules"] = [{"host": host, "http": {"paths": paths}}] if host else []
    it["spec"] |= {} if host else {"defaultBackend": backend}
    return it


def test_the_page_is_looked_at(world: World) -> None:
    result = world.wait_in(NAMESPACE)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, f"Open https://{HOST} and sign in with Google.")
    assert f"page {SERVERS}: IAP asks for a sign-in" in result.output
    assert all(f"--namespace {NAMESPACE} " in line for line in world.programs.asked("kubectl") if "get " in line[:90])


def test_what_is_in_the_way_of_it(world: World) -> None:
    world.addresses, world.pages = {HOST: ([], [])}, {HOST: Answer(error="Name or service not known")}
    found = json.loads(world.wait_in(NAMESPACE, "--timeout", "0", "--json").stdout)
    assert found["in_the_way"]["cure"] == f"Make the record: {HOST}. A {ADDRESS}."


def test_no_project_is_made_up(world: World) -> None:
    """Without outputs nobody knows whose backends gcloud is to be asked for."""
    world.ingresses, world.gcloud = [ingress("Unknown")], [{"status": {}}]
    result = world.wait_in(NAMESPACE, "--timeout", "0")
    assert "backends: nobody asked: the project is not known\n" in result.output
    assert world.programs.asked("gcloud") == []


def test_the_ingress_of_the_hub_among_others(world: World) -> None:
    other = leading("grafana", "grafana.example.com", "grafana")
    world.ingresses = [other, leading("jupyter", HOST, "proxy-public")]
    world.certificates = [certificate("grafana.example.com"), certificate()]
    assert world.wait_in(NAMESPACE).output.splitlines()[-1] == f"Open https://{HOST} and sign in with Google."


def test_a_service_of_another_name(world: World) -> None:
    world.ingresses = [leading("jupyter", HOST, "our-proxy")]
    assert f"https://{HOST} " in world.wait_in(NAMESPACE).output


def test_an_ingress_for_all_hosts_has_those_of_its_certificate(world: World) -> None:
    world.ingresses = [leading("jupyter", "", "proxy-public")]
    result = world.wait_in(NAMESPACE)
    assert result.output.splitlines()[-1] == f"Open https://{HOST} and sign in with Google."
    world.pages = {HOST: Answer(error="EXPIRED", is_tls=True)}
    found = json.loads(world.wait_in(NAMESPACE, "--timeout", "0", "--json").stdout)
    assert found["in_the_way"]["obstacle"] == "old_certificate"


@pytest.mark.parametrize(
    ("ingresses", "sentence"),
    [
        (
            [leading("one", HOST, "proxy-public"), leading("two", "b.example.com", "proxy-public")],
            "The namespace theirs has several Ingresses, and it is not clear which is the hub's (one, two): write "
            "--host.\n",
        ),
        (
            [leading("one", HOST, "a"), leading("two", "b.example.com", "b")],
            "The namespace theirs has several Ingresses, and it is not clear which is the hub's (one, two): write "
            "--host.\n",
        ),
        (
            [leading("one", "", "proxy-public")],
            "The Ingress one has no host, and no ManagedCertificate names one: write --host.\n",
        ),
    ],
)
def test_what_is_not_clear_is_asked(world: World, ingresses: list[Json], sentence: str) -> None:
    world.ingresses, world.certificates = ingresses, []
    result = world.wait_in(NAMESPACE)
    assert (result.exit_code, result.stderr) == (2, sentence)
    assert world.wait_in(NAMESPACE, "--host", HOST, "--timeout", "0").exit_code == 0


def test_without_an_ingress_it_is_without_iap(world: World) -> None:
    world.ingresses = []
    result = world.wait_in(NAMESPACE)
    assert (result.exit_code, result.output.splitlines()[:2]) == (
        0,
        ["theirs has no Ingress, so it is taken for a hub without IAP.", "hub: ready"],
    )


def test_nobody_asks_for_an_ingress_where_there_is_no_host(world: World) -> None:
    """Written as empty, or an output that is."""
    result = world.wait_in(NAMESPACE, "--host", "")
    assert (result.exit_code, "Ingress" in result.output) == (0, False)
    world.outputs = {"domain": "", "servers_domain": "", "jupyterhub_ip_address": ""}
    assert world.wait().exit_code == 0
    assert not [line for line in world.programs.asked("kubectl") if "ingresses" in line]
