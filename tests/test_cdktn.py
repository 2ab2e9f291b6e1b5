"""cdktn, cdktf's living fork, makes the same JSON of the same source, but for what a table says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.needs import lack
from tests.support.synth import ROOT, STACK, Json, copy_project
from tests.support.walk import walk

DIFFERENCES: list[dict[str, Any]] = read_yaml((CASES / "cdktn.yaml").read_text(encoding="utf-8"))
HOW = "cdktn is not here: `make test` sets it up, in a folder of its own."


def with_cdktn() -> str:
    """Python with cdktn, and without cdktf."""
    python = ROOT / ".venv-cdktn" / "bin" / "python"
    return str(python) if python.exists() else lack("cdktn", HOW)


def leaves(data: Json) -> dict[str, Json]:
    """What is neither a map nor a list, nor empty; by its path."""
    return {
        path.removeprefix("."): value for path, value in walk(data) if not (isinstance(value, (dict, list)) and value)
    }


def run(python: str, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "main.py"],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.synth
def test_the_json_differs_where_the_table_says(synthesized: Json, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    done = run(with_cdktn(), project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    ours = leaves(synthesized)
    theirs = leaves(json.loads((project / STACK / "cdk.tf.json").read_text(encoding="utf-8")))
    paths = {path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)}
    assert {path: (ours.get(path), theirs.get(path)) for path in paths} == {
        each["path"]: (each["cdktf"], each["cdktn"]) for each in DIFFERENCES
    }


PARTS = """\
from jupyter_on_gke import App, Cluster, JupyterHub, Settings
from jupyter_on_gke.cdk import TerraformStack
from jupyter_on_gke.imports.google import GoogleProvider
from jupyter_on_gke.imports.random import RandomProvider

app = App()
stack = TerraformStack(app, "research")
GoogleProvider(stack, "google", project="our-research")
RandomProvider(stack, "random")
where = Settings(project_id="our-research", cluster_name="research", cluster_location="us-central1")
Cluster(stack, "cluster", settings=where).connect()
JupyterHub(stack, "hub", settings=where).add_values({"hub": {"extraEnv": {"TEAM": "research"}}})
app.synth()
"""


@pytest.mark.synth
def test_parts_are_the_same(tmp_path: Path) -> None:
    made: list[dict[str, Json]] = []
    for python in (sys.executable, with_cdktn()):
        project = copy_project(tmp_path / str(len(made)))
        (project / "main.py").write_text(PARTS, encoding="utf-8")
        done = run(python, project, PYTHONPATH=str(project / "constructs"))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        files = sorted((project / "cdktf.out/stacks/research/modules").glob("*/main.tf.json"))
        made.append({file.parent.name: json.loads(file.read_text(encoding="utf-8")) for file in files})
    ours, theirs = made
    assert ours.keys() == theirs.keys() == {"cluster", "hub"}
    for part, module in ours.items():
        apart = {**module, "terraform": None}
        assert {**theirs[part], "terraform": None} == apart, "providers alone differ, as the table says"
        assert module["resource"]


def test_a_name_of_neither_is_refused(tmp_path: Path) -> None:
    done = run(sys.executable, copy_project(tmp_path / "project"), JUPYTER_ON_GKE_CDK="cdk")
    assert done.returncode == 1
    assert "JUPYTER_ON_GKE_CDK is 'cdk': write cdktf or cdktn." in done.stderr


def test_what_is_not_installed_is_said(tmp_path: Path) -> None:
    done = run(sys.executable, copy_project(tmp_path / "project"), JUPYTER_ON_GKE_CDK="cdktn")
    assert done.returncode == 1
    assert "cdktn is not installed: run `make synth` once, or install jupyter-on-gke[cdktn]." in done.stderr
