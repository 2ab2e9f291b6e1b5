"""A static scanner finds nothing in the synthesized JSON, nor in plans, but what is named here with its reason."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import CASES, by_id
from tests.support.checkov import scan, scannable
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


def failures(synthesized: Json, folder: Path) -> set[tuple[str, str]]:
    folder.mkdir()
    (folder / "cdk.tf.json").write_text(json.dumps(scannable(synthesized)), encoding="utf-8")
    failed, passed = scan(folder, "terraform_json")
    assert passed > 100, "the scanner has seen the file"
    return failed


@pytest.mark.slow
def test_the_json_fails_no_check_but_autopilots_three(synthesized: Json, tmp_path: Path) -> None:
    flavours = ("autopilot_public", "autopilot_private")
    assert failures(synthesized, tmp_path / "json") == {
        (check, flavour) for check in MAY_FAIL["autopilot"] for flavour in flavours
    }


@pytest.mark.slow
def test_the_scan_sees_what_is_weaker(synthesized: Json, tmp_path: Path) -> None:
    """All in one scan, which takes its time: each is about a resource of its own."""
    changed = copy.deepcopy(synthesized)
    wanted = set()
    for resource, weaker, check in WEAKER:
        kind, name = resource.split(".")
        changed["resource"][kind][name].update(weaker)
        wanted.add((check, name))
    assert wanted - failures(changed, tmp_path / "json") == set()


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
    failed, passed = scan(folder, "terraform_plan")
    assert passed > 5, "the scanner has seen the plan"
    places = ["plans", *(["autopilot", "plans of autopilot"] if "autopilot" in file.stem else [])]
    named = {check for place in places for check in MAY_FAIL[place]}
    assert {each for each in failed if each[0] not in named} == set()
