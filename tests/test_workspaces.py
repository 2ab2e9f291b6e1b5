"""States of workspaces: outside of what `make clean` removes, and never removed by it."""

import itertools
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.once import once
from tests.support.synth import ROOT, STACK, as_synthesized, copy_project, read, synthesize, synthesize_each
from tests.support.terraform import Workspace

VARIABLES = ROOT / "tests" / "cases" / "variants" / "existing-no_iap-no_bucket.tfvars"
STATE = json.dumps({"version": 4, "serial": 1, "lineage": "8b4e3a52-0b7e-4c57-9a64-2f6b6f0f7d11", "resources": []})


def project_in(folder: Path) -> Path:
    project = copy_project(folder / "project")
    shutil.copy(ROOT / "Makefile", project)
    return project


def folder_with_make(folder: Path) -> Path:
    """What `make clean` needs."""
    project = folder / "project"
    project.mkdir()
    shutil.copy(ROOT / "Makefile", project)
    return project


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def clean(project: Path) -> str:
    done = subprocess.run(["make", "clean"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_a_workspace_is_there_after_make_clean(stack: Path, tmp_path: Path) -> None:
    project = project_in(tmp_path)
    workspace = Workspace(folder=as_synthesized(stack, project), var_files=[VARIABLES])
    workspace.init()
    workspace.must("workspace", "new", "dev")
    assert workspace.apply().code == 0

    clean(project)
    assert not (project / "cdktf.out").exists()
    synthesize(project)
    workspace.init()
    workspace.must("workspace", "select", "dev")
    assert workspace.plan("-detailed-exitcode").code == 0


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_a_workspace_of_an_older_version_moves(stack: Path, tmp_path: Path) -> None:
    project = project_in(tmp_path)
    workspace = Workspace(folder=as_synthesized(stack, project), var_files=[VARIABLES])
    older = read(workspace.folder)
    older["terraform"]["backend"]["local"].pop("workspace_dir", None)
    (workspace.folder / "cdk.tf.json").write_text(json.dumps(older), encoding="utf-8")
    workspace.init()
    assert workspace.apply().code == 0
    workspace.must("workspace", "new", "dev")
    assert workspace.apply().code == 0

    assert "terraform init -migrate-state" in clean(project)
    synthesize(project)
    workspace.must("init", "-migrate-state", "-force-copy")
    for name in ("dev", "default"):
        workspace.must("workspace", "select", name)
        assert workspace.plan("-detailed-exitcode").code == 0, name
    shutil.rmtree(project / "cdktf.out")
    as_synthesized(stack, project)
    workspace.init()
    workspace.must("workspace", "select", "dev")
    assert workspace.plan("-detailed-exitcode").code == 0


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("terraform.tfstate.d/dev/terraform.tfstate", id="of a workspace"),
        pytest.param("terraform.tfstate.d/dev/terraform.tfstate.backup", id="the backup of a workspace"),
        pytest.param("terraform.tfstate", id="without a backend"),
        pytest.param("errored.tfstate", id="what a backend did not take"),
        pytest.param("before.json", id="pulled into a file of any name"),
        pytest.param("a b/it's.tfstate", id="in a folder with a blank"),
    ],
)
def test_clean_keeps_a_state(name: str, tmp_path: Path) -> None:
    project = folder_with_make(tmp_path)
    file = put(project / STACK / name, STATE)
    said = clean(project)
    assert file.read_text(encoding="utf-8") == STATE
    assert f"cdktf.out stays, as there are Terraform states in it ({STACK / name})" in " ".join(said.split())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("cdk.tf.json", id="what was synthesized"),
        pytest.param(".terraform/terraform.tfstate", id="which backend is used"),
        pytest.param("plan", id="a plan"),
    ],
)
def test_clean_removes_what_is_no_state(name: str, tmp_path: Path) -> None:
    project = folder_with_make(tmp_path)
    put(project / STACK / name, "{}")
    clean(project)
    assert not (project / "cdktf.out").exists()


KEPT, OF_TERRAFORM = Path("terraform.jupyter.lock.hcl"), STACK / ".terraform.lock.hcl"
WAYS = ("synth", "clean and synth")


LOCKS: dict[str, tuple[str | None, str | None, str]] = {
    "after the first init": (None, "new", "new"),
    "after make clean, or in a clone": ("old", None, "old"),
    "after an init with newer providers": ("old", "new", "new"),
    "after a pull": ("new", "old", "new"),
}
"""What there is of ours and of Terraform's before a synth, and of both after it."""


def with_locks(project: Path, ours: str | None, terraforms: str | None) -> Path:
    for name, text in ((KEPT, ours), (OF_TERRAFORM, terraforms)):
        if text:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text, encoding="utf-8")
            os.utime(project / name, (1000, 1000 if text == "old" else 2000))
    return project


@pytest.fixture(scope="module")
def with_kept_locks(shared: Path) -> Path:
    """A folder for each way to a synth and each case of LOCKS, all synthesized by one process."""

    def make(folder: Path) -> str:
        projects = []
        for by, (when, (ours, terraforms, _)) in itertools.product(WAYS, LOCKS.items()):
            projects.append(with_locks(project_in(folder / by / when), ours, terraforms))
            if by == "clean and synth":
                clean(projects[-1])
                assert not (projects[-1] / "cdktf.out").exists()
        synthesize_each(*projects)
        return str(folder)

    return Path(once(shared, "locks", make))


@pytest.mark.synth
@pytest.mark.parametrize("when", LOCKS)
@pytest.mark.parametrize("by", WAYS)
def test_the_lock_of_providers_is_kept(when: str, by: str, with_kept_locks: Path) -> None:
    project = with_kept_locks / by / when / "project"
    *_, after = LOCKS[when]
    assert [(project / name).read_text(encoding="utf-8") for name in (KEPT, OF_TERRAFORM)] == [after, after]


def test_clean_keeps_what_an_apply_could_not_save(tmp_path: Path) -> None:
    project = folder_with_make(tmp_path)
    unsaved = put(project / "environments" / "dev.out" / "stacks" / "jupyter" / "errored.tfstate", STATE)
    put(project / "environments" / "prod.out" / "stacks" / "jupyter" / "cdk.tf.json", "{}")
    assert "environments/dev.out stays, as there is a Terraform state in it" in clean(project)
    assert unsaved.exists()
    assert not (project / "environments" / "prod.out").exists()
