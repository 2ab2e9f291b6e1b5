"""The examples do what their users do: with an installed wheel, in a folder of their own."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.installed import Installed
from tests.support.needs import lack
from tests.support.once import Run
from tests.support.synth import ROOT, Json
from tests.support.terraform import Workspace

EXAMPLES = ROOT / "examples"
NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
STACKS = {
    "dns_and_topic": {"hub"},
    "own_cluster": {"hub", "platform"},
    "own_rule": {"hub"},
    "own_stack": {"research"},
    "two_environments": {"dev", "prod"},
}


def example(name: str, installed: Installed) -> Path:
    """The example, run in a copy of its folder, once for all tests. Not to be written to."""

    def run(folder: Path) -> str:
        shutil.copytree(EXAMPLES / name, folder, ignore=shutil.ignore_patterns("__pycache__", "cdktf.out"))
        done = installed.run("main.py", folder=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return str(folder)

    return Path(Run.once(f"example-{name}", run))


def synthesized(folder: Path) -> dict[str, Json]:
    """The JSON of each stack of the example in the folder."""
    stacks = folder / "cdktf.out" / "stacks"
    return {
        path.name: json.loads((path / "cdk.tf.json").read_text(encoding="utf-8")) for path in sorted(stacks.iterdir())
    }


# Google's __init__ imports 1,470 modules: a minute and 3 GB. Those that an example imports are read.
SKIPPED = """
[mypy]
strict = True
[mypy-cdktf_cdktf_provider_google,cdktf_cdktf_provider_kubernetes]
follow_imports = skip
"""


def mypy(folder: Path, installed: Installed) -> subprocess.CompletedProcess[str]:
    """What mypy says of the folder; what it knows of cdktf is kept for the next."""
    (folder / "mypy.ini").write_text(SKIPPED, encoding="utf-8")
    options = ["--python-executable", str(installed.python), f"--cache-dir={installed.folder / 'mypy'}"]
    command = [sys.executable, "-m", "mypy", *options, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_all_examples_are_run() -> None:
    assert set(NAMES) == STACKS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_makes_its_stacks(name: str, installed: Installed) -> None:
    made = synthesized(example(name, installed))
    assert made.keys() == STACKS[name]
    for stack in made.values():
        assert stack["resource"]


def test_two_environments_share_nothing(installed: Installed) -> None:
    made = synthesized(example("two_environments", installed))
    backends = {name: stack["terraform"]["backend"]["gcs"] for name, stack in made.items()}
    assert backends == {name: {"bucket": "our-company-states", "prefix": f"hubs/{name}"} for name in ("dev", "prod")}
    names = {name: stack["variable"]["cluster_name"]["default"] for name, stack in made.items()}
    assert names == {"dev": "hub-dev", "prod": "hub"}


@pytest.mark.terraform
@pytest.mark.parametrize("name", ["dns_and_topic", "own_cluster", "own_rule", "own_stack"])
def test_an_example_is_applied(name: str, installed: Installed, stand_ins: None, tmp_path: Path) -> None:
    folder = shutil.copytree(example(name, installed), tmp_path / name)
    # Whoever is referred to comes first.
    for stack in sorted(synthesized(folder), key=lambda each: each == "hub"):
        workspace = Workspace(folder=folder / "cdktf.out" / "stacks" / stack)
        workspace.init()
        applied = workspace.run("apply", "-input=false", "-auto-approve")
        assert applied.code == 0, applied.output
        assert workspace.run("plan", "-input=false", "-detailed-exitcode").code == 0, "the second plan is empty"


def test_own_rules_have_unit_tests(installed: Installed, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "own_rule", tmp_path / "own_rule")
    done = installed.run("-m", "pytest", "-q", "-p", "no:cacheprovider", folder=tmp_path / "own_rule")
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout


# One after another: two that begin at once both read all of cdktf.
in_turn = pytest.mark.xdist_group("mypy")


@in_turn
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_mypy_sees_types(name: str, installed: Installed, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    done = mypy(tmp_path / name, installed)
    assert done.returncode == 0, done.stdout
    assert "Success" in done.stdout


@pytest.mark.slow
def test_pyright_sees_types(installed: Installed, tmp_path: Path) -> None:
    """Of all examples at once: it reads what they import once."""
    pyright = ROOT / "node_modules" / ".bin" / "pyright"
    if not pyright.exists():
        lack("cli", "pyright is not here: `make test` sets it up.")
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "cdktf.out"))
    command = [str(pyright), "--outputjson", "--pythonpath", str(installed.python), "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert [each for each in found["generalDiagnostics"] if each["severity"] == "error"] == []
    assert done.returncode == 0, done.stdout
    assert found["summary"]["filesAnalyzed"] == len(list(tmp_path.glob("*/*.py")))


@in_turn
@pytest.mark.slow
def test_a_wrong_setting_is_seen_by_mypy(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopicConfig\n"
        "from jupyter_on_gke import Profile, Settings\n\n"
        "Settings(project_id=7, profile=[Profile(nam='x')])\n"
        "PubsubTopicConfig(title='x')\n",
        encoding="utf-8",
    )
    done = mypy(tmp_path, installed)
    assert done.returncode == 1
    assert re.findall(r'(?:argument|Argument) "(\w+)"', done.stdout) == ["profile", "project_id", "nam", "title"]
