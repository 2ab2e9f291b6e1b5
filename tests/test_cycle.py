"""A deployment's whole life in real terraform on stand-in providers, for every variant and tfvars file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import CASES as FOLDER
from tests.support.cases import by_id, case_files, expect_case
from tests.support.deployed import at_once, completed, deployed
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
    expect_applied(file, workspace, at_once)
    destroyed = workspace.destroy()
    assert destroyed.code == 0, destroyed.output
    assert workspace.resources() == {}


@pytest.mark.parametrize("file", VARIANTS)
def test_half_finished_apply_is_completed(file: Path, stack: Path, tmp_path: Path) -> None:
    """The second apply makes the same as one apply makes, as the file says that is expected of it."""
    workspace = Workspace.create(stack, tmp_path, file)
    workspace.init()
    expect_applied(file, workspace, completed)
    # The plan before this one has read everything.
    destroyed = workspace.destroy("-refresh=false")
    assert destroyed.code == 0, destroyed.output
    assert workspace.resources() == {}


def expect_applied(file: Path, workspace: Workspace, apply: Callable[[Workspace], str]) -> None:
    """An apply makes what the case expects, and leaves nothing to do."""
    said = workspace.applied(apply)
    open_to_everybody = "allAuthenticatedUsers" in file.read_text(encoding="utf-8") and workspace.outputs()["domain"]
    assert ("members_allowlist has allAuthenticatedUsers" in said) == bool(open_to_everybody)
    own_class = re.search(r"^home_storage_class", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert ("home_storage_class is" in said) == bool(own_class)
    expect_case(file, workspace.resources(), workspace.outputs())
    again = workspace.plan("-detailed-exitcode")
    assert again.code == 0, f"the second plan is not empty:\n{again.output}"


@pytest.mark.parametrize("name", ["existing-iap-new_bucket", "standard_public-iap-new_bucket"])
def test_an_api_that_was_turned_off_is_turned_on_again_and_nothing_else(name: str, stack: Path, tmp_path: Path) -> None:
    workspace = deployed(stack, tmp_path, FOLDER / "variants" / f"{name}.tfvars")
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
