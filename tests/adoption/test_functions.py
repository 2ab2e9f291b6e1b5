"""What plan-time functions of what was there before give, computed in Python: functions.yaml."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.adoption import pools_settling, rules, settling
from tests.support import tables

CASES = tables.read(Path(__file__).parent / "functions.yaml")
FUNCTIONS = tables.functions((pools_settling, settling)) | {
    # The other rules have their cases in rejected.yaml.
    "notebooks_keep_their_roles": rules.notebooks_keep_their_roles
}


@pytest.mark.parametrize(("name", "case"), tables.parameters(CASES))
def test_gives(name: str, case: dict[str, Any]) -> None:
    assert tables.wrong(tables.called(FUNCTIONS[name], case["with"]), case) == []
