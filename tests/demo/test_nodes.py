"""Where a profile's pod would be, in words, is where the stack matches it to."""

from pathlib import Path

import pytest

from jupyter_on_gke.demo.computing import facts
from jupyter_on_gke.demo.tfvars import read_tfvars
from tests.support.filled_in import filled_in
from tests.support.synth import ROOT

STANDARD = {
    "cpu": "a node of pool cpu-pool (n2-standard-8; for pods it has 7.16 CPU and 26.4 GiB)",
    "l4-x2-spot": "a node of pool l4-spot (g2-standard-24, 2 x nvidia-l4, spot, in us-central1-a or us-central1-b; "
    "for pods it has 23.12 CPU and 85.5 GiB)",
}
AUTOPILOT = {
    "cpu": "a node that Autopilot makes for it",
    "l4": "a node that Autopilot makes for it, with cloud.google.com/compute-class=Accelerator, "
    "cloud.google.com/gke-accelerator=nvidia-l4, cloud.google.com/gke-ephemeral-storage-local-ssd=true",
}


@pytest.mark.synth
@pytest.mark.parametrize(("name", "nodes"), [("new-standard-with-gpus", STANDARD), ("new-autopilot", AUTOPILOT)])
def test_nodes(name: str, nodes: dict[str, str], tmp_path: Path) -> None:
    found = facts(read_tfvars([filled_in(ROOT / "tfvars" / f"{name}.tfvars", tmp_path)])).nodes
    assert {slug: found.get(slug) for slug in nodes} == nodes
