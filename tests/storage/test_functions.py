"""What plan-time functions of storage give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.storage import rules, settling, slugs
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((rules, settling, slugs))


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"]), case) == []


def test_every_function_has_cases() -> None:
    assert FUNCTIONS.keys() == CASES.keys()
