"""What plan-time functions of JupyterHub give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import account, hub_placing, values_checks, volume_checks
from tests.profiles.test_settling import ANYTHING
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((account, hub_placing, values_checks, volume_checks))


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"], ANYTHING), case) == []
