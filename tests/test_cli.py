"""cdktf-cli's own commands, from synth to destroy."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environments.projects import fast_providers
from tests.support.cases import expected
from tests.support.needs import lack
from tests.support.synth import ROOT, STACK, copy_project
from tests.support.terraform import SAFE, UNSET, Workspace, managed

pytestmark = [pytest.mark.cli, pytest.mark.terraform]

CLI = ROOT / "node_modules" / ".bin" / "cdktf"
CASE = ROOT / "tests" / "cases" / "variants" / "existing-iap-new_bucket.tfvars"


@pytest.fixture(scope="module")
def project(stand_ins: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CLI.exists():
        lack("cli", "cdktf-cli is not here: `npm ci` gets it.")
    project = copy_project(tmp_path_factory.mktemp("cli") / "project")
    # cdktf.json runs the environment that `make` made in the project's folder.
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return project


def cdktf(project: Path, *arguments: str, **environment: str) -> str:
    outside = {key: value for key, value in os.environ.items() if key not in UNSET}
    done = subprocess.run(
        [str(CLI), *arguments],
        cwd=project,
        env={**outside, **SAFE, "CI": "1", "FORCE_COLOR": "0", "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_synth_diff_deploy_destroy(project: Path, stack: Path) -> None:
    count = sum(expected(CASE)["counts"].values())
    cdktf(project, "synth")
    for name in ("cdk.tf.json", "versions.tf", "migration.tf"):
        assert (project / STACK / name).read_bytes() == (stack / name).read_bytes()

    # Without a lock file the CLI asks the registry for one; init takes it from the mirror.
    workspace = Workspace(folder=project / STACK, var_files=[CASE], own_providers=True)
    workspace.init()

    assert f"Plan: {count} to add, 0 to change, 0 to destroy" in cdktf(project, "diff", f"--var-file={CASE}")

    # What it did is read from the state: on a busy machine the CLI prints lines in pieces. By providers that stay up.
    fast = fast_providers(stack)
    cdktf(project, "deploy", "--auto-approve", f"--var-file={CASE}", **fast)
    assert len(managed(workspace.resources())) == count
    state = project / "terraform.jupyter.tfstate"
    assert json.loads(state.read_text(encoding="utf-8"))["resources"]

    cdktf(project, "destroy", "--auto-approve", f"--var-file={CASE}", **fast)
    assert workspace.resources() == {}

    shutil.rmtree(project / "cdktf.out")
    assert state.exists(), "the output folder can be deleted: the state is not inside it"
