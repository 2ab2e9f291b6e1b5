"""Two environments in one folder: nothing of one is in the other's plan or state."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environments.projects import CLI, add_environment, fast_providers, project_in, run
from tests.support.buckets import Buckets, buckets
from tests.support.needs import lack
from tests.support.synth import as_synthesized
from tests.support.terraform import Result

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

DEV = """
project_id = "dev-project"
cluster_name = "dev-cluster"
cluster_location = "us-central1"
add_auth = false
"""
PROD = """
project_id = "prod-project"
cluster_name = "prod-cluster"
cluster_location = "europe-west4"
add_auth = false
gcs_bucket = "prod-bucket"
create_gcs_bucket = true
"""
OF_THE_OTHER = {"dev": "prod-", "prod": "dev-"}
UNASKED = ("terraform.tfvars", "prod.auto.tfvars")


@pytest.fixture
def states() -> Iterator[Buckets]:
    with buckets() as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, states: Buckets) -> Path:
    """With both environments, and files of prod wherever Terraform or cdktf-cli loads some unasked."""
    project = project_in(tmp_path)
    add_environment(project, "dev", DEV, states)
    add_environment(project, "prod", PROD, states)
    for folder in (project, project / "environments" / "dev.out" / "stacks" / "jupyter"):
        folder.mkdir(parents=True, exist_ok=True)
        for name in UNASKED:
            (folder / name).write_text(PROD, encoding="utf-8")
    return project


def make(project: Path, command: str, environment: str, arguments: str = "", **shell: str) -> Result:
    return run(project, "make", "--no-print-directory", command, f"ENV={environment}", f"ARGS={arguments}", **shell)


def without_colors(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def state_of(states: Buckets, environment: str) -> str:
    return states.objects["our-states", f"jupyter/{environment}/default.tfstate"].decode()


def plan(project: Path, name: str, **shell: str) -> Result:
    """A plan by terraform itself, where `make` has been."""
    folder = project / "environments" / f"{name}.out" / "stacks" / "jupyter"
    command = ["terraform", "plan", "-input=false", "-detailed-exitcode", f"-var-file=../../../{name}.tfvars"]
    return run(folder, *command, **shell)


def test_by_make_and_by_terraform(project: Path, states: Buckets, stack: Path) -> None:
    fast = fast_providers(stack)
    for name, other in OF_THE_OTHER.items():
        planned = make(project, "plan", name, **fast)
        assert planned.code == 0, planned.output
        assert "to add, 0 to change, 0 to destroy" in planned.output
        assert other not in planned.output
        previewed = make(project, "preview", name, "--no-lock", **fast)
        assert previewed.code == 0, previewed.output
        assert "1 namespace: ai-on-gke" in previewed.output
        assert other not in previewed.output
        applied = make(project, "apply", name, "-auto-approve", **fast)
        assert applied.code == 0, applied.output
        assert other not in state_of(states, name)
    if CLI.exists():
        expect_the_same_by_cdktf_cli(project, **fast)
    for name in OF_THE_OTHER:
        again = make(project, "plan", name, "-detailed-exitcode", **fast)
        assert again.code == 0, again.output
        assert plan(project, name, **fast).code == 0
    assert make(project, "output", "prod", "-raw gke_cluster_name", **fast).output == "prod-cluster"
    assert "google_storage_bucket.data" in make(project, "terraform", "prod", "state list", **fast).output

    destroyed = make(project, "destroy", "dev", "-auto-approve", **fast)
    assert destroyed.code == 0, destroyed.output
    assert json.loads(state_of(states, "dev"))["resources"] == []
    assert make(project, "plan", "prod", "-detailed-exitcode", **fast).code == 0
    assert sorted(states.objects) == [("our-states", f"jupyter/{name}/default.tfstate") for name in ("dev", "prod")]


def test_the_lock_of_providers_is_kept(project: Path) -> None:
    assert make(project, "terraform", "dev", "version").code == 0
    lock = project / "environments" / "terraform.jupyter.lock.hcl"
    assert lock.read_text(encoding="utf-8").count("provider ") == 4
    shutil.rmtree(project / "environments" / "dev.out")
    lock.write_text("# ours\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    assert make(project, "terraform", "dev", "version").code == 0
    terraforms = project / "environments" / "dev.out" / "stacks" / "jupyter" / ".terraform.lock.hcl"
    assert terraforms.read_text(encoding="utf-8").startswith("# ours"), "it was there before the init"


def test_a_file_that_terraform_loads_unasked_mixes_them(project: Path, stack: Path) -> None:
    """Without `make`: the hazard that this is about."""
    folder = as_synthesized(stack, project)
    (folder / "prod.auto.tfvars").write_text(PROD, encoding="utf-8")
    fast = fast_providers(folder)
    assert run(folder, "terraform", "init", "-input=false", **fast).code == 0
    dev = "-var-file=../../../environments/dev.tfvars"
    planned = run(folder, "terraform", "plan", "-input=false", dev, **fast)
    assert planned.code == 0, planned.output
    assert "prod-bucket" in planned.output


@pytest.mark.cli
def test_cdktf_cli_mixes_them(project: Path, stack: Path) -> None:
    """Where files of one are in the folder where it is run. How it does not is in `test_by_make_and_by_terraform`."""
    if not CLI.exists():
        lack("cli", "cdktf-cli is not here: `npm ci` gets it.")
    mixed = diff(project, "--var-file=environments/dev.tfvars", **fast_providers(stack))
    assert mixed.code == 0, mixed.output
    assert "prod-bucket" in mixed.output, "the hazard: cdktf-cli loads *.auto.tfvars of the folder where it is run"


def diff(project: Path, *arguments: str, **shell: str) -> Result:
    # Without a lock file the CLI asks the registry for one.
    return run(project, str(CLI), "diff", "jupyter", "--skip-provider-lock", *arguments, **shell)


def expect_the_same_by_cdktf_cli(project: Path, **shell: str) -> None:
    """Where `make` has applied both: nothing to do, and nothing of the other."""
    files = [project / name for name in UNASKED]
    texts = [file.read_text(encoding="utf-8") for file in files]
    for file in files:
        file.unlink()
    for name, other in OF_THE_OTHER.items():
        same = diff(project, f"--output=environments/{name}.out", f"--var-file=environments/{name}.tfvars", **shell)
        assert same.code == 0, same.output
        assert "No changes. Your infrastructure matches the configuration" in without_colors(same.output)
        assert other not in same.output
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
