"""The bench: what it says of a command is true of that command, and the page holds what it measured."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.bench.__main__ import PAGE
from tests.bench.page import growth_table, synth_table, terraform_table
from tests.bench.process import medians, peak_mib, seconds
from tests.bench.synth import OURS, PLAIN, Cost
from tests.bench.terraform import COUNTS, Times, pools, profiles, write_variables
from tests.support.cases import case_id
from tests.support.synth import ROOT
from tests.support.terraform import Workspace
from tests.support.values import release_values

MEBIBYTES = 60
# A parent that waits, and a child that has the memory.
PROGRAM = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
CHILD = f"import time; held = b'x' * ({MEBIBYTES} << 20); time.sleep(0.5)"


def test_time_and_memory_of_a_command_and_its_children(tmp_path: Path) -> None:
    command = (sys.executable, "-c", PROGRAM, CHILD)
    assert 0.5 < seconds(command, tmp_path) < 5
    assert MEBIBYTES < peak_mib(command, tmp_path) < MEBIBYTES + 40


@pytest.mark.parametrize("measure", [seconds, peak_mib])
def test_a_command_that_fails_is_no_measurement(
    measure: Callable[[Sequence[str], Path], float], tmp_path: Path
) -> None:
    with pytest.raises(RuntimeError, match="raise SystemExit"):
        measure((sys.executable, "-c", "raise SystemExit(1)"), tmp_path)


def test_medians_of_acts_that_take_turns() -> None:
    turns: list[str] = []
    answers = {"a": iter([5.0, 1.0, 2.0]), "b": iter([3.0, 3.0, 9.0])}

    def act(name: str) -> float:
        turns.append(name)
        return next(answers[name])

    assert medians({"a": lambda: act("a"), "b": lambda: act("b")}, 3) == {"a": 2.0, "b": 3.0}
    assert "".join(turns) == "ababab"


@pytest.mark.terraform
def test_tables() -> None:
    costs = {OURS: Cost(seconds=1.5, mib=150), PLAIN: Cost(seconds=18, mib=1500)}
    ours, plain = synth_table(costs).splitlines()[2:4]
    assert ours == "| **ours** | 1.50 | 150 | 12.0 x the time, 10.0 x the memory |"
    assert plain == "| plain imports of the providers | 18.00 | 1500 |  |"
    times = Times(resources=34, init=0.12, validate=1.4, plan=2.26, apply=3)
    assert terraform_table({"`a`": times}).splitlines()[-1] == "| `a` | 34 | 0.1 | 1.4 | 2.3 | 3.0 |"
    assert growth_table({"node pools": {1: (1.5, 2.2), 10: (1.5, 2.7)}}).splitlines()[2:] == [
        "| 1 node pool | 1.50 | 2.2 |",
        "| 10 node pools | 1.50 | 2.7 |",
    ]


def test_the_page_has_every_variant_and_every_count() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for file in (ROOT / "tfvars").glob("*.tfvars"):
        assert re.search(rf"^\| `{case_id(file)}` \| \d+( \| \d+\.\d)+ \|$", page, re.MULTILINE), "run `make bench`"
    for what in ("node pool", "profile"):
        for count in COUNTS:
            row = rf"^\| {count} {what}s? \| \d+\.\d+ \| \d+\.\d \|$"
            assert re.search(row, page, re.MULTILINE), "run `make bench`"


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_what_grows_is_there(stack: Path, tmp_path: Path) -> None:
    variables = write_variables(tmp_path / "bench.tfvars.json", {**pools(10), **profiles(10)})
    workspace = Workspace.create(stack, tmp_path / "bench", variables)
    workspace.init()
    applied = workspace.apply()
    assert applied.code == 0, applied.output
    made = workspace.resources()
    assert len([address for address in made if address.startswith("google_container_node_pool.cpu")]) == 10
    assert len(release_values(made["helm_release.jupyterhub"])["singleuser"]["profileList"]) == 10


MODULES = re.findall(
    r"(PYTHONPATH=constructs )?(?:exec )?\$\(BIN\)/python -m ((?:tests|tools|jupyter_on_gke)[\w.]*)",
    (ROOT / "Makefile").read_text(encoding="utf-8"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "module"), sorted(set(MODULES)))
def test_what_make_runs_finds_what_it_imports(path: str, module: str) -> None:
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = plain | ({"PYTHONPATH": "constructs"} if path else {})
    is_package = any((ROOT / root / module.replace(".", "/")).is_dir() for root in (".", "constructs"))
    program = f"{module}.__main__" if is_package else module
    done = subprocess.run(
        [sys.executable, "-c", f"import {program}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
