"""Which tests `make watch` runs for a changed file."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.synth import ROOT
from tests.watch import concerned


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "whole", "fast"),
    [
        pytest.param("tests/test_names.py", {"test_names"}, set(), id="a test"),
        pytest.param("tests/cases/two_hubs.yaml", {"test_two_hubs"}, set(), id="a case"),
        pytest.param("tests/support/ingress.py", set(), {"test_ingress"}, id="what a test imports"),
        pytest.param(
            "constructs/jupyter_on_gke/accelerators/gpus.py",
            set(),
            {"test_accelerators", "test_default_profiles", "test_synth"},
            id="a module of ours",
        ),
        pytest.param("tfvars/new-autopilot.tfvars", {"test_checkov"}, set(), id="a tfvars file"),
    ],
)
def test_what_a_change_concerns(changed: str, whole: set[str], fast: set[str]) -> None:
    found = [{file.stem for file in files} for files in concerned([ROOT / changed])]
    assert whole <= found[0]
    assert fast <= found[1]
    assert len(found[0] | found[1]) < 60, "not everything"
    assert "test_backends" not in found[0] | found[1]


@pytest.mark.slow
def test_a_new_file_concerns_itself(tmp_path: Path) -> None:
    assert concerned([tmp_path / f"{uuid4()}.txt"]) == ([], [])
