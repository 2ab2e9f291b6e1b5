"""What a whole cluster offers and refuses, from variables to sentences: the cases of the plan, computed in Python."""

from typing import Any

import pytest

from jupyter_on_gke.profiles.defaults import OFFERS
from tests.support.cases import CASES
from tests.support.computed import Locals
from tests.support.documents import read_yaml
from tests.support.settled import PLACE

REFUSED: list[dict[str, Any]] = read_yaml((CASES / "refused_profiles.yaml").read_text(encoding="utf-8"))
SETTLED: list[dict[str, Any]] = read_yaml((CASES / "settled_profiles.yaml").read_text(encoding="utf-8"))
STANDARD = {"create_cluster": True, "autopilot_cluster": False}


def computed(case: dict[str, Any]) -> Locals:
    document = read_yaml(case["set"].get("jupyterhub_values", ""))
    return Locals(PLACE | {"add_auth": False} | case["set"], existing=case.get("existing"), document=document)


def numbered(cases: list[dict[str, Any]], name: str) -> list[Any]:
    return [pytest.param(case, id=f"{name}-{case[name]}-{number}") for number, case in enumerate(cases)]


@pytest.mark.parametrize("case", numbered(REFUSED, "refused"))
def test_refused_by_the_one(case: dict[str, Any]) -> None:
    assert computed(case).refused() == [case["refused"]]


@pytest.mark.parametrize("case", numbered(SETTLED, "case"))
def test_nothing_is_refused(case: dict[str, Any]) -> None:
    assert computed(case).refused() == []


def test_offers_of_autopilot() -> None:
    """Name: CPUs, memory, GiB of storage (0 is Autopilot's own amount), accelerators."""
    amounts = {each.name: (each.cpu, each.memory, each.ephemeral_storage_gb, each.accelerator_count) for each in OFFERS}
    assert amounts == {
        "cpu": (8, "16G", 0, 1),
        "c3": (6, "16G", 400, 1),
        "l4": (6, "24G", 200, 1),
        "l4-x2": (20, "80G", 400, 2),
    }


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        # Of 2 CPUs GKE reserves 0.07 and others have 0.75; of 8 GiB 1.9, and 1.5.
        ({"cpu_pools": [{"name": "a", "machine_type": "n2-standard-2"}]}, {"cpu": (1.1, "4G", False)}),
        (
            {"cpu_pools": [{"name": "a", "machine_type": "n2-standard-16", "spot": True}]},
            {"cpu": (8, "8G", True)},
        ),
        (
            {
                "gpu_pools": [
                    {"name": "l4", "accelerator": "nvidia-l4", "machine_type": "g2-standard-8"},
                    {"name": "two", "accelerator": "nvidia-l4", "accelerator_count": 2, "spot": True},
                    {"name": "t4", "accelerator": "nvidia-tesla-t4"},
                ],
                "tpu_pools": [{"name": "tpu", "machine_type": "ct5lp-hightpu-4t"}],
            },
            # Three quarters of a node, beside the CPU pool of who writes none.
            {
                "cpu": (3.1, "8G", False),
                "l4": (5.3, "19G", False),
                "l4-x2-spot": (17.3, "64G", True),
                "t4": (2.3, "8G", False),
                "tpu-v5-lite-podslice-x4": (83.1, "132G", False),
            },
        ),
    ],
)
def test_offers_of_pools(written: dict[str, Any], offered: dict[str, tuple[float, str, bool]]) -> None:
    """Name: CPUs, memory, whether on spot nodes."""
    found = Locals(PLACE | STANDARD | written)["default_profiles"]
    assert {each.name: (each.cpu_guarantee, each.memory_guarantee, each.spot) for each in found} == offered
