"""The workflow for CI that docs/ci.md hands out: well-formed, bound to versions, with commands that there are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.documents import read_yaml
from tests.support.synth import ROOT, Json

FILE = ROOT / "docs" / "ci" / "github-actions.yml"
BIN = Path(sys.executable).parent
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
LINTERS = {
    "zizmor": [str(BIN / "zizmor"), "--offline", "--no-progress", "--persona=regular"],
    "check-jsonschema": [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"],
}
CALLED = re.compile(r'make ([a-z]+) ENV="\$ENVIRONMENT" ARGS="[^"]*"')


def lint(linter: str, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LINTERS[linter], str(file)], capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def workflow() -> Json:
    return read_yaml(FILE.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("linter", LINTERS)
def test_a_linter_has_nothing_to_say(linter: str) -> None:
    done = lint(linter, FILE)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("linter", "good", "bad"),
    [
        pytest.param("zizmor", "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@v5", id="a floating action"),
        pytest.param("zizmor", 'ENV="$ENVIRONMENT"', "ENV=${{ github.head_ref }}", id="a branch's name as code"),
        pytest.param("check-jsonschema", "runs-on:", "run-on:", id="a misspelt key"),
    ],
)
def test_a_linter_has_something_to_say(linter: str, good: str, bad: str, tmp_path: Path) -> None:
    changed = tmp_path / "workflow.yml"
    changed.write_text(FILE.read_text(encoding="utf-8").replace(good, bad), encoding="utf-8")
    assert lint(linter, changed).returncode != 0


def test_actions_are_bound_to_versions() -> None:
    uses = [
        line.strip().removeprefix("- ") for line in FILE.read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]
    assert len(uses) >= 10
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_its_commands_are_there(workflow: Json) -> None:
    scripts = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    called = [command for script in scripts for command in CALLED.findall(script)]
    assert len(re.findall(r"\bmake ", "\n".join(scripts))) == len(called), "written as this test reads it"
    assert called == ["plan", "preview", "apply", "terraform"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"^{command}: ##", makefile, re.MULTILINE) for command in called)


def test_a_pull_request_plans_and_a_merge_applies(workflow: Json) -> None:
    jobs = workflow["jobs"]
    assert jobs["plan"]["if"].startswith("github.event_name == 'pull_request'")
    assert jobs["apply"]["if"] == "github.event_name == 'push'"
    assert "environment" not in jobs["plan"], "a plan waits for nobody, and has none of an environment's secrets"
    assert jobs["apply"]["strategy"] == {
        "max-parallel": 1,
        "fail-fast": True,
        "matrix": {"environment": ["dev", "prod"]},
    }
    assert "GCP_APPLY_ACCOUNT" not in str(jobs["plan"])
