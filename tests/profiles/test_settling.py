"""What plan-time functions of profiles give, computed by Python: the tables in the files of YAML beside this."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.accelerator import Accelerator, LocalSsds
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.profiles import (
    arguments,
    checks,
    choices,
    defaults,
    ephemeral_storage,
    kubespawner,
    matching,
    nodes,
    pool_defaults,
    rules,
    settling,
    unrunnable,
    unsold,
    without_storage,
    written_amounts,
    zones,
)
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.variables import memory
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory
from tests.support import tables

TABLES: dict[str, tuple[ModuleType, ...]] = {
    "settling": (settling, matching, written_amounts, zones, memory, catalog),
    "serving": (choices, kubespawner, nodes, arguments, ephemeral_storage),
    "offering": (defaults, pool_defaults),
    "refusing": (checks, rules, unrunnable, unsold, without_storage),
}
SETTLED: dict[str, Any] = {
    "name": "p",
    "ephemeral_storage_gb": 0,
    "kernel_idle_timeout": 0,
    "server_idle_timeout": 0,
    "max_age": 0,
    "memory_gibibytes": 4,
    "resource": "",
    "selector": {},
    "pools": [],
}
OF_POOL = {
    "name": "pool",
    "accelerator": "",
    "count": 0,
    "zones": None,
    "machine_type": "m",
    "spot": False,
    "unfit": "",
}
OF_ACCELERATOR = {"machine_types": {}, "autopilot_counts": [], "spot_only": [], "reserved": False, "home_disks": []}
ANYTHING: dict[type, Mapping[str, Any]] = {
    Profile: {"name": "p"},
    Settled: SETTLED,
    Pool: {**OF_POOL, "takes_hub": True},
    WrittenCpu: {"guarantee": None, "limit": None},
    WrittenMemory: {"guarantee": None, "limit": None},
    Accelerator: OF_ACCELERATOR,
    defaults.Offer: {"name": "o", "display_name": "O", "cpu": 1, "memory": "1G", "node_selector": {}},
}
"""What an object is where a case says nothing of it."""
HERE = Path(__file__).parent
FUNCTIONS = {table: tables.functions(modules) for table, modules in TABLES.items()}
CASES = {table: tables.read(HERE / f"{table}.yaml") for table in TABLES}
LATER = {"default_images"}
PARAMETERS = [
    pytest.param(table, name, case, id=f"{name}-{number}")
    for table in TABLES
    for name, cases in CASES[table].items()
    for number, case in enumerate(cases)
]
CATALOG = tables.read(HERE / "catalog.yaml")
ALWAYS = {
    "accelerators": tables.built(dict[str, Accelerator], CATALOG["accelerators"], ANYTHING),
    "local_ssds": tables.built(dict[str, LocalSsds], CATALOG["local_ssds"], ANYTHING),
}


def called(function: PlanTime[..., Any], written: Mapping[str, Any]) -> Any:
    texts = re.findall(r"\d+[MGT]", f"{written}4G")
    amounts = {"memory_amounts": {text: memory.memory_amount(text) for text in texts}}
    return tables.called(function, written, ANYTHING, ALWAYS | amounts)


@pytest.mark.parametrize("table", TABLES)
def test_every_function_has_cases(table: str) -> None:
    assert FUNCTIONS[table].keys() - LATER == CASES[table].keys()


@pytest.mark.parametrize(("table", "name", "case"), PARAMETERS)
def test_gives(table: str, name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(called(FUNCTIONS[table][name], case["with"]), case) == []


def test_default_images() -> None:
    """One of the team's own comes first everywhere. Nobody's choice has no accelerator's libraries."""
    chosen, own = settling.default_images(NOTEBOOK_IMAGE), settling.default_images("own:1")
    assert chosen == {"": [NOTEBOOK_IMAGE], "nvidia.com/gpu": [*GPU_IMAGES], "google.com/tpu": [*TPU_IMAGES]}
    assert own == {resource: ["own:1", *(images if resource else [])] for resource, images in chosen.items()}
