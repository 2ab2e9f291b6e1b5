"""A mistake, tried: the project in another folder with the mistake in it, and the tests that could notice."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mistakes import PACKAGE, Mistake
from tests.support.synth import ROOT

# Expectations and snapshots are what a refresh writes anew: they are not in the copy, so that nothing can lean on them.
LEFT_OUT = shutil.ignore_patterns(
    ".*", "node_modules", "cdktf.out", "__pycache__", "expected", "snapshots", "images", "mutants"
)
# Those that need no expectation, quick ones first. A test that needs Terraform is run if it is a promise.
ROOMS = ("variables", "accelerators", "adoption", "cluster", "iap", "jupyterhub", "profiles", "written", "storage")
LOGIC = [*(f"tests/{room}" for room in ROOMS), "tests/test_accelerators.py"]
PROMISES = [f"tests/invariants/test_{name}.py" for name in ("settings", "grants", "orders", "values", "rendered")]
OTHERS = [
    *LOGIC,
    "tests/test_connection.py",
    "tests/test_created_cluster.py",
    "tests/test_migration.py",
    "tests/test_secrets.py",
    "tests/test_default_profiles.py",
    "tests/test_adoption.py",
    "tests/invariants",
]
# What nothing but the command at hand does: of each room the tests that compare with no expectation, quick ones first.
COMMANDS = {
    "checking": [f"tests/checking/test_{name}.py" for name in ("promises", "meant", "check", "hidden")],
    "previewing": [
        *(f"tests/previewing/test_{name}.py" for name in ("reading", "drift", "skus", "prices", "planning", "files")),
        "tests/upgrading",
    ],
    "upgrading": ["tests/upgrading"],
    "doctoring": [
        *(f"tests/doctoring/test_{name}.py" for name in ("over", "ours", "cases", "doctor")),
        "tests/waiting",
    ],
    "waiting": [f"tests/waiting/test_{name}.py" for name in ("hosts", "looking_ends", "network", "wait", "obstacles")],
    "looking": ["tests/looking", "tests/waiting/test_hosts.py", "tests/doctoring/test_doctor.py"],
    "hub": ["tests/jupyterhub/test_hub_tokens.py"],
    "demo": [f"tests/demo/test_{name}.py" for name in ("people", "door", "apart", "tfvars", "nodes")],
}
HUBS = f"{PACKAGE}/jupyterhub/hub/"
NOT_ASKED = "(not terraform and not cluster and not cli and not hub and not slow) or promise"
TIMEOUT = 600


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a mistake: `by` is the test that noticed it first, "" for none."""

    mistake: Mistake
    by: str
    seconds: float
    refused: bool = False
    """Whether no test was asked, as the module cannot be imported with it: Terraform's language has no such thing."""


def attempt(mistake: Mistake | None, groups: list[list[str]], root: Path = ROOT) -> tuple[str, str]:
    """The test of the groups that fails first, and what pytest printed; without a mistake none should."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        project = Path(folder) / "project"
        shutil.copytree(root, project, ignore=LEFT_OUT)
        if mistake:
            (project / mistake.file).write_text(mistake.text, encoding="utf-8")
        by, said = "", ""
        for tests in groups:
            by, said = _asked([each for each in tests if (project / each).exists()], Path(folder))
            if by:
                break
    return by, said


def groups_of(mistake: Mistake) -> list[list[str]]:
    """The tests in the order in which they are asked: first the promises, and of the logic those of its own room."""
    # What the hub imports is in no room of ours: it knows nothing of Terraform.
    name = "hub" if mistake.file.startswith(HUBS) else Path(mistake.file).parts[2]
    if name in COMMANDS:
        return [COMMANDS[name]]
    if not mistake.logic:
        return [PROMISES, OTHERS]
    return [[f"tests/{name}"], [each for each in LOGIC if each != f"tests/{name}"]]


def _asked(tests: list[str], folder: Path) -> tuple[str, str]:
    # Outside of the project: pytest keeps it from one run to the next otherwise.
    options = ["-x", "-n0", "-p", "no:cacheprovider", "-m", NOT_ASKED, f"--basetemp={folder}/pytest", "--tb=line"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder / "project",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )
    if done.returncode == 0:
        return "", done.stdout
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return failed.group(1) if failed else f"pytest ended with {done.returncode}", done.stdout


def outcome(mistake: Mistake) -> Outcome:
    """Tries it."""
    begun = time.monotonic()
    by, _ = attempt(mistake, groups_of(mistake))
    # A file of tests alone is one that could not be read.
    refused = mistake.logic and by != "" and "::" not in by
    return Outcome(mistake=mistake, by=by, seconds=time.monotonic() - begun, refused=refused)
