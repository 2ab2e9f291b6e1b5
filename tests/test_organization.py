"""Google's own OAuth client lets in nobody where a project is in no organization: refused while planning."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.terraform import Workspace

VARIANTS = CASES / "variants"
MANAGED = VARIANTS / "existing-iap-no_bucket.tfvars"
OWN_CLIENT = {"client_id": "123456789012-abc.apps.googleusercontent.com", "client_secret": "secret"}
SENTENCE = (
    'project_id is "demo-project", a project without an organization, where the OAuth client that Google manages lets '
    "in nobody (each request would be 502): make a client of your own in the console and write client_id and "
    "client_secret, or take a project of an organization, or write add_auth = false."
)
ALONE = {"org_id": "", "folder_id": ""}


def plan(stack: Path, folder: Path, project: dict[str, Any], variables: dict[str, Any]) -> str:
    """What `terraform test` says of a plan in this project, as Google would describe it."""
    workspace = Workspace.create(stack, folder)
    values = json.dumps({"number": "123456789012", **project})
    # The services are there: what is looked up waits for them.
    (workspace.folder / "project.tftest.hcl").write_text(
        f"override_data {{\n  target = data.google_project.project\n  values = {values}\n}}\n"
        'run "plan" {\n  command = plan\n}\n',
        encoding="utf-8",
    )
    (workspace.folder / "more.auto.tfvars.json").write_text(json.dumps(variables), encoding="utf-8")
    workspace.init()
    # `terraform test` fails for a warning, too, as for the file's names at example.com.
    people = '-var=members_allowlist="user:ann@our-company.org"'
    return workspace.run("test", "-filter=project.tftest.hcl", f"-var-file={MANAGED}", people).output


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize(
    ("project", "variables", "refused"),
    [
        pytest.param(ALONE, {}, True, id="no organization"),
        pytest.param(ALONE, OWN_CLIENT, False, id="no organization, own client"),
        pytest.param(ALONE, {"add_auth": False}, False, id="no organization, without IAP"),
        pytest.param({"org_id": "111111111111", "folder_id": ""}, {}, False, id="in an organization"),
        pytest.param({"org_id": "", "folder_id": "222222222222"}, {}, False, id="in a folder"),
        pytest.param({"org_id": None, "folder_id": None}, {}, True, id="no organization, as the provider reads it"),
    ],
)
def test_a_project_without_an_organization(
    project: dict[str, Any], variables: dict[str, Any], refused: bool, stack: Path, tmp_path: Path
) -> None:
    said = " ".join(plan(stack, tmp_path, project, variables).replace("│", " ").split())
    assert (SENTENCE in said, "Success! 1 passed, 0 failed." in said) == (refused, not refused), said
