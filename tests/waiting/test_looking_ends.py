"""What is said where the cluster cannot be asked any more: nothing of what was seen before is said to be so."""

import json

import pytest

from jupyter_on_gke.waiting import watching
from jupyter_on_gke.waiting.network import Answer
from jupyter_on_gke.waiting.obstacle import Thing
from tests.waiting.worlds import HOST, World, certificate, world

__all__ = ["world"]

LOGGED_OUT = "error: You must be logged in to the server (Unauthorized)\n"
CREDENTIALS = (
    "gcloud container clusters get-credentials ml --location us-central1 --project demo-project --dns-endpoint"
)
LAST = f"Google is issuing the certificate of {HOST}."


class Clock:
    """Time passes where somebody sleeps, and not while a machine is slow."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(params=[99])
def waiting(world: World, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> World:
    """A certificate is issued, and kubectl is logged out after the first look, for so many looks as the parameter."""
    world.certificates = [certificate(status="Provisioning"), certificate("servers.example.com")]
    world.pages = {HOST: Answer(error="EXPIRED", is_tls=True)}
    monkeypatch.setattr(watching, "time", Clock())
    look, looks = watching.look, iter(range(99))

    def next_look(*of: object) -> list[Thing]:
        number = next(looks)
        if 1 <= number <= request.param:
            world.programs.answer("kubectl", "get pods app=jupyterhub,component", LOGGED_OUT, fails=True)
        elif number:
            world.pages, world.certificates = {}, [certificate(), certificate("servers.example.com")]
            world.answer()
            world.programs.answer("kubectl", "get pods app=jupyterhub,component", {"items": world.pods})
        return look(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "look", next_look)
    return world


def test_it_says_that_it_sees_nothing(waiting: World) -> None:
    result = waiting.wait("--timeout", "20", "--every", "10")
    assert result.exit_code == 2
    lines = result.output.splitlines()
    assert lines.index("cluster: out of sight") > lines.index(f"certificate {HOST}: Provisioning")
    assert lines[-1] == (
        f"Not there after 20 s. Nothing is seen any more: kubectl gets no answer ({LOGGED_OUT.strip()}): "
        f"run {CREDENTIALS}. "
        f"It looks again by itself. Seen last: {LAST}"
    )


def test_programs_hear_it_too(waiting: World) -> None:
    found = json.loads(waiting.wait("--timeout", "20", "--every", "10", "--json").stdout)
    assert (found["answered"], found["in_the_way"]["obstacle"]) == (False, "out_of_sight")
    assert [each["thing"] for each in found["things"]] == ["cluster"]


@pytest.mark.parametrize("waiting", [2], indirect=True)
def test_it_goes_on_when_the_cluster_is_back(waiting: World) -> None:
    result = waiting.wait("--every", "10")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, f"Open https://{HOST} and sign in with Google.")
    assert result.output.count("cluster: out of sight") == 1
