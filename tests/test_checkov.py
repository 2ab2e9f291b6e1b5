"""A static scanner finds nothing in the synthesized JSON, nor in plans, but what is named here with its reason."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cases import CASES, case_id
from tests.support.checkov import scan, scannable
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

# Autopilot's provider takes none of the three settings: it has Dataplane V2, intranode visibility and the
# metadata server always.
AUTOPILOT = {
    "CKV_GCP_12": "network policies: Autopilot has Dataplane V2, and network_policy conflicts with enable_autopilot",
    "CKV_GCP_61": "intranode visibility: Autopilot has it, and enable_intranode_visibility conflicts with it",
    "CKV_GCP_69": "metadata server: Autopilot has it, and its nodes have no node_config of ours",
}
# A plan has an empty node_config for Autopilot.
AUTOPILOTS_NODES = {"CKV_GCP_68": "Secure Boot: Autopilot's nodes have it, and no node_config of ours"}
# What a plan shows where nobody has said otherwise, and the JSON, which has the variable, does not.
UNLESS_SAID: dict[str, str] = yaml.safe_load((CASES / "checkov.yaml").read_text(encoding="utf-8"))
PLANNED = [
    *(CASES / "variants" / f"{flavour}-iap-new_bucket.tfvars" for flavour in ("autopilot_public", "autopilot_private")),
    *(CASES / "variants" / f"{flavour}-iap-new_bucket.tfvars" for flavour in ("standard_public", "standard_private")),
    CASES / "variants" / "existing-no_iap-new_bucket.tfvars",
    CASES / "variants" / "profiles-standard.tfvars",
    ROOT / "tfvars" / "new-autopilot.tfvars",
    ROOT / "tfvars" / "new-standard-with-gpus.tfvars",
]


def failures(synthesized: Json, folder: Path) -> set[tuple[str, str]]:
    folder.mkdir()
    (folder / "cdk.tf.json").write_text(json.dumps(scannable(synthesized)), encoding="utf-8")
    failed, passed = scan(folder, "terraform_json")
    assert passed > 100, "the scanner has seen the file"
    return failed


def test_the_json_fails_no_check_but_autopilots_three(synthesized: Json, tmp_path: Path) -> None:
    flavours = ("autopilot_public", "autopilot_private")
    assert failures(synthesized, tmp_path / "json") == {(check, flavour) for check in AUTOPILOT for flavour in flavours}


@pytest.mark.parametrize(
    ("resource", "weaker", "check"),
    [
        pytest.param(
            "google_container_cluster.standard_public", {"master_auth": None}, "CKV_GCP_13", id="certificates"
        ),
        pytest.param(
            "google_container_node_pool.cpu",
            {"node_config": {"workload_metadata_config": {"mode": "GCE_METADATA"}}},
            "CKV_GCP_69",
            id="pool-metadata",
        ),
        pytest.param("google_storage_bucket.data", {"versioning": None}, "CKV_GCP_78", id="versions"),
        pytest.param(
            "google_project_iam_member.notebooks_roles",
            {"role": "roles/iam.serviceAccountTokenCreator"},
            "CKV_GCP_41",
            id="blueprints-role",
        ),
    ],
)
def test_the_scan_sees_what_is_weaker(
    resource: str, weaker: dict[str, Any], check: str, synthesized: Json, tmp_path: Path
) -> None:
    changed = copy.deepcopy(synthesized)
    kind, name = resource.split(".")
    changed["resource"][kind][name].update(weaker)
    assert (check, name) in failures(changed, tmp_path / "json")


@pytest.mark.terraform
@pytest.mark.parametrize("file", [pytest.param(file, id=case_id(file)) for file in PLANNED])
def test_plans_fail_no_check_but_those_named(file: Path, stack: Path, stand_ins: None, tmp_path: Path) -> None:
    """A plan has the variables' values, of which the JSON knows nothing."""
    workspace = Workspace.create(stack, tmp_path / "stack", file)
    workspace.init()
    planned = workspace.plan("-out=plan")
    assert planned.code == 0, planned.output
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "tfplan.json").write_text(workspace.must("show", "-json", "plan"), encoding="utf-8")
    failed, passed = scan(folder, "terraform_plan")
    assert passed > 5, "the scanner has seen the plan"
    named = {*UNLESS_SAID, *(AUTOPILOT | AUTOPILOTS_NODES if "autopilot" in file.stem else ())}
    assert {each for each in failed if each[0] not in named} == set()
