"""What Python computes starts quickly: neither cdktf nor Node.js, and no text of Terraform's language."""

import subprocess
import sys

import pytest

from tests.support.synth import ROOT

MODULES = (
    "surface",
    "given",
    "cautions",
    "profiles.checks",
    "profiles.kubespawner",
    "jupyterhub.written_refusals",
    "jupyterhub.hub_placing",
    "jupyterhub.account",
)
SLOW = ("cdktf", "cdktn", "constructs", "jsii")
TRANSLATOR = "jupyter_on_gke.plan_time.compiler"
STATEMENT = """
import importlib, sys
from jupyter_on_gke.plan_time.when import translated_later
with translated_later():
    importlib.import_module("jupyter_on_gke." + sys.argv[1])
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


@pytest.mark.parametrize("module", MODULES)
def test_tables_and_rules_are_imported_without_cdktf(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STATEMENT, module, *SLOW, TRANSLATOR],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "constructs")},
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
