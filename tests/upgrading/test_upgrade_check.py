"""upgrade-check stops a plan that would lose something, and writes out what a state says: plans.yaml."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.adoption.rules import counts_of_managed_pools
from jupyter_on_gke.previewing.fates import FATAL, TITLES
from jupyter_on_gke.upgrading.command import STYLES, main
from jupyter_on_gke.upgrading.written import named, pool_of, variables, written_pool
from tests.support.blueprint import VARIANTS, write_state
from tests.support.cases import CASES
from tests.support.documents import read_yaml

PLANS: dict[str, Any] = read_yaml((Path(__file__).parent / "plans.yaml").read_text(encoding="utf-8"))
RED = "\033[1;31m"
OF_RESOURCE = ("address", "type", "previous_address")


def plan_of(changes: list[dict[str, Any]]) -> dict[str, Any]:
    """A plan as Terraform shows it."""
    return {
        "resource_changes": [
            {"mode": "managed"}
            | {name: each[name] for name in OF_RESOURCE if name in each}
            | {"change": {name: value for name, value in each.items() if name not in OF_RESOURCE}}
            for each in changes
        ]
    }


def said(document: object, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code, and what is printed."""
    file = folder / "document.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    code = main([str(file)])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.mark.parametrize("case", [pytest.param(each, id=name) for name, each in PLANS.items()])
def test_a_plan(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(plan_of(case["changes"]), tmp_path, capsys)
    assert case["says"] in text
    assert code == case["exits"]
    assert ("STOP: do not apply this plan." in text) == (code == 1)


def test_what_is_lost_is_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, text = said(plan_of(PLANS["a claim is destroyed"]["changes"]), tmp_path, capsys)
    assert text.startswith(f"{RED}WOULD BE LOST")
    assert {STYLES[title] for title in FATAL} == {"bad"}
    assert set(STYLES) < set(TITLES)


def test_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan_of(PLANS["a claim is destroyed"]["changes"])), encoding="utf-8")
    assert main(["--json", str(file)]) == 1
    assert [each["title"] for each in json.loads(capsys.readouterr().out)] == ["WOULD BE LOST"]


@pytest.mark.parametrize("document", [[], {"resources": 1}, {}])
def test_what_is_neither(document: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(document, tmp_path, capsys)
    assert code == 2
    assert "neither a plan nor a state" in text
    assert main([]) == main([str(tmp_path / "missing")]) == 2


@pytest.mark.parametrize(
    ("has", "written"),
    [
        ({}, {}),
        ({"autoscaling": [], "node_count": 2}, {"node_count": 2}),
        ({"autoscaling": [], "node_count": 0}, {"node_count": 0}),
        (
            {"autoscaling": [{"min_node_count": 0, "max_node_count": 3}], "node_count": 1},
            {"min_count": 0, "max_count": 3},
        ),
        (
            {
                "autoscaling": [
                    {"min_node_count": 0, "max_node_count": 0, "total_min_node_count": 1, "total_max_node_count": 4}
                ]
            },
            {"min_count": 1, "max_count": 4},
        ),
    ],
)
def test_pools_are_written_with_their_counts(has: dict[str, Any], written: dict[str, int]) -> None:
    pool = pool_of({"name": "cpu-pool", **has})
    assert written_pool(pool) == {"name": "cpu-pool", **written}
    assert counts_of_managed_pools([pool]) == "", "the plan takes it"


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_state(variant: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of what is there, so that nobody types them."""
    state = tmp_path / "terraform.tfstate"
    write_state(variant, state, replaced=False)
    assert main([str(state)]) == 0
    text = capsys.readouterr().out
    has_beta = "ap_true" in variant or "iap" in variant
    assert ("terraform state replace-provider hashicorp/google-beta hashicorp/google" in text) == has_beta
    assert 'gcs_bucket = "gcs-bucket-x1"\ncreate_gcs_bucket = false\n' in text
    assert ('url_domain_name = "jupyter-address-s7ub"\n' in text) == ("iap" in variant)
    assert ('managed_pools = [{"name": "cpu-pool"}]\n' in text) == ("ap_false" in variant)
    assert ('node_service_account = "tf-gke-ml-cluster-s7ub"\n' in text) == ("create" in variant)
    assert ("user:a@example.com" in text) == ("iap" in variant)
    # By another name people do not find their homes.
    assert ("username_local_part = true\n" in text) == ("iap" in variant)
    assert ("add_auth = false\n" in text) == ("iap" not in variant)
    assert "create_service_account = false\n" in text


@pytest.mark.terraform
def test_all_that_the_page_writes(tmp_path: Path) -> None:
    """What no default says, and no state can: the project, the domain and the OAuth client."""
    found: set[str] = set()
    for variant in VARIANTS:
        write_state(variant, file := tmp_path / "terraform.tfstate")
        state = json.loads(file.read_text(encoding="utf-8"))
        for each in state["resources"]:
            if each["type"] == "helm_release":
                each["instances"][0]["attributes"]["namespace"] = "ai-on-gke"
        found |= set(variables(state))
    page = set(re.findall(r"^(\w+) +=", (CASES / "taken_over.tfvars").read_text(encoding="utf-8"), re.MULTILINE))
    assert page - found == {"project_id", "create_cluster", "domain", "client_id", "client_secret"}


def test_a_private_cluster_is_reached_by_its_membership() -> None:
    address = "module.infra.module.private-gke-standard-cluster.google_gke_hub_membership.gke-fleet"
    has = {"location": "us-central1", "membership_id": "ml-cluster"}
    assert named(address, "google_gke_hub_membership", has) == (
        "",
        {"cluster_membership_id": "us-central1/ml-cluster"},
    )


@pytest.mark.parametrize(
    ("name", "written"), [("jupyter-sa", {}), ("team-sa", {"workload_identity_service_account": "team-sa"})]
)
def test_the_account_of_notebooks(name: str, written: dict[str, str]) -> None:
    address = "module.jupyterhub.module.jupyterhub-workload-identity.kubernetes_service_account.main"
    _, found = named(address, "kubernetes_service_account", {"metadata": [{"name": name}]})
    assert found == {"create_service_account": False, **written}
