"""A project with environments, as a team has it, whose `make` has what it sets up already."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import providers
from tests.support.buckets import Buckets
from tests.support.synth import ROOT, copy_project
from tests.support.terraform import SAFE, UNSET, Result

CLI = ROOT / "node_modules" / ".bin" / "cdktf"


def project_in(folder: Path) -> Path:
    """A copy of the project, with no environment yet."""
    project = copy_project(folder / "project")
    shutil.copy(ROOT / "Makefile", project)
    shutil.copytree(ROOT / "tools", project / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "requirements", project / "requirements")
    (project / "environments").mkdir()
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (project / ".venv" / "runtime.done").touch()
    return project


def add_environment(project: Path, name: str, variables: str, buckets: Buckets) -> None:
    """Its two files; states of all environments are in one bucket."""
    folder = project / "environments"
    (folder / f"{name}.tfvars").write_text(variables, encoding="utf-8")
    (folder / f"{name}.gcs.tfbackend").write_text(
        f'bucket = "our-states"\nprefix = "jupyter/{name}"\nstorage_custom_endpoint = "{buckets.endpoint}"\n',
        encoding="utf-8",
    )


def fast_providers(stack: Path) -> dict[str, str]:
    """What to set in a shell for the providers of a synthesized stack to be those that stay up."""
    return {"TF_REATTACH_PROVIDERS": providers.running(stack.glob("cdk.tf.json"), {**os.environ, **SAFE})}


def run(folder: Path, *command: str, **shell: str) -> Result:
    """Runs a command in the folder, as in a shell without settings of its own."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("STATE_", "TF_VAR_", *UNSET))}
    safe = {key: value for key, value in SAFE.items() if key != "TF_CLI_ARGS"}
    # The environment that `make` would set up is this one.
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**outside, **safe, **paths, "CI": "1", "FORCE_COLOR": "0", "NO_COLOR": "1", **shell},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(code=done.returncode, output=done.stdout)
