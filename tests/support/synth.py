"""The project, synthesized as its users do it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
STACK = Path("cdktf.out/stacks/jupyter")

Json = Any


def copy_project(to: Path) -> Path:
    """What is needed to synthesize, in another folder."""
    to.mkdir(parents=True)
    for name in ("main.py", "cdktf.json"):
        shutil.copy(ROOT / name, to)
    for name in ("constructs", "imports"):
        shutil.copytree(ROOT / name, to / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def with_plain_imports(project: Path) -> Path:
    """The project with the providers imported as cdktf's documentation does: what the type stubs say.

    With WHOLE_PROVIDERS=1 nothing of our way of loading is left.
    """
    for stub in (project / "imports").glob("*.pyi"):
        stub.replace(stub.with_suffix(".py"))
    return project


# Python, cdktf and Node.js are started once. In each folder main.py runs as by itself, with the modules of the first.
ONE_AFTER_ANOTHER = """
import os, runpy, sys
for folder in sys.argv[1:]:
    os.chdir(folder)
    runpy.run_path("main.py", run_name="__main__")
"""


def synthesize(project: Path, **environment: str) -> Path:
    """Runs main.py in the folder; returns the folder of the stack. Fails if anything is printed."""
    return _synthesize(["main.py"], project, **environment)


def synthesize_each(*projects: Path) -> None:
    """Runs main.py in each of the folders, which have the same modules."""
    _synthesize(["-c", ONE_AFTER_ANOTHER, *map(str, projects)], projects[0])


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
