"""How Terraform reaches the control plane."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.cluster.cluster import FLAVOURS
from tests.support.cases import CASES
from tests.support.commands import run_documented
from tests.support.deployed import deployed
from tests.support.documents import read_yaml
from tests.support.evaluated import Given, evaluated
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace, managed

CONNECTIONS: list[dict[str, Any]] = read_yaml((CASES / "connections.yaml").read_text(encoding="utf-8"))
VARIANTS = CASES / "variants"
PAGE = ROOT / "docs" / "control-plane.md"
AUTOPILOT = "google_container_cluster.autopilot_public[0]"
CREATED = [f"google_container_cluster.{flavour.id}" for flavour in FLAVOURS]


@pytest.fixture(scope="module")
def connections(terraform: str, synthesized: Json, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Json]]:
    """What the stack makes of each of the clusters."""
    return evaluated(
        synthesized,
        tmp_path_factory.mktemp("connections"),
        wanted=("cluster_reached_by", "cluster_host"),
        cases=[given(case) for case in CONNECTIONS],
    )


def given(case: dict[str, Any]) -> Given:
    existing, created = case.get("existing"), case.get("created")
    return Given(
        variables=case.get("variables", {}),
        instead={
            "data.google_container_cluster.existing": [existing] if existing else [],
            "data.google_project.project": {"number": "123456789012"},
            **{address: [] for address in CREATED},
            **({CREATED[0]: [created]} if created else {}),
        },
    )


@pytest.mark.terraform
@pytest.mark.parametrize("number", [pytest.param(n, id=case["case"]) for n, case in enumerate(CONNECTIONS)])
def test_how_a_cluster_is_reached(number: int, connections: list[dict[str, Json]]) -> None:
    case, answers = CONNECTIONS[number], connections[number]
    by = answers["cluster_reached_by"]
    assert (by, answers["cluster_host"][by]) == (case["by"], case["host"])


def providers(synthesized: Json) -> list[Json]:
    """What each of the providers is told of the cluster: Kubernetes' and Helm's, and the blueprint's."""
    kubernetes, helm = synthesized["provider"]["kubernetes"], synthesized["provider"]["helm"]
    return [*kubernetes, *(each["kubernetes"] for each in helm)]


def test_a_host_that_is_not_known_is_nobodys(synthesized: Json, stack: Path) -> None:
    """While `host` is unknown both providers take this file's, before KUBE_CONFIG_PATH and http://localhost."""
    paths = {each["config_path"] for each in providers(synthesized)}
    assert len(providers(synthesized)) == 4
    (path,) = paths
    config = json.loads((stack / path.removeprefix("${path.module}/")).read_text(encoding="utf-8"))
    (context,), (cluster,) = config["contexts"], config["clusters"]
    assert context == {"name": config["current-context"], "context": {"cluster": cluster["name"], "user": "none"}}
    # RFC 2606: no such name will ever be.
    assert re.fullmatch(r"https://[-a-z.]+\.invalid", cluster["cluster"]["server"])
    assert cluster["cluster"]["server"].removeprefix("https://") in PAGE.read_text(encoding="utf-8")
    # Helm's takes a context that KUBE_CONFIG_PATHS has not for a release that is gone.
    assert [each for each in providers(synthesized) if "config_context" in each] == []


COMMAND = ["gke-gcloud-auth-plugin", "--use_application_default_credentials"]


@pytest.mark.terraform
@pytest.mark.parametrize("command", [[], COMMAND, ["/opt/token"]], ids=["none", "plugin", "alone"])
def test_who_terraform_is(command: list[str], terraform: str, synthesized: Json, tmp_path: Path) -> None:
    """A token, or a command, at all providers."""
    kubernetes, helm = synthesized["provider"]["kubernetes"], synthesized["provider"]["helm"]
    wanted = {
        **{f"token_{number}": each["token"] for number, each in enumerate(providers(synthesized))},
        **{f"exec_{number}": each["dynamic"]["exec"]["for_each"] for number, each in enumerate(kubernetes)},
        **{f"helms_exec_{number}": each["kubernetes"]["exec"] for number, each in enumerate(helm)},
        "read": synthesized["data"]["google_client_config"]["terraform"]["count"],
    }
    (answers,) = evaluated(
        synthesized | {"locals": synthesized["locals"] | wanted},
        tmp_path,
        wanted=wanted,
        cases=[
            Given(
                variables={"cluster_auth_command": command},
                instead={"data.google_client_config.terraform": [] if command else [{"access_token": "a-token"}]},
            )
        ],
    )
    plugin = {"api_version": "client.authentication.k8s.io/v1beta1", "command": command[:1], "args": command[1:]}
    executed = plugin | {"command": "".join(command[:1])} if command else None
    expected: dict[str, Json] = {name: "" if command else "a-token" for name in wanted if name.startswith("token")}
    expected |= {name: [executed] if command else [] for name in wanted if name.startswith("exec")}
    expected |= {name: executed for name in wanted if name.startswith("helms_exec")}
    assert answers == expected | {"read": 0 if command else 1}


