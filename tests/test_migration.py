"""The blueprint's state under our configuration: nothing that people have is destroyed."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from jupyter_on_gke.migration import LEFT, MOVED
from tests.support.blueprint import VARIANTS, addresses, without_keys, write_state
from tests.support.cases import CASES
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.replacing import replacing
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

VARIABLES = CASES / "variants" / "from-the-blueprint.tfvars"
PAGE = ROOT / "docs" / "migration.md"

# What may go, by type: the blueprint's grants, and what holds nothing.
GOES = {
    "google_project_iam_member",
    "google_storage_bucket_iam_member",
    "kubernetes_annotations",
    "random_string",
    "terraform_data",
}


def workspace_of(variant: str, stack: Path, folder: Path) -> Workspace:
    """The variant's state, and the variables with or without IAP as it was."""
    more = folder / "more.tfvars"
    more.write_text(f"add_auth = {str('iap' in variant).lower()}\n", encoding="utf-8")
    workspace = Workspace.create(stack, folder, VARIABLES, more)
    write_state(variant, workspace.state)
    workspace.init()
    return workspace


def by_action(changes: Iterable[Json], variant: str) -> dict[str, dict[str, Json]]:
    """What happens to the blueprint's own: action -> the address it had -> the change."""
    had = set(addresses(variant))
    found: dict[str, dict[str, Json]] = {}
    for change in changes:
        before = change.get("previous_address", change["address"])
        if before in had:
            found.setdefault("+".join(change["change"]["actions"]), {})[before] = change
    return found


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize("variant", VARIANTS)
def test_what_happens_to_the_blueprints_resources(variant: str, stack: Path, tmp_path: Path) -> None:
    workspace = workspace_of(variant, stack, tmp_path)
    _, plan = workspace.planned()
    found = by_action(plan["resource_changes"], variant)
    assert found.keys() == {"update", "forget", "delete"}, "nothing is replaced"
    assert replacing(plan["resource_changes"]) == []
    assert sorted(address for action in found.values() for address in action) == sorted(addresses(variant))
    assert {old: change["address"] for old, change in found["update"].items()} == {
        old: new for old, new in MOVED.items() if old in addresses(variant)
    }
    assert {change["type"] for change in found["delete"].values()} <= GOES
    # The nodes' account keeps its roles, or a cluster that stays would have no logs.
    grants = [each for each in found["delete"].values() if each["type"] == "google_project_iam_member"]
    assert {(each["change"]["before"]["member"].partition("@")[0]) for each in grants} <= {
        "serviceAccount:jupyter-sa",
        "user:a",
        "group:g",
    }

    applied = workspace.apply_planned()
    assert applied.code == 0, applied.output
    assert not any(address.startswith("module.") for address in workspace.resources())
    assert workspace.plan("-detailed-exitcode").code == 0


def test_every_block_is_about_something() -> None:
    there = {without_keys(address) for variant in VARIANTS for address in addresses(variant)}
    assert {without_keys(old) for old in MOVED} <= there
    for left in LEFT:
        assert any(f"{address}.".startswith(f"{left}.") for address in there), left


def test_the_page_shows_the_variables() -> None:
    text = VARIABLES.read_text(encoding="utf-8").partition("\n")[2].rstrip("\n")
    expect_text(generated(PAGE, {"tfvars": f"```hcl\n{text}\n```"}), PAGE)
