"""Who may do what: every grant, whole, as grants.yaml has it."""

import pytest

from tests.support.grants import is_grant
from tests.support.promises import promised
from tests.support.synth import Json

GRANTS: dict[str, Json] = promised("grants")
# What says when and in which order, and nothing of what is granted.
ABOUT = {"//", "count", "for_each", "depends_on", "lifecycle", "provider"}
# Roles that change other people's rights, or are a key to everything.
TOO_MUCH = ("roles/owner", "roles/editor", "roles/iam.", "admin")
EVERYBODY = ("allUsers", "allAuthenticatedUsers", "projectEditor", "projectViewer")


def granted(synthesized: Json) -> dict[str, Json]:
    """Address -> the resource, of everything that gives somebody a right."""
    every = {f"{kind}.{name}": it for kind, named in synthesized["resource"].items() for name, it in named.items()}
    return {address: it for address, it in every.items() if is_grant(address)}


def test_there_are_no_others(synthesized: Json) -> None:
    assert granted(synthesized).keys() == GRANTS.keys()


@pytest.mark.parametrize("address", GRANTS)
def test_a_grant_is_as_promised(address: str, synthesized: Json) -> None:
    grant = granted(synthesized)[address]
    made = {key: value for key, value in grant.items() if key not in ABOUT}
    if "condition" in made and GRANTS[address]["condition"]["expression"] is True:
        made["condition"] = {**made["condition"], "expression": "request.host" in made["condition"]["expression"]}
    assert made == GRANTS[address]
    # Who is added by hand, or another condition, is put right by the next apply.
    assert "ignore_changes" not in grant.get("lifecycle", {})


@pytest.mark.parametrize("address", GRANTS)
def test_nobody_gets_everything(address: str) -> None:
    grant = GRANTS[address]
    assert [word for word in TOO_MUCH if word in grant["role"].lower()] == []
    assert [word for word in EVERYBODY if word in str(grant.get("member", grant.get("members")))] == []


def test_nodes_have_two_roles(synthesized: Json) -> None:
    """Logs and metrics, and images: nothing of the project's data."""
    roles = synthesized["resource"]["google_project_iam_member"]["nodes_roles"]["for_each"]
    assert [word for word in roles.replace("[", '"').split('"') if "/" in word] == [
        "roles/container.defaultNodeServiceAccount",
        "roles/artifactregistry.reader",
    ]
