"""A static scanner reads what is synthesized as it is; in it and in plans it finds nothing but what is named here."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import CASES, by_id
from tests.support.checkov import in_place, scan
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

# Check -> why it may fail, by where.
MAY_FAIL: dict[str, dict[str, str]] = yaml.safe_load((CASES / "checkov.yaml").read_text(encoding="utf-8"))
VARIANTS = CASES / "variants"
PLANNED = [
    VARIANTS / "autopilot_public-iap-new_bucket.tfvars",
    VARIANTS / "autopilot_private-iap-new_bucket.tfvars",
    VARIANTS / "standard_public-iap-new_bucket.tfvars",
    VARIANTS / "standard_private-iap-new_bucket.tfvars",
    VARIANTS / "existing-no_iap-new_bucket.tfvars",
    VARIANTS / "profiles-standard.tfvars",
    ROOT / "tfvars" / "new-autopilot.tfvars",
    ROOT / "tfvars" / "new-standard-with-gpus.tfvars",
]
WEAKER: list[tuple[str, dict[str, Any], str]] = [
    ("google_container_cluster.standard_public", {"master_auth": None}, "CKV_GCP_13"),
    (
        "google_container_node_pool.cpu",
        {"node_config": {"workload_metadata_config": {"mode": "GCE_METADATA"}}},
        "CKV_GCP_69",
    ),
    ("google_storage_bucket.data", {"versioning": None}, "CKV_GCP_78"),
    ("google_project_iam_member.notebooks_roles", {"role": "roles/iam.serviceAccountTokenCreator"}, "CKV_GCP_41"),
]
"""Resource, what makes it weaker, and the check that must fail for it."""


PLANTED = {
    "google_storage_bucket": {"planted": {"name": "planted", "location": "US", "project": "demo-project"}},
    "google_compute_firewall": {
        "planted": {
            "name": "planted",
            "network": "default",
            "source_ranges": ["0.0.0.0/0"],
            "allow": [{"protocol": "tcp", "ports": ["22"]}],
        }
    },
    "google_project_iam_member": {
        "planted": {"project": "demo-project", "role": "roles/editor", "member": "allUsers"},
    },
}
"""Resources that nobody should have."""


def changed(stack: Path, folder: Path, synthesized: Json) -> Path:
    """All that was synthesized, with another JSON."""
    shutil.copytree(stack, folder)
    (folder / "cdk.tf.json").write_text(json.dumps(synthesized), encoding="utf-8")
    return folder


def failures(stack: Path, folder: Path, synthesized: Json) -> set[tuple[str, str]]:
    """Of every resource: with dynamic blocks in place, since checkov checks no resource that has them in JSON."""
    found = scan(
        changed(stack, folder, synthesized | {"resource": in_place(synthesized["resource"])}), "terraform_json"
    )
    assert found.stumbled == set()
    assert found.passed > 100, "the scanner has seen the file"
    return found.failed


def with_dynamic_blocks(synthesized: Json) -> set[str]:
    """Addresses of the resources whose checks checkov stumbles over."""
    return {
        f"{kind}.{name}"
        for kind, named in synthesized["resource"].items()
        for name, resource in named.items()
        if '"dynamic": ' in json.dumps(resource)
    }


@pytest.mark.slow
def test_the_folder_is_scanned_as_it_is(stack: Path, synthesized: Json) -> None:
    found = scan(stack, "terraform_json")
    assert found.failed == set()
    assert found.passed > 25, "the scanner has seen the file"
    assert found.stumbled <= with_dynamic_blocks(synthesized)


@pytest.mark.slow
def test_the_blocks_beside_the_json_are_read(stack: Path) -> None:
    assert scan(stack, "terraform").failed == set()


@pytest.mark.slow
def test_what_is_planted_in_the_json_is_found(stack: Path, synthesized: Json, tmp_path: Path) -> None:
    planted = copy.deepcopy(synthesized)
    for kind, named in PLANTED.items():
        planted["resource"].setdefault(kind, {}).update(named)
    found = scan(changed(stack, tmp_path / "stack", planted), "terraform_json")
    assert {("CKV_GCP_29", "planted"), ("CKV_GCP_2", "planted"), ("CKV_GCP_117", "planted")} <= found.failed


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        pytest.param({"terraform": {"required_version": ">= 1.11"}}, id="a plain required_version"),
        pytest.param({"moved": [{"from": "a.b", "to": "a.c"}]}, id="a list of moved"),
        pytest.param({"removed": [{"from": "a.b", "lifecycle": {"destroy": False}}]}, id="a list of removed"),
    ],
)
def test_a_json_that_is_not_read_is_noticed(block: Json, tmp_path: Path) -> None:
    (tmp_path / "cdk.tf.json").write_text(json.dumps({"resource": PLANTED, **block}), encoding="utf-8")
    with pytest.raises(AssertionError, match="checkov could not read the file"):
        scan(tmp_path, "terraform_json")


@pytest.mark.slow
def test_the_json_fails_no_check_but_autopilots_three(stack: Path, synthesized: Json, tmp_path: Path) -> None:
    flavours = ("autopilot_public", "autopilot_private")
    assert failures(stack, tmp_path / "json", synthesized) == {
        (check, flavour) for check in MAY_FAIL["autopilot"] for flavour in flavours
    }


@pytest.mark.slow
def test_the_scan_sees_what_is_weaker(stack: Path, synthesized: Json, tmp_path: Path) -> None:
    """All in one scan, which takes its time: each is about a resource of its own."""
    weakened = copy.deepcopy(synthesized)
    wanted = set()
    for resource, weaker, check in WEAKER:
        kind, name = resource.split(".")
        weakened["resource"][kind][name].update(weaker)
        wanted.add((check, name))
    assert wanted - failures(stack, tmp_path / "json", weakened) == set()


@pytest.mark.terraform
@pytest.mark.parametrize("file", by_id(PLANNED))
def test_plans_fail_no_check_but_those_named(file: Path, stack: Path, stand_ins: None, tmp_path: Path) -> None:
    """A plan has the variables' values, of which the JSON knows nothing."""
    workspace = Workspace.create(stack, tmp_path / "stack", file)
    workspace.init()
    _, as_json = workspace.planned()
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "tfplan.json").write_text(json.dumps(as_json), encoding="utf-8")
    found = scan(folder, "terraform_plan")
    assert found.stumbled == set()
    assert found.passed > 5, "the scanner has seen the plan"
    places = ["plans", *(["autopilot", "plans of autopilot"] if "autopilot" in file.stem else [])]
    named = {check for place in places for check in MAY_FAIL[place]}
    assert {each for each in found.failed if each[0] not in named} == set()
