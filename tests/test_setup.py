"""What somebody sees who begins: without Node.js, without the environment, and what is written first."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.synth import ROOT, copy_project

WITHOUT_NODE = "Node.js is not on the path: install Node.js 20 or newer (https://nodejs.org), in which cdktf runs.\n"
WITHOUT_ENVIRONMENT = "There is no .venv here yet: run make synth once, which sets it up.\n"


def only(folder: Path, *programs: str) -> dict[str, str]:
    """An environment with these programs alone on the path."""
    folder.mkdir()
    for program in programs:
        (folder / program).symlink_to(shutil.which(program) or program)
    return {"PATH": str(folder)}


def project_in(folder: Path) -> Path:
    project = copy_project(folder / "project")
    shutil.copy(ROOT / "Makefile", project)
    (project / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "runtime.txt", project / "requirements")
    return project


@pytest.mark.parametrize("command", [["make", "synth"], [sys.executable, "main.py"]], ids=["make synth", "main.py"])
def test_without_node_one_line_says_so(command: list[str], tmp_path: Path) -> None:
    project = project_in(tmp_path)
    environment = only(tmp_path / "bin", "make", "sh")
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines(keepends=True) if not line.startswith("make: ")] == [WITHOUT_NODE]
    assert not (project / ".venv").exists(), "nothing is downloaded for nothing"


def test_cdktf_without_the_environment_says_what_sets_it_up(tmp_path: Path) -> None:
    """cdktf-cli hands the command to a shell, and shows what it wrote."""
    app = json.loads((ROOT / "cdktf.json").read_text(encoding="utf-8"))["app"]
    done = subprocess.run(["sh", "-c", app], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, WITHOUT_ENVIRONMENT)


@pytest.mark.slow
def test_a_synth_says_what_was_written_and_what_comes_next(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (project / ".venv" / "runtime.done").touch()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if "site-packages" in each)}
    done = subprocess.run(["make", "synth"], cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, *_, written, next_, init, apply = done.stdout.splitlines()
    assert "a few seconds" in first
    assert written.split()[:2] == ["Written:", "cdktf.out/stacks/jupyter/cdk.tf.json,"]
    assert (project / "cdktf.out" / "stacks" / "jupyter" / "cdk.tf.json").exists()
    assert (ROOT / "tfvars" / "new-autopilot.tfvars").exists()
    assert "cp tfvars/new-autopilot.tfvars my.auto.tfvars" in next_
    assert init.split() == ["terraform", "-chdir=cdktf.out/stacks/jupyter", "init"]
    assert apply.split()[:3] == ["terraform", "-chdir=cdktf.out/stacks/jupyter", "apply"]


def test_the_first_installation_compiles_nothing_that_is_not_used() -> None:
    (flags,) = [
        line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "PIP_INSTALL =" in line
    ]
    assert {"--no-compile", "--require-hashes"} <= set(flags.split())


def test_npm_packages_run_on_the_oldest_node_that_is_named() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asks = {name: each["engines"]["node"] for name, each in packages.items() if "node" in each.get("engines", {})}
    assert {name: node for name, node in asks.items() if node.startswith((">=21", ">=22", ">=23", ">=24"))} == {}
