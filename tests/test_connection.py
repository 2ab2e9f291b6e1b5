"""How Terraform reaches the control plane."""

from typing import Any

import pytest
import yaml

from jupyter_on_gke.cluster import FLAVOURS
from tests.support.cases import CASES
from tests.support.evaluated import Given, evaluated
from tests.support.synth import Json

CONNECTIONS: list[dict[str, Any]] = yaml.safe_load((CASES / "connections.yaml").read_text(encoding="utf-8"))
CREATED = [f"google_container_cluster.{flavour.id}" for flavour in FLAVOURS]


@pytest.fixture(scope="module")
def connections(terraform: str, synthesized: Json, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Json]]:
    """What the stack makes of each of the clusters."""
    return evaluated(
        synthesized,
        tmp_path_factory.mktemp("connections"),
        wanted=("cluster_reached_by", "cluster_host"),
        cases=[given(case) for case in CONNECTIONS],
    )


def given(case: dict[str, Any]) -> Given:
    existing, created = case.get("existing"), case.get("created")
    return Given(
        variables=case.get("variables", {}),
        instead={
            "data.google_container_cluster.existing": [existing] if existing else [],
            "data.google_project.project": {"number": "123456789012"},
            **{address: [] for address in CREATED},
            **({CREATED[0]: [created]} if created else {}),
        },
    )


@pytest.mark.terraform
@pytest.mark.parametrize("number", [pytest.param(n, id=case["case"]) for n, case in enumerate(CONNECTIONS)])
def test_how_a_cluster_is_reached(number: int, connections: list[dict[str, Json]]) -> None:
    case, answers = CONNECTIONS[number], connections[number]
    by = answers["cluster_reached_by"]
    assert (by, answers["cluster_host"][by]) == (case["by"], case["host"])
