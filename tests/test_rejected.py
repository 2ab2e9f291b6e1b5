"""Every validation refuses what it is there for, while planning, with its own sentence."""

import json
import re
from collections import ChainMap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.surface import VARIABLES, check_order
from jupyter_on_gke.variables.variable import Variable, validation
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.expectations import expect_entry
from tests.support.native import write_native
from tests.support.settled import needed_locals, sentence
from tests.support.synth import Json
from tests.support.terraform import Workspace
from tests.support.tried import tried

FILE = CASES / "rejected.yaml"
REJECTED: list[dict[str, Any]] = read_yaml(FILE.read_text(encoding="utf-8"))
MESSAGES = CASES / "expected" / "rejected.yaml"
TOGETHER = 25

BASE = {
    "project_id": "demo-project",
    "cluster_name": "ml-cluster",
    "cluster_location": "us-central1",
    "members_allowlist": "user:ann@example.com",
}


def parameters() -> list[Any]:
    seen: dict[str, int] = {}
    cases: list[Any] = []
    for case in REJECTED:
        number = seen[case["refused"]] = seen.get(case["refused"], 0) + 1
        cases.append(pytest.param(case, id=f"{case['refused'].replace(' ', '-')}-{number}"))
    return cases


@pytest.fixture(scope="session")
def declarations(synthesized: Json, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The stack's variables alone: Terraform judges them before anything else, and quickly so."""
    folder = tmp_path_factory.mktemp("declarations")
    alone = {"variable": synthesized["variable"], "locals": needed_locals(synthesized, set())}
    write_native(alone, folder)
    workspace = Workspace(folder=folder)
    workspace.init()
    return workspace


def given(folder: Path, values: dict[str, Any]) -> str:
    """The option for a file with the values."""
    tfvars = folder / "case.tfvars.json"
    tfvars.write_text(json.dumps(BASE | values), encoding="utf-8")
    return f"-var-file={tfvars}"


def errors_of(number: int, cases: Sequence[dict[str, Any]], declarations: Workspace) -> list[str]:
    """What refuses one of the cases, with some others tried together."""
    first = number - number % TOGETHER
    return tried(declarations, [BASE | values for values in cases[first : first + TOGETHER]])[number - first]


@pytest.mark.terraform
@pytest.mark.parametrize("case", parameters())
def test_refused(case: dict[str, Any], declarations: Workspace, request: pytest.FixtureRequest) -> None:
    errors = errors_of(REJECTED.index(case), [each["set"] for each in REJECTED], declarations)
    sentences = [sentence(error) for error in errors]
    assert len(sentences) == 1, f"one mistake, one sentence: {sentences}"
    # Of the two that belong together, the first is named first.
    first = "client_id" if case["refused"] == "client_secret 0" else case["refused"].split()[0]
    assert re.match(rf"{first}\b", sentences[0]), "the sentence begins with what is wrong"
    expect_entry(sentences[0], MESSAGES, request.node.callspec.id)


@pytest.mark.terraform
def test_nothing_is_created_before_a_refusal(stack: Path, stand_ins: None, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path)
    workspace.init()
    mistakes = [case["set"] for case in REJECTED if case["refused"] in ("domain 0", "gcs_bucket 0", "create_brand 0")]
    mistaken = given(tmp_path, dict(ChainMap(*mistakes)))
    result = workspace.run("apply", "-json", "-input=false", "-auto-approve", mistaken)
    assert result.code == 1, result.output
    sentences = [sentence(error) for error in result.errors]
    assert {each.split()[0] for each in sentences} == {"domain", "gcs_bucket", "create_brand"}
    assert workspace.resources() == {}


def test_every_validation_has_a_case() -> None:
    every = {f"{variable.name} {i}" for variable in VARIABLES for i in range(len(variable.validations))}
    assert {case["refused"] for case in REJECTED} == every


def test_validations_refer_to_earlier_variables_only() -> None:
    @plan_time
    def differ(early: str, later: str) -> str:
        if early != later:
            return ""
        return "early is later: write another one."

    later = Variable(name="later", description="")
    early = Variable(name="early", description="", validations=(validation(differ),))
    check_order((later, early))
    with pytest.raises(ValueError, match="a validation of early refers to later: declare that before early"):
        check_order((early, later))


STANDARD = {"create_cluster": True, "autopilot_cluster": False}
ACCEPTED: list[dict[str, Any]] = [
    {"user_buckets": ["o'neil@example.com", "ann@example.com"]},
    {"kubernetes_namespace": "default", "create_namespace": False},
    {"kubernetes_namespace": "kube-public", "create_namespace": False},
    {"kubernetes_namespace": "default", "goog_cm_deployment_name": "first"},
    {"kubernetes_namespace": "defaults"},
    {"cluster_location": "us-central1-ai1a"},
    # GPUs: by both names, by their machines, on machines that are too new, always on.
    {"gpu_pools": [{"name": "a", "accelerator": "nvidia-l4"}, {"name": "b", "accelerator_type": "nvidia-l4"}]},
    {"gpu_pools": [{"name": "a", "accelerator": "nvidia-l4", "accelerator_type": "nvidia-l4"}]},
    {"gpu_pools": [{"name": "a", "machine_type": "g2-standard-8"}], **STANDARD},
    {"gpu_pools": [{"name": "a", "machine_type": "n1-standard-8"}]},
    {"gpu_pools": [{"name": "a", "machine_type": "n1-highmem-8", "accelerator": "nvidia-tesla-t4"}], **STANDARD},
    {"gpu_pools": [{"name": "a", "machine_type": "x9-standard-8", "accelerator": "nvidia-l4"}], **STANDARD},
    {"gpu_pools": [{"name": "a", "machine_type": "x9-standard-8", "accelerator": "nvidia-new"}], **STANDARD},
    {
        "gpu_pools": [
            {"name": "a", "accelerator": "nvidia-l4", "autoscaling": False, "initial_node_count": 2},
            {"name": "b", "accelerator": "nvidia-l4", "autoscaling": True, "initial_node_count": 1},
        ]
    },
    {"profiles": [{"name": "a", "accelerator_type": "nvidia-l4"}]},
    {"cluster_location": "northamerica-northeast1-c"},
    {"cluster_location": "europe-southwest9"},
    {"admin_users": ["Ann@example.com"]},
    {"admin_users": ["bob@example.org"], "add_auth": False},
    {"admin_users": ["bob@Example.com"], "members_allowlist": "domain:example.com"},
    {"admin_users": ["bob@example.org"], "members_allowlist": "user:ann@example.com,group:team@example.com"},
    {"network": "projects/host/global/networks/shared", "subnetwork": "projects/host/regions/r/subnetworks/s"},
    {"jupyterhub_values": "# singleuser:\n#   cpu: {limit: 2}\n"},
    {"jupyterhub_values": "---\r\n"},
]


@pytest.mark.terraform
@pytest.mark.parametrize("number", range(len(ACCEPTED)))
def test_accepted(number: int, declarations: Workspace) -> None:
    """What people really have, and what no cluster that is there is asked for."""
    assert errors_of(number, ACCEPTED, declarations) == []


@pytest.mark.terraform
def test_a_text_for_any_type_on_the_command_line(declarations: Workspace) -> None:
    """As the README says it."""
    names = [f"-var={name}={value}" for name, value in BASE.items() if name != "members_allowlist"]
    for member, code in (('"user:me@example.com"', 0), ("user:me@example.com", 1)):
        result = declarations.run("plan", "-json", "-input=false", *names, f"-var=members_allowlist={member}")
        assert result.code == code, result.output
    assert "Extra characters after expression" in result.output
