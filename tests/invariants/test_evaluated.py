"""What there is in a deployment, and what expressions come to: evaluated.yaml."""

import json
from typing import Any

import pytest

from jupyter_on_gke.cluster.cluster import FLAVOURS
from tests.support.evaluated import Given, reduced
from tests.support.native import write_native
from tests.support.promises import blocks, promised
from tests.support.settled import PLACE, variables_without
from tests.support.synth import Json
from tests.support.terraform import Workspace

pytestmark = pytest.mark.terraform
CASES: list[dict[str, Any]] = promised("evaluated")
CLUSTER = {
    "id": "cluster-id",
    "endpoint": "203.0.113.8",
    "master_auth": [{"cluster_ca_certificate": "dGhlIGF1dGhvcml0eQ=="}],
    "control_plane_endpoints_config": [{"dns_endpoint_config": [{"endpoint": "gke-created.example"}]}],
}
EXISTING = {**CLUSTER, "endpoint": "203.0.113.7", "control_plane_endpoints_config": [], "node_pool": []}
NOTEBOOKS = "notebooks@demo-project.iam.gserviceaccount.com"
ALWAYS: dict[str, Json] = {
    "data.google_project.project": {"number": "123456789012", "org_id": "1", "folder_id": ""},
    "google_compute_global_address.jupyterhub": [{"address": "198.51.100.20", "name": "jupyter-address"}],
    "data.google_compute_global_address.existing": [],
    "google_compute_ssl_policy.jupyterhub": [{"name": "jupyterhub-tls-1"}],
    "google_compute_network.cluster": [{"id": "network-id"}],
    "google_compute_subnetwork.nodes": [{"id": "subnetwork-id"}],
    "google_service_account.nodes": [{"email": "nodes@demo-project.iam.gserviceaccount.com"}],
    "data.google_service_account.notebooks_existing": [{"email": NOTEBOOKS, "member": f"serviceAccount:{NOTEBOOKS}"}],
    "kubernetes_service_account_v1.notebooks_kubernetes": [{"metadata": [{"name": "notebooks"}]}],
    "kubernetes_namespace_v1.jupyterhub": [{"metadata": [{"name": "ai-on-gke"}]}],
    "random_password.admin": [{"result": "generated"}],
    "data.google_client_config.terraform": [{"access_token": "a-token"}],
}


# What profiles come to takes most of the time, and has tests of its own.
OF_PROFILES: dict[str, Json] = {"home_zones": ["us-central1-a"], "mounts_buckets": False}


def given(case: dict[str, Any]) -> Given:
    """The case, with a cluster in the state where one is created, and else one that Google knows."""
    chosen = case["variables"]
    created = chosen.get("create_cluster", False)
    flavour = (chosen.get("autopilot_cluster", True), chosen.get("private_cluster", False)) if created else None
    clusters: dict[str, Json] = {
        f"google_container_cluster.{each.id}": [CLUSTER] if (each.autopilot, each.private) == flavour else []
        for each in FLAVOURS
    }
    clusters["data.google_container_cluster.existing"] = [] if created else [EXISTING]
    password: dict[str, Json] = {} if not chosen["add_auth"] else {"random_password.admin": []}
    return Given(variables=chosen, instead=ALWAYS | clusters | password | case.get("looked_up", {}))


def at(data: Json, path: str) -> Json:
    """What is at a path with dots; a key may have dots itself."""
    if not path:
        return data
    if isinstance(data, list):
        first, _, rest = path.partition(".")
        return at(data[int(first)], rest)
    (key,) = (key for key in data if path == key or path.startswith(f"{key}."))
    return at(data[key], path[len(key) + 1 :])


def counted(synthesized: Json) -> dict[str, str]:
    """Address -> how many there are, or for what, of everything that is not always there."""
    every = {address.removeprefix("resource."): body for address, body in blocks(synthesized).items()}
    managed = [each for each in every if each.startswith(("data.", "google_", "kubernetes_", "helm_", "random_"))]
    found = {each: every[each].get("count", every[each].get("for_each", 1)) for each in managed}
    # These are always there, each of them.
    return {
        each: how
        for each, how in found.items()
        if not each.startswith(("google_project_service.", "data.google_project."))
    }


@pytest.fixture(scope="module")
def answers(
    terraform_alone: None, synthesized: Json, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Json]]:
    """What Terraform says to each case, by address and path."""
    every = blocks(synthesized) | {f"local.{name}": it for name, it in synthesized["locals"].items()}
    asked = {path: at(every, path) for path in sorted({path for case in CASES for path in case["is"]})}
    asked |= counted(synthesized)
    # It does not say what is sensitive.
    said = variables_without(synthesized, "sensitive")
    # One local, since each takes its time. A list: its keys would be taken for references.
    known = synthesized["locals"] | OF_PROFILES | {"asked": list(asked.values())}
    found = []
    for case in CASES:
        # A graph of all cases at once takes Terraform twice as long.
        (folder := tmp_path_factory.mktemp("promises") / "case").mkdir()
        alone = reduced(synthesized | {"locals": known, "variable": said}, ["asked"], given(case).instead)
        write_native(alone, folder)
        (folder / "case.auto.tfvars.json").write_text(json.dumps(PLACE | case["variables"]), encoding="utf-8")
        found.append(dict(zip(asked, Workspace(folder=folder).evaluated("local.asked"), strict=True)))
    return found


EACH = pytest.mark.parametrize("number", [pytest.param(n, id=each["case"]) for n, each in enumerate(CASES)])


@EACH
def test_what_there_is(number: int, answers: list[dict[str, Json]], synthesized: Json) -> None:
    made = {each: answers[number][each] for each in counted(synthesized)}
    found = {each: sorted(how) if isinstance(how, (dict, list)) else how for each, how in made.items()}
    promise = CASES[number]["there"]
    assert {each: how for each, how in found.items() if how} == {each: how for each, how in promise.items() if how}


@EACH
def test_what_it_comes_to(number: int, answers: list[dict[str, Json]]) -> None:
    promise = CASES[number]["is"]
    assert {path: answers[number][path] for path in promise} == promise
