"""OpenTofu does with what is synthesized what Terraform does, and goes on with a state of Terraform's."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.environments.projects import add_environment, fast_providers, project_in, run
from tests.support.buckets import buckets
from tests.support.cases import CASES, by_id, case_files
from tests.support.deployed import at_once
from tests.support.filled_in import filled_in
from tests.support.needs import lack
from tests.support.terraform import Workspace, at_opentofu
from tests.test_cycle import expect_applied
from tests.test_terraform_test import try_out

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("tofu")]

TFVARS = [file for file in case_files() if file.parent.name == "tfvars"]
CASE = TFVARS[0]
# Read by OpenTofu as they were synthesized; the others in the form that is faster (tests/support/native.py).
AS_SYNTHESIZED = {CASE.stem, "new-standard-with-gpus"}


@pytest.fixture
def tofu(stand_ins: None) -> None:
    if not shutil.which("tofu"):
        lack("tofu", "OpenTofu is not here: install OpenTofu 1.11 or newer, as `tofu`, to run this test.")


@pytest.fixture
def mirror(tmp_path: Path) -> dict[str, str]:
    """A shell in which the stand-ins are at the addresses of OpenTofu's registry."""
    settings = Path(os.environ["TF_CLI_CONFIG_FILE"]).read_text(encoding="utf-8")
    (folder,) = re.findall(r'path\s*=\s*"(.*)"', settings)
    ours = tmp_path / "mirror"
    shutil.copytree(Path(folder) / "registry.terraform.io", ours / "registry.opentofu.org", copy_function=os.symlink)
    changed = tmp_path / "tofurc"
    changed.write_text(settings.replace(folder, str(ours)), encoding="utf-8")
    return {"TF_CLI_CONFIG_FILE": str(changed)}


def with_tofu(workspace: Workspace) -> Workspace:
    return replace(workspace, tool="tofu")


@pytest.mark.parametrize("file", by_id(TFVARS))
def test_apply_plan_destroy(file: Path, stack: Path, tmp_path: Path) -> None:
    as_synthesized = file.stem in AS_SYNTHESIZED
    workspace = with_tofu(Workspace.create(stack, tmp_path, file, as_synthesized=as_synthesized))
    workspace.init()
    expect_applied(file, workspace, at_once)
    destroyed = workspace.destroy()
    assert destroyed.code == 0, destroyed.output
    assert workspace.resources() == {}


def test_the_shipped_test(stack: Path, tmp_path: Path) -> None:
    said = try_out(stack, tmp_path, CASE, tool="tofu")
    assert "Success! 2 passed, 0 failed." in said, said


def test_what_is_there_is_taken_over(stack: Path, tmp_path: Path) -> None:
    """Import blocks with for_each, which it has from 1.7 on."""
    workspace = with_tofu(Workspace.create(stack, tmp_path, CASES / "taken_over.tfvars", as_synthesized=True))
    workspace.init()
    applied = workspace.apply()
    assert applied.code == 0, applied.output
    assert "6 imported" in applied.output
    again = workspace.plan("-detailed-exitcode")
    assert again.code == 0, again.output


def test_providers_from_its_registry(stack: Path, tmp_path: Path, mirror: dict[str, str]) -> None:
    """As a user has them: found by init, noted in the lock, started by each command."""
    workspace = with_tofu(Workspace.create(stack, tmp_path, CASE, environment=mirror, own_providers=True))
    workspace.init()
    workspace.must("validate")
    lock = (workspace.folder / ".terraform.lock.hcl").read_text(encoding="utf-8")
    assert len(re.findall(r'^provider "registry.opentofu.org/hashicorp/', lock, re.MULTILINE)) == 4


def test_a_state_of_terraform_is_gone_on_with(stack: Path, tmp_path: Path) -> None:
    by_terraform = Workspace.create(stack, tmp_path, CASE)
    by_terraform.init()
    assert by_terraform.apply().code == 0
    made = by_terraform.resources()
    shutil.rmtree(by_terraform.folder / ".terraform")
    workspace = with_tofu(by_terraform)
    workspace.init()
    again = workspace.plan("-detailed-exitcode")
    assert again.code == 0, again.output
    assert workspace.resources() == made


def test_an_environment_by_make(tmp_path: Path, stack: Path) -> None:
    project = project_in(tmp_path)
    fast = {name: at_opentofu(value) for name, value in fast_providers(stack).items()}
    with buckets() as states:
        add_environment(project, "dev", filled_in(CASE, tmp_path).read_text(encoding="utf-8"), states)
        planned = run(project, "make", "plan", "ENV=dev", TERRAFORM_BINARY_NAME="tofu", **fast)
    assert planned.code == 0, planned.output
    assert "OpenTofu will perform the following actions" in planned.output
