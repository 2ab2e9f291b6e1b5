"""The host of each person's server: one for all, or one for each, and never the hub's."""

from __future__ import annotations

import random
import re
import string
import sys
from typing import Any

import pytest

from .hubs import FILES

sys.path.insert(0, str(FILES))
from server_hosts import server_domains

HUB = "hub.example.com"
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
NAMES = {
    # name of a person or a service: its label
    ("alice", "user"): "alice",
    ("alice@corp.example", "user"): "u-alicecor--169009f",
    ("alice@other.example", "user"): "u-aliceoth--19df3f5",
    ("a.b", "user"): "u-ab--2e7336d",
    ("u-alicecor--169009f", "user"): "u-ualiceco--c6d986a",
    ("xn--mller-kva", "user"): "u-xnmllerk--3e380bd",
    ("m\u00fcller", "user"): "xn--mller-kva",
    ("1234", "user"): "u-1234--03ac674",
    ("-", "user"): "u-x--3973e02",
    ("", "user"): "u-x--e3b0c44",
    ("a" * 64, "user"): "u-aaaaaaaa--ffe054f",
    ("tests", "service"): "tests--service",
    ("alice", "service"): "alice--service",
}


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_host_for_each(name: str, kind: str) -> None:
    host = server_domains("*.servers.example.com")(name, HUB, kind)
    assert host == f"{NAMES[name, kind]}.servers.example.com"


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_one_host_for_all(name: str, kind: str) -> None:
    assert server_domains("servers.example.com")(name, HUB, kind) == "servers.example.com"


def test_it_is_called_as_jupyterhub_does() -> None:
    hook: Any = server_domains("*.servers.example.com")
    assert hook("alice", "", kind="user") == "alice.servers.example.com"


def test_many_names_have_as_many_valid_hosts() -> None:
    """None of them is the parent, or the hub at its parent's."""
    chance = random.Random(7)  # noqa: S311
    letters = string.ascii_lowercase + string.digits + "@.-_+'\u00e4\u00df\u0436"
    names = {"".join(chance.choices(letters, k=chance.randint(1, 60))) for _ in range(2100)}
    names = set(sorted(names)[:2000])
    domain = server_domains("*.servers.example.com")
    hosts = {domain(name, HUB, "user") for name in names}
    assert len(hosts) == len(names) == 2000
    for host in hosts:
        assert host.endswith(".servers.example.com")
        assert len(host) <= 253
        assert all(LABEL.fullmatch(label) for label in host.split("."))
    assert not hosts & {"servers.example.com", HUB, "example.com"}


@pytest.mark.parametrize(
    "wrong", ["", "*", "*.", "*servers.example.com", "a.*.example.com", "https://servers.example.com"]
)
def test_what_is_no_host_stops_the_hub(wrong: str) -> None:
    with pytest.raises(ValueError, match="is neither a host"):
        server_domains(wrong)
