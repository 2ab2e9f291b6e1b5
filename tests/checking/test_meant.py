"""What is legal and probably not meant, as data: always_there.yaml."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.checking.checked import check
from tests.support.documents import read_yaml
from tests.support.settled import PLACE

CASES: dict[str, Any] = read_yaml((Path(__file__).parent / "always_there.yaml").read_text(encoding="utf-8"))
STANDARD = PLACE | {"create_cluster": True, "autopilot_cluster": False, "add_auth": False}
ABOUT = "always there and paid for"


@pytest.mark.parametrize("case", [pytest.param(each, id=name) for name, each in CASES.items()])
def test_nodes_that_are_always_there(case: dict[str, Any], tmp_path: Path) -> None:
    """Counted in the zones in which the plan has the pool."""
    file = tmp_path / "case.tfvars.json"
    file.write_text(json.dumps(STANDARD | case["set"]), encoding="utf-8")
    said = [f"{each.place.line}:{each.sentence}" for each in check([file]).warnings if ABOUT in each.sentence]
    assert said == case["says"]
