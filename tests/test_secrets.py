"""A secret is in no file and no output that people read, pass on or keep in a review."""

import json
from pathlib import Path

import pytest

from tests.support.cases import CASES
from tests.support.sensitive import shown
from tests.support.terraform import Workspace

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

OURS = "GOCSPX-a-marked-secret-5b1e"
NEXT = "GOCSPX-another-marked-secret-9d02"
SEEDS = CASES / "seeds"
VARIANTS = CASES / "variants"


def plan(workspace: Workspace, **environment: str) -> tuple[str, str]:
    """A plan's text with all of Terraform's and the providers' logs, and its JSON without what is sensitive."""
    text, as_json = workspace.planned(TF_LOG="DEBUG", **environment)
    return text, json.dumps(shown(as_json))


def test_the_clients_secret(stack: Path, tmp_path: Path) -> None:
    # The seed's own would win over the environment's.
    lines = (SEEDS / "generation-b-own-client.tfvars").read_text(encoding="utf-8").splitlines()
    ours = tmp_path / "ours.tfvars"
    ours.write_text("\n".join(line for line in lines if not line.startswith("client_secret")), encoding="utf-8")
    workspace = Workspace.create(stack, tmp_path / "stack", ours, own_providers=True)
    workspace.init()
    secret = {"TF_VAR_client_secret": OURS}

    text, as_json = plan(workspace, **secret)
    assert "kubernetes_secret_v1.oauth_client[0]" in text
    assert OURS not in text
    assert OURS not in as_json
    applied = workspace.apply(TF_LOG="DEBUG", **secret)
    assert applied.code == 0, applied.output
    assert OURS not in applied.output
    # Write-only: not even the state has it.
    assert OURS not in workspace.state.read_text(encoding="utf-8")
    assert workspace.run("plan", "-detailed-exitcode", "-input=false", *workspace.variables, **secret).code == 0

    # Another secret is written, and nothing else changes.
    text, as_json = plan(workspace, TF_VAR_client_secret=NEXT)
    assert "Plan: 0 to add, 1 to change, 0 to destroy." in text
    assert OURS not in text + as_json
    assert NEXT not in text + as_json


def test_the_password(stack: Path, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path, VARIANTS / "existing-no_iap-no_bucket.tfvars", own_providers=True)
    workspace.init()
    applied = workspace.apply(TF_LOG="DEBUG")
    assert applied.code == 0, applied.output
    password = workspace.outputs()["jupyterhub_password"]
    assert len(password) > 8, "long enough to be found by it"
    assert password not in applied.output
    text, as_json = plan(workspace)
    assert password not in text + as_json
    assert password not in workspace.must("output")
    assert workspace.must("output", "-raw", "jupyterhub_password") == password, "it is there for who asks"
    assert password not in (workspace.folder / "cdk.tf.json").read_text(encoding="utf-8")


def test_what_is_shown_is_what_is_not_marked() -> None:
    """The check itself: a secret in the open is found, one that is marked is not."""
    change = {"before": None, "after": {"a": OURS, "b": [OURS]}, "after_sensitive": {"a": True, "b": [True]}}
    made = {
        "configuration": {"root_module": {"variables": {"client_secret": {"sensitive": True}, "other": {}}}},
        "variables": {"client_secret": {"value": OURS}, "other": {"value": "x"}},
        "resource_changes": [{"change": change}],
        "planned_values": {"outputs": {"password": {"sensitive": True, "value": OURS}}},
    }
    assert OURS not in json.dumps(shown(made))
    for open_ in (
        {"resource_changes": [{"change": {**change, "after_sensitive": {"a": True}}}]},
        {"variables": {"other": {"value": OURS}}},
        {"planned_values": {"outputs": {"password": {"value": OURS}}}},
    ):
        assert OURS in json.dumps(shown({**made, **open_}))
