"""A deployment of an earlier version under today's JSON: nothing is replaced, and people find the same names."""

import shutil
from pathlib import Path

import pytest

from tests.support.cases import CASES
from tests.support.replacing import replacing
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace, managed
from tools.release import planned, releases

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

RELEASED = CASES / "released"
STATES = sorted(RELEASED.glob("*/*.tfstate"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
# What Terraform keeps in the state alone, and tells nobody.
NOTED = {"timeouts"}
SHOWS = {True: "updated in place", False: "updated in place, `timeouts` alone"}


def said(state: Path) -> dict[str, str]:
    """What the changelog says that a plan shows: of all versions after the state's."""
    versions = list(releases(CHANGELOG))
    later = versions[: versions.index(state.parent.name)]
    return {address: shows for version in later for address, shows in planned(CHANGELOG, version).items()}


@pytest.mark.parametrize("state", [pytest.param(state, id=f"{state.parent.name}/{state.stem}") for state in STATES])
def test_an_upgrade_replaces_nothing(state: Path, stack: Path, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path, state.with_suffix(".tfvars"))
    shutil.copy(state, workspace.state)
    workspace.init()
    before = workspace.resources()
    outputs_before = workspace.outputs()
    _, plan = workspace.planned()
    actions = {
        each["address"].partition("[")[0]: (each["change"]["actions"], bool(changed(each["change"]) - NOTED))
        for each in plan["resource_changes"]
        if each["mode"] == "managed" and each["change"]["actions"] != ["no-op"]
    }
    assert [address for address, (action, _) in actions.items() if action != ["update"]] == []
    assert replacing(plan["resource_changes"]) == []
    assert {address: SHOWS[more] for address, (_, more) in actions.items()}.items() <= said(state).items()

    assert workspace.apply_planned().code == 0
    after = workspace.resources()
    assert set(managed(after)) == set(managed(before))
    assert names(after) == names(before)
    assert {name: workspace.outputs()[name] for name in outputs_before} == outputs_before
    assert workspace.outputs()["servers_domain"] == "", "the host of a deployment changes only when asked"
    assert workspace.plan("-detailed-exitcode").code == 0


def changed(change: Json) -> set[str]:
    """The arguments in which a planned change differs from what is there."""
    before, after = change["before"] or {}, change["after"] or {}
    differ = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return differ | {name for name, unknown in change["after_unknown"].items() if unknown is True}


def names(resources: dict[str, Json]) -> dict[str, Json]:
    """What things are called, and who is granted something, under which condition."""
    found = {}
    for address in managed(resources):
        values = resources[address]
        metadata = values["metadata"][0]["name"] if address.startswith("kubernetes_") else ""
        kept = {key: values[key] for key in ("name", "role_id", "member", "members", "condition") if key in values}
        found[address] = {**kept, "metadata": metadata}
    return found


def test_the_servers_move_when_asked(stack: Path, tmp_path: Path) -> None:
    """One more grant and nothing replaced: the hub's own name, grant and certificate stay as they are."""
    state = RELEASED / "0.1.0" / "own-domain-and-address.tfstate"
    asked = tmp_path / "asked.tfvars"
    asked.write_text('servers_domain = "jupyter-servers.example.com"\n', encoding="utf-8")
    workspace = Workspace.create(stack, tmp_path, state.with_suffix(".tfvars"), asked)
    shutil.copy(state, workspace.state)
    workspace.init()
    _, plan = workspace.planned()
    actions = {
        each["address"]: each["change"]["actions"][0]
        for each in plan["resource_changes"]
        if each["mode"] == "managed" and changed(each["change"]) - NOTED
    }
    assert actions == {
        "google_iap_web_type_compute_iam_binding.servers_members[0]": "create",
        "helm_release.iap[0]": "update",
        "helm_release.jupyterhub": "update",
    }
