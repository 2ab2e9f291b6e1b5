"""A static scanner reads what is synthesized as it is; in it and in plans it finds nothing but what is named here."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES, by_id
from tests.support.checkov import Scan, in_place, scan
from tests.support.documents import read_yaml
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

# A scan takes seconds to start: those of one process serve all tests.
pytestmark = pytest.mark.xdist_group("checkov")

# Check -> why it may fail, by where.
MAY_FAIL: dict[str, dict[str, str]] = read_yaml((CASES / "checkov.yaml").read_text(encoding="utf-8"))
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
MANAGED = ("managed", "managed_users")
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


UNREAD: dict[str, Json] = {
    "a plain required_version": {"terraform": {"required_version": ">= 1.11"}},
    "a list of moved": {"moved": [{"from": "a.b", "to": "a.c"}]},
    "a list of removed": {"removed": [{"from": "a.b", "lifecycle": {"destroy": False}}]},
}
"""What makes a file that checkov cannot read."""


def weakened(synthesized: Json) -> Json:
    """All resources, and each of the weaker ones among them."""
    weaker = copy.deepcopy(synthesized)
    for resource, changes, _ in WEAKER:
        kind, name = resource.split(".")
        weaker["resource"][kind][name].update(changes)
    return weaker


def whole(synthesized: Json) -> Json:
    """Every resource: with dynamic blocks in place, since checkov checks no resource that has them in JSON."""
    return synthesized | {"resource": in_place(synthesized["resource"])}


@pytest.fixture(scope="module")
def scans(stack: Path, synthesized: Json, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scan]:
    """Of the JSON as it is, and of what is made of it: one scan of a folder for each."""
    folder = tmp_path_factory.mktemp("scans")
    shutil.copytree(stack, folder / "as it is")
    planted = copy.deepcopy(synthesized)
    for kind, named in PLANTED.items():
        planted["resource"].setdefault(kind, {}).update(named)
    made = {"planted": planted, "whole": whole(synthesized), "weaker": whole(weakened(synthesized))}
    for name, configuration in made.items():
        shutil.copytree(stack, folder / name)
        (folder / name / "cdk.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
    for name, block in UNREAD.items():
        (folder / name).mkdir()
        (folder / name / "cdk.tf.json").write_text(json.dumps({"resource": PLANTED, **block}), encoding="utf-8")
    return scan(folder, "terraform_json")


@pytest.fixture(scope="module")
def plans(stack: Path, stand_ins: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scan]:
    """Of each plan, which has the variables' values, of which the JSON knows nothing."""
    folder = tmp_path_factory.mktemp("plans")
    for file in PLANNED:
        workspace = Workspace.create(stack, tmp_path_factory.mktemp("stack"), file)
        workspace.init()
        (folder / file.stem).mkdir()
        (folder / file.stem / "tfplan.json").write_text(json.dumps(workspace.foreseen()), encoding="utf-8")
    return scan(folder, "terraform_plan")


def with_dynamic_blocks(synthesized: Json) -> set[str]:
    """Addresses of the resources whose checks checkov stumbles over."""
    return {
        f"{kind}.{name}"
        for kind, named in synthesized["resource"].items()
        for name, resource in named.items()
        if '"dynamic": ' in json.dumps(resource)
    }


@pytest.mark.slow
def test_the_folder_is_scanned_as_it_is(scans: dict[str, Scan], synthesized: Json) -> None:
    found = scans["as it is"]
    # Of what may be there already, whatever it is like.
    assert found.failed == {("CKV_GCP_62", "managed_users")}
    assert found.passed > 25, "the scanner has seen the file"
    assert found.stumbled <= with_dynamic_blocks(synthesized)


@pytest.mark.slow
def test_the_blocks_beside_the_json_are_read(stack: Path, tmp_path: Path) -> None:
    shutil.copytree(stack, tmp_path / "as it is")
    assert scan(tmp_path, "terraform")["as it is"].failed == set()


@pytest.mark.slow
def test_what_is_planted_in_the_json_is_found(scans: dict[str, Scan]) -> None:
    found = scans["planted"]
    assert {("CKV_GCP_29", "planted"), ("CKV_GCP_2", "planted"), ("CKV_GCP_117", "planted")} <= found.failed


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREAD)
def test_a_json_that_is_not_read_is_noticed(name: str, scans: dict[str, Scan]) -> None:
    """A test that asks for its findings fails."""
    with pytest.raises(KeyError, match=name):
        scans[name]


@pytest.mark.slow
def test_the_json_fails_no_check_but_autopilots_three(scans: dict[str, Scan]) -> None:
    found = scans["whole"]
    assert found.stumbled == set()
    assert found.passed > 100, "the scanner has seen the file"
    flavours = ("autopilot_public", "autopilot_private")
    there_before = {each for each in found.failed if each[1] in MANAGED}
    assert found.failed - there_before == {(check, flavour) for check in MAY_FAIL["autopilot"] for flavour in flavours}
    assert {check for check, _ in there_before} == MAY_FAIL["managed"].keys()


@pytest.mark.slow
def test_the_scan_sees_what_is_weaker(scans: dict[str, Scan]) -> None:
    """Each is about a resource of its own."""
    found = scans["weaker"]
    assert found.stumbled == set()
    assert found.passed > 100, "the scanner has seen the file"
    assert {(check, resource.split(".")[1]) for resource, _, check in WEAKER} - found.failed == set()


@pytest.mark.terraform
@pytest.mark.parametrize("file", by_id(PLANNED))
def test_plans_fail_no_check_but_those_named(file: Path, plans: dict[str, Scan]) -> None:
    found = plans[file.stem]
    assert found.stumbled == set()
    assert found.passed > 5, "the scanner has seen the plan"
    places = ["plans", *(["autopilot", "plans of autopilot"] if "autopilot" in file.stem else [])]
    named = {check for place in places for check in MAY_FAIL[place]}
    assert {each for each in found.failed if each[0] not in named} == set()
