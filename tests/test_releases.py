"""What a release is: one version, a changelog that says what a plan will show, kept states, and a tag."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import keep_states
from tests.support.cases import CASES, case_files
from tests.support.synth import ROOT
from tests.support.terraform import Workspace
from tools.release import chapter, main, planned, refused, releases, version_of

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
TABLE = "### What a plan shows after the upgrade\n\n| address | shows |\n|---|---|\n| `a.b` | updated in place |\n"


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_the_changelog_is_of_this_version() -> None:
    versions = list(releases(CHANGELOG))
    assert versions[0] == version_of(ROOT)
    assert versions == sorted(versions, key=numbers, reverse=True)
    assert [
        text for text in re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE) if text.split(" ")[0] not in versions
    ] == []
    assert "unreleased" not in list(releases(CHANGELOG).values())[1:]


def test_each_release_says_what_a_plan_shows() -> None:
    *upgrades, first = releases(CHANGELOG)
    assert all(planned(CHANGELOG, version) for version in upgrades)
    assert planned(CHANGELOG, first) == {}, "there was none to upgrade from"


def test_each_release_has_its_states() -> None:
    for version, date in releases(CHANGELOG).items():
        if date != "unreleased":
            assert len(list((CASES / "released" / version).glob("*.tfstate"))) >= 3, version


def test_the_version_is_in_one_place() -> None:
    files = [ROOT / "main.py", ROOT / "package.json", ROOT / "README.md", *(ROOT / "constructs").rglob("*.py")]
    word = re.compile(rf"(?<![\d.]){re.escape(version_of(ROOT))}(?![\d.])")
    assert [file.name for file in files if word.search(file.read_text(encoding="utf-8"))] == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that can be tagged."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n', encoding="utf-8")
    text = f"# Changelog\n\n## 1.2.0 (2026-12-01)\n\n{TABLE}\n## 1.1.0 (2026-11-01)\n\nFirst.\n"
    (tmp_path / "CHANGELOG.md").write_text(text, encoding="utf-8")
    kept = tmp_path / "tests" / "cases" / "released" / "1.2.0"
    kept.mkdir(parents=True)
    (kept / "a.tfstate").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "before", "after", "sentence"),
    [
        ("pyproject.toml", "1.2.0", "1.1.0", "v1.1.0 is tagged already: write the next version into pyproject.toml."),
        (
            "pyproject.toml",
            "1.2.0",
            "1.3.0",
            "pyproject.toml says 1.3.0, and CHANGELOG.md begins with 1.2.0: make them the same.",
        ),
        (
            "CHANGELOG.md",
            "2026-12-01",
            "unreleased",
            "CHANGELOG.md calls 1.2.0 unreleased: write the date in its place.",
        ),
        (
            "CHANGELOG.md",
            "| `a.b` | updated in place |\n",
            "",
            "CHANGELOG.md does not say what a plan shows after the upgrade to 1.2.0: write "
            '"### What a plan shows after the upgrade", with a table.',
        ),
    ],
)
def test_nothing_is_tagged(file: str, before: str, after: str, sentence: str, project: Path) -> None:
    assert refused(project, ["v1.1.0"], []) == ""
    text = (project / file).read_text(encoding="utf-8")
    (project / file).write_text(text.replace(before, after), encoding="utf-8")
    assert refused(project, ["v1.1.0"], []) == sentence


def test_nothing_is_tagged_without_states(project: Path) -> None:
    shutil.rmtree(project / "tests")
    assert refused(project, [], []) == (
        "tests/cases/released/1.2.0 has no states, which later versions are planned from: run make keep-states."
    )


def test_a_tag(project: Path) -> None:
    def git(*arguments: str) -> str:
        settings = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        return subprocess.run(
            ["git", *settings, *arguments], cwd=project, check=True, capture_output=True, text=True
        ).stdout

    git("init", "--quiet")
    for name in ("user.name", "user.email"):
        git("config", name, "a@example.com")
    assert main(project) == "CHANGELOG.md is not committed: commit it, since a tag is a commit's."
    git("add", "--all")
    git("commit", "--quiet", "--message", "A release")
    assert main(project) == 0
    assert git("tag", "--points-at", "HEAD") == "v1.2.0\n"
    assert main(project) == "v1.2.0 is tagged already: write the next version into pyproject.toml."


def test_a_chapter_ends_where_the_next_begins() -> None:
    text = f"# Changelog\n\n## 2.0.0 (unreleased)\n\nTwo.\n\n## 1.0.0 (2026-11-01)\n\n{TABLE}"
    assert chapter(text, "2.0.0") == "## 2.0.0 (unreleased)\n\nTwo.\n\n"
    assert planned(text, "2.0.0") == {}
    assert planned(text, "1.0.0") == {"a.b": "updated in place"}


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_a_kept_state_has_nothing_to_do(stack: Path, tmp_path: Path) -> None:
    """Planned with the JSON that made it."""
    (file,) = (each for each in case_files() if each.stem == keep_states.KEPT_TFVARS[0])
    keep_states.keep(file, stack, tmp_path / "kept")
    workspace = Workspace.create(stack, tmp_path, tmp_path / "kept" / file.name)
    shutil.copy(tmp_path / "kept" / f"{file.stem}.tfstate", workspace.state)
    workspace.init()
    assert workspace.plan("-detailed-exitcode").code == 0


def test_what_is_kept_is_there() -> None:
    stems = {file.stem for file in case_files()}
    assert {*keep_states.KEPT, *keep_states.KEPT_TFVARS} <= stems
