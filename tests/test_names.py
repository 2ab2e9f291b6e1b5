"""Whatever people are called: their names make valid objects, and no two of them share one."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kubespawner.slugs import safe_slug

from jupyter_on_gke.storage.slugs import SLUG_LENGTH
from tests.support.cases import expected_values
from tests.support.native import write_native
from tests.support.server import Server, make_server
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

VALUES = ROOT / "tests" / "cases" / "variants" / "profiles-standard.tfvars"
DIRECTORIES = ROOT / "tests" / "cases" / "variants" / "profiles-autopilot.tfvars"

SLUG_OF_ANOTHER = safe_slug("a.b@c.d", max_length=SLUG_LENGTH)
PEOPLE = [
    "ann",
    "ann@example.com",
    "ann@example.org",
    "a.b@c.d",
    "a-b@c.d",
    "a+b@c.d",
    "A.b@c.d",
    SLUG_OF_ANOTHER,
    "..",
    ".",
    "/",
    "../../ann",
    "-",
    "--",
    "ann--",
    "1st",
    "ann,only-dir=bob",
    "{username}",
    "${username}",
    "zoë@example.com",
    "zoe@example.com",
    "名前@例え.jp",
    "別名@例え.jp",
    "x" * 200,
    "x" * 199 + "y",
    "a@b.c" + "\n",
    "a@b.c",
    "ann bob",
    "'; drop table users",
    "o'neil@example.com",
    "o-neil@example.com",
]
KUBERNETES_NAME = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
BUCKET_NAME = re.compile(r"[a-z0-9][-a-z0-9]{1,61}[a-z0-9]")


values_of = cache(expected_values)


def servers(person: str) -> tuple[Server, Server, Server]:
    """A person's servers with a home on a disk, with a home in a bucket, and with a directory of the shared one."""
    values, directories = values_of(VALUES), values_of(DIRECTORIES)
    return (
        make_server(values, person, profile="cpu", storage="disk"),
        make_server(values, person, profile="cpu", storage="gcsfuse"),
        make_server(directories, person, profile="plain", storage="shared"),
    )


def only_dir(server: Server) -> str:
    (directory,) = re.findall(r"only-dir=([^,]*)", server.bucket("data")[1])
    return str(directory)


@cache
def own_things(person: str) -> dict[str, str]:
    """What must be a person's own."""
    disk, bucket, directory = servers(person)
    assert disk.claim is not None
    claim = disk.claim["metadata"]["name"]
    assert disk.volumes["home"] == {"name": "home", "persistentVolumeClaim": {"claimName": claim}}
    assert bucket.claim is None
    assert disk.pod["metadata"]["labels"]["hub.jupyter.org/username"]
    return {
        "pod": disk.pod["metadata"]["name"],
        "claim": claim,
        "bucket": bucket.bucket("home")[0],
        "directory": only_dir(directory),
    }


def is_valid(kind: str, name: str) -> bool:
    pattern = BUCKET_NAME if kind == "bucket" else KUBERNETES_NAME
    return bool(pattern.fullmatch(name)) and len(name) <= 63


@pytest.mark.parametrize("person", PEOPLE)
def test_names_are_valid(person: str) -> None:
    things = own_things(person)
    assert [kind for kind, name in things.items() if not is_valid(kind, name)] == []
    assert things["bucket"].startswith("gcsfuse-")


def test_no_two_people_share_anything() -> None:
    assert len(set(PEOPLE)) == len(PEOPLE)
    of_all = [own_things(person) for person in PEOPLE]
    for kind in ("pod", "claim", "bucket", "directory"):
        names = [things[kind] for things in of_all]
        assert len(set(names)) == len(PEOPLE), kind


@pytest.mark.slow
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
@settings(max_examples=30, deadline=None)
def test_any_two_names(one: str, other: str) -> None:
    first, second = own_things(one), own_things(other)
    for kind, name in first.items():
        assert is_valid(kind, name)
        assert (name == second[kind]) == (one == other)


ADDRESSES = [
    "ann@example.com",
    "Bob.Smith+test@Example.com",
    "1st@example.com",
    "a-b@c.de",
    "a.b@c.de",
    "a--b@c.de",
    "Ab-c1@c.de",
    f"{'very-long-' * 6}name@{'sub.' * 10}example.com",
    "a@b.co",
    "O'Neil@example.com",
]
AS_JUPYTERHUB_HAS_IT: dict[bool, Callable[[str], str]] = {
    False: str.lower,
    True: lambda address: address.lower().split("@")[0],
}


@pytest.mark.terraform
@pytest.mark.parametrize("local_part", [False, True])
def test_terraform_names_the_bucket_that_kubespawner_mounts(
    local_part: bool, terraform: str, synthesized: Json, tmp_path: Path
) -> None:
    """By the same expressions as in the stack, for each address."""
    names = ("user_bucket_people", "user_buckets", "user_bucket_prefix")
    alone = {
        "variable": {"user_buckets": {}, "username_local_part": {}, "user_bucket_prefix": {"default": ""}},
        "locals": {name: synthesized["locals"][name] for name in names},
    }
    write_native(alone, tmp_path)
    variables = {"user_buckets": ADDRESSES, "username_local_part": local_part}
    (tmp_path / "case.auto.tfvars.json").write_text(json.dumps(variables), encoding="utf-8")
    buckets = Workspace(folder=tmp_path).evaluated("local.user_buckets")
    people = [AS_JUPYTERHUB_HAS_IT[local_part](address) for address in ADDRESSES]
    assert buckets == {person: own_things(person)["bucket"] for person in people}