@pytest.fixture
def applied(stack: Path, tmp_path: Path, stand_ins: None) -> Workspace:
    """A stack that created its cluster."""
    return deployed(stack, tmp_path, VARIANTS / "autopilot_public-iap-no_bucket.tfvars")


@pytest.mark.terraform
@pytest.mark.parametrize("flavour", ["autopilot_public", "standard_private"])
def test_a_second_hub(flavour: str, stack: Path, stand_ins: None, synthesized: Json, tmp_path: Path) -> None:
    """On a cluster that another deployment of this stack made: reached as that one reaches it."""
    first = deployed(stack, tmp_path, VARIANTS / f"{flavour}-no_iap-no_bucket.tfvars")
    cluster = first.resources()[f"google_container_cluster.{flavour}[0]"]
    (tmp_path / "second").mkdir()
    nothing: dict[str, Any] = {
        "data.google_project.project": {"number": "123456789012"},
        "data.google_container_cluster.existing": [],
        **{address: [] for address in CREATED},
    }
    ours, theirs = evaluated(
        synthesized,
        tmp_path / "second",
        wanted=("cluster_reached_by", "cluster_host"),
        cases=[
            Given(
                variables={"create_cluster": True}, instead=nothing | {f"google_container_cluster.{flavour}": [cluster]}
            ),
            Given(
                variables={"create_cluster": False, "kubernetes_namespace": "second"},
                instead=nothing | {"data.google_container_cluster.existing": [cluster]},
            ),
        ],
    )
    assert ours["cluster_reached_by"] == theirs["cluster_reached_by"] == "dns"
    assert ours["cluster_host"]["dns"] == theirs["cluster_host"]["dns"]


@pytest.mark.terraform
def test_another_cluster(applied: Workspace) -> None:
    """As documented: everything that was on the old one is on the new one."""
    before = applied.resources()
    run_documented(applied, PAGE, "another cluster")
    after = applied.resources()
    assert sorted(managed(after)) == sorted(managed(before))
    assert applied.plan("-detailed-exitcode").code == 0


@pytest.mark.terraform
def test_a_cluster_that_is_gone(applied: Workspace) -> None:
    before = applied.resources()
    applied.must("state", "rm", AUTOPILOT)
    run_documented(applied, PAGE, "a cluster that is gone")
    on_it = {address for address in managed(before) if address.startswith(("helm_release.", "kubernetes_"))}
    assert set(managed(applied.resources())) == set(managed(before)) - on_it - {AUTOPILOT}
    assert len(on_it) > 4
    _, plan = applied.planned()
    made = {each["address"] for each in plan["resource_changes"] if each["change"]["actions"] == ["create"]}
    assert made == on_it | {AUTOPILOT}
    assert applied.destroy().code == 0
    assert managed(applied.resources()) == []


@pytest.mark.terraform
def test_destroy_without_the_cluster(applied: Workspace) -> None:
    """Where nobody read the page: no expression fails for lack of a cluster."""
    applied.must("state", "rm", AUTOPILOT)
    assert applied.plan().code == 0
    destroyed = applied.destroy()
    assert destroyed.code == 0, destroyed.output
    assert managed(applied.resources()) == []


@pytest.mark.terraform
def test_no_token_beside_a_command(stack: Path, tmp_path: Path, stand_ins: None) -> None:
    """In neither the state nor a plan, even where the state had one before."""
    command = tmp_path / "command.tfvars"
    command.write_text(f"cluster_auth_command = {json.dumps(COMMAND)}\n", encoding="utf-8")
    file = VARIANTS / "autopilot_public-iap-no_bucket.tfvars"
    workspace = deployed(stack, tmp_path, file)
    token = workspace.resources()["data.google_client_config.terraform[0]"]["access_token"]
    assert token

    with_command = Workspace(folder=workspace.folder, var_files=(file, command))
    text, plan = with_command.planned()
    assert "No changes." in text
    assert token not in json.dumps(plan["planned_values"])
    assert with_command.apply().code == 0
    assert [address for address in with_command.resources() if "google_client_config" in address] == []
    assert token not in with_command.state.read_text(encoding="utf-8")
    _, plan = with_command.planned()
    assert token not in json.dumps(plan)
