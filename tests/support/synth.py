"""The project, synthesized as its users do it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
STACK = Path("cdktf.out/stacks/jupyter")

Json = Any


def copy_project(to: Path) -> Path:
    """What is needed to synthesize, in another folder."""
    to.mkdir(parents=True)
    for name in ("main.py", "cdktf.json"):
        shutil.copy(ROOT / name, to)
    # With what Python has compiled, which is as old as its source: a program that synthesizes has 200 modules. What
    # another process is compiling has another name a moment later.
    for name in ("constructs", "imports"):
        shutil.copytree(ROOT / name, to / name, symlinks=True, ignore=shutil.ignore_patterns("*.pyc.*"))
    return to


def with_plain_imports(project: Path) -> Path:
    """The project with the providers imported as cdktf's documentation does: what the type stubs say.

    With WHOLE_PROVIDERS=1 nothing of our way of loading is left.
    """
    for stub in (project / "imports").glob("*.pyi"):
        stub.replace(stub.with_suffix(".py"))
    return project


# Python, cdktf with its providers, and Node.js are started once. In each folder main.py runs as by itself.
ONE_AFTER_ANOTHER = """
import os, runpy, shutil, sys
modules, *folders = sys.argv[1:]
for folder in folders:
    os.chdir(folder)
    runpy.run_path("main.py", run_name="__main__")
    if modules == "own":
        # Node.js stays in the first folder, and writes there.
        shutil.move(folders[0] + "/cdktf.out", folder + "/made")
        for name in [name for name in sys.modules if name.split(".")[0] == "jupyter_on_gke"]:
            del sys.modules[name]
"""


def synthesize(project: Path, **environment: str) -> Path:
    """Runs main.py in the folder; returns the folder of the stack. Fails if anything is printed."""
    return _synthesize(["main.py"], project, **environment)


def as_synthesized(stack: Path, project: Path) -> Path:
    """The folder of the stack, as a synth in the project would make it."""
    return Path(shutil.copytree(stack, project / STACK))


def synthesize_each(*projects: Path, modules: Literal["same", "own"] = "same", **environment: str) -> None:
    """Runs main.py in each of the folders, with the modules of the first, or with its own: `made` is cdktf.out then."""
    _synthesize(["-c", ONE_AFTER_ANOTHER, modules, *map(str, projects)], projects[0], **environment)


def _synthesize(command: list[str], project: Path, **environment: str) -> Path:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == "", "users should see nothing"
    return project / STACK


def read(stack: Path) -> Json:
    """The synthesized JSON."""
    return json.loads((stack / "cdk.tf.json").read_text(encoding="utf-8"))
