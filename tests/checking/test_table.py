"""What `check` computes is what the stack has: its locals, its refusals, its warnings and the constants of both."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke import App, JupyterOnGke
from jupyter_on_gke.checking.known import ARGUMENTS, CONSTANTS
from jupyter_on_gke.checking.plan import TABLE
from jupyter_on_gke.checking.refusals import REFUSALS, WARNINGS
from jupyter_on_gke.given import plain
from tests.support.expectations import expect_text
from tests.support.locals_file import locals_file
from tests.support.synth import Json

# Of which check says that only a plan knows: the project's organization, and a managed cluster's windows.
ONLY_IN_A_PLAN = {
    "google_iap_web_type_compute_iam_binding.members",
    "google_iap_web_type_compute_iam_binding.servers_members",
    "google_container_cluster.managed",
    "google_container_node_pool.managed",
}


def preconditions(synthesized: Json) -> dict[str, list[dict[str, str]]]:
    """Address -> the preconditions there."""
    return {
        f"{kind}.{name}": found
        for kind, every in synthesized["resource"].items()
        for name, resource in every.items()
        if (found := resource.get("lifecycle", {}).get("precondition"))
    }


@pytest.mark.synth
def test_the_table_is_the_stacks(tmp_path: Path) -> None:
    stack = JupyterOnGke(App(outdir=str(tmp_path)), "jupyter")
    expect_text(locals_file(stack.logic), TABLE)


def test_every_refusal_of_the_plan_is_known(synthesized: Json) -> None:
    of_plan = preconditions(synthesized)
    assert of_plan.keys() - {"helm_release.jupyterhub"} == ONLY_IN_A_PLAN
    assert [each.block() for each in REFUSALS] == of_plan["helm_release.jupyterhub"]


def test_every_warning_of_the_plan_is_known(synthesized: Json) -> None:
    assert {name: each.block() for name, each in WARNINGS.items()} == {
        name: each["assert"] for name, each in synthesized["check"].items()
    }


@pytest.mark.parametrize("name", CONSTANTS)
def test_constants_are_those_of_the_json(name: str, synthesized: Json) -> None:
    assert json.loads(json.dumps(as_json(CONSTANTS[name]()))) == synthesized["locals"][name]


def as_json(value: Any) -> Any:
    """As the JSON has objects."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_json(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, (list, tuple)) else plain(value)


def test_arguments_of_functions_are_known_or_only_a_plans() -> None:
    """What is neither a variable nor a local, and no Unread, is written by hand."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    unknown = {name for _, arguments in table.values() for name, reference in arguments.items() if reference is None}
    assert unknown - ARGUMENTS.keys() == set()
