"""A deployment's whole life in real terraform on stand-in providers, for every variant and tfvars file."""

import re
from pathlib import Path

import pytest

from tests.support.cases import CASES as FOLDER
from tests.support.cases import by_id, case_files, expect_case
from tests.support.terraform import Workspace

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

CASES = by_id(case_files())
VARIANTS = [case for case in CASES if str(case.id).startswith("variants/")]
OTHERS = [case for case in CASES if case not in VARIANTS]
# Of what people copy, the three that have most in them; the others in the form that is read twice as fast.
AS_SYNTHESIZED = {"existing-cluster-with-iap", "new-standard-with-gpus", "profiles-and-storage"}


def test_validate(stack: Path, tmp_path: Path) -> None:
    """Once for all: it does not look at the variables' values. With providers and locks as users have them."""
    workspace = Workspace.create(stack, tmp_path, own_providers=True)
    workspace.init()
    assert "Warning" not in workspace.must("validate"), "people would read it in every plan"


@pytest.mark.parametrize("file", OTHERS)
def test_apply_plan_destroy(file: Path, stack: Path, tmp_path: Path) -> None:
    """One apply of what was synthesized makes it all, and `terraform destroy` as people call it leaves nothing."""
    workspace = Workspace.create(stack, tmp_path, file, as_synthesized=file.stem in AS_SYNTHESIZED)
    workspace.init()
    expect_applied(file, workspace)
    destroyed = workspace.destroy()
    assert destroyed.code == 0, destroyed.output
    assert workspace.resources() == {}


@pytest.mark.parametrize("file", VARIANTS)
def test_half_finished_apply_is_completed(file: Path, stack: Path, tmp_path: Path) -> None:
    """The plan on nothing must stand, or the first apply would not come as far as the chart; the second makes
    the same as one apply makes, as the file says that is expected of it.
    """
    workspace = Workspace.create(stack, tmp_path, file)
    workspace.init()

    # The chart is what fails in practice: images, quota, a cluster that is not ready.
    failed = workspace.apply(STUB_FAIL="helm_release")
    assert failed.code == 1
    assert "helm_release: failed because" in failed.output
    left = workspace.resources()
    assert left, "nothing was made before the failure, so this shows nothing"
    assert not any(address.startswith("helm_release") for address in left)

    expect_applied(file, workspace)
    # The plan before this one has read everything.
    destroyed = workspace.destroy("-refresh=false")
    assert destroyed.code == 0, destroyed.output
    assert workspace.resources() == {}


def expect_applied(file: Path, workspace: Workspace) -> None:
    """An apply makes what the case expects, and leaves nothing to do."""
    applied = workspace.apply()
    assert applied.code == 0, applied.output
    open_to_everybody = "allAuthenticatedUsers" in file.read_text(encoding="utf-8") and workspace.outputs()["domain"]
    assert ("members_allowlist has allAuthenticatedUsers" in applied.output) == bool(open_to_everybody)
    own_class = re.search(r"^home_storage_class", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert ("home_storage_class is" in applied.output) == bool(own_class)
    expect_case(file, workspace.resources(), workspace.outputs())
    again = workspace.plan("-detailed-exitcode")
    assert again.code == 0, f"the second plan is not empty:\n{again.output}"


@pytest.mark.parametrize("name", ["existing-iap-new_bucket", "standard_public-iap-new_bucket"])
def test_an_api_that_was_turned_off_is_turned_on_again_and_nothing_else(name: str, stack: Path, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path, FOLDER / "variants" / f"{name}.tfvars")
    workspace.init()
    assert workspace.apply().code == 0
    for service in (
        'google_project_service.api["pubsub.googleapis.com"]',
        'google_project_service.api["cloudresourcemanager.googleapis.com"]',
        "google_project_service.iam",
    ):
        workspace.must("state", "rm", service)
        _, plan = workspace.planned()
        changes = {each["address"]: each["change"]["actions"] for each in plan["resource_changes"]}
        assert {address for address, actions in changes.items() if actions != ["no-op"]} == {service}
        assert changes[service] == ["create"]
        assert workspace.apply_planned().code == 0
