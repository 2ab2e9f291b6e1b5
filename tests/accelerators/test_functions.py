"""What plan-time functions about accelerators and machines give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog, lookups
from jupyter_on_gke.accelerators.accelerator import Accelerator
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((catalog, lookups))
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("title", "resource", "label", "driver"), ""),
    **{name: {} for name in ("topologies", "machine_types")},
    **{name: [] for name in ("autopilot_counts", "spot_only", "home_disks")},
    "reserved": False,
}
ZONES = {"t4": ["r-a1-a", "r-a10-b"], "everywhere": []}
CATALOG = {"accelerators": {name: Accelerator(**NOTHING, zones=zones) for name, zones in ZONES.items()}}


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"], always=CATALOG), case) == []


def test_every_function_has_cases() -> None:
    assert FUNCTIONS.keys() == CASES.keys()


def test_brackets() -> None:
    """What GKE reserves: of memory 25 % of 4 GiB, 20 % of the next 4, and so on; of vCPUs 6 % of the first, and so on.

    Source: cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes.
    """

    def rows(brackets: tuple[lookups.Bracket, ...]) -> list[tuple[int, int, int]]:
        return [(each.above, each.width, each.part) for each in brackets]

    gib = 1024
    assert rows(lookups.CPU) == [(0, 1, 600), (1, 1, 100), (2, 2, 50), (4, 10**9, 25)]
    assert rows(lookups.MEMORY) == [
        (0, 4 * gib, 2500),
        (4 * gib, 4 * gib, 2000),
        (8 * gib, 8 * gib, 1000),
        (16 * gib, 112 * gib, 600),
        (128 * gib, 10**9, 200),
    ]


def test_a_machine_without_room() -> None:
    """1.25 of its 1.8 GiB are left by GKE, and less than others take."""
    assert catalog.rooms()["n1-highcpu-2"] == [1.18, 0]
