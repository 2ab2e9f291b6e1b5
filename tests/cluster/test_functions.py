"""What plan-time functions of the cluster give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.accelerators.accelerator import Accelerator, GpuMachine, TpuMachine
from jupyter_on_gke.cluster import accelerator_pool_rules, names, pool_rules, pools_existing, rules
from jupyter_on_gke.cluster.pool import AnyPool, CpuPool, GpuPool
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((names, rules, pool_rules, accelerator_pool_rules, pools_existing))
POOL = {"name": "pool", "machine_type": ""}
DEFAULTS: dict[type, dict[str, str]] = {AnyPool: POOL, CpuPool: POOL, GpuPool: POOL}


def accelerator(zones: list[str], machine_types: dict[str, str], *, reserved: bool = False) -> Accelerator:
    return Accelerator(
        title="",
        resource="",
        label="",
        machine_types=machine_types,
        topologies={},
        autopilot_counts=[],
        driver="",
        spot_only=[],
        reserved=reserved,
        home_disks=[],
        zones=zones,
    )


CATALOG = {
    "accelerators": {
        "t4": accelerator(["r-a1-a", "r-b1-a"], {"1": "n1-standard-4"}),
        "far": accelerator(["r-b1-a"], {"1": "far-1"}, reserved=True),
    },
    "gpu_machine_types": {"far-1": GpuMachine(accelerator="far", count=1)},
    "tpu_machine_types": {
        "tpu-4": TpuMachine(accelerator="t4", chips=4),
        "tpu-1": TpuMachine(accelerator="far", chips=1),
    },
}


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"], DEFAULTS, CATALOG), case) == []
