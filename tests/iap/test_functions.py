"""What plan-time functions of IAP give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.iap import host_rules, members, settling
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((host_rules, members, settling))


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"]), case) == []
