"""`make release`: the tag of the version that pyproject.toml says, if everything that belongs to a release is there."""

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
VERSION = re.compile(r'^version = "(\d+\.\d+\.\d+)"$', re.MULTILINE)
HEADING = re.compile(r"^## (\S+) \((\d{4}-\d\d-\d\d|unreleased)\)$", re.MULTILINE)
PLAN = "### What a plan shows after the upgrade"
# What a heading of a later release begins, or the end.
UNTIL_NEXT = re.compile(r"^## ", re.MULTILINE)


def version_of(project: Path) -> str:
    """The one place where the version is."""
    return str(VERSION.findall((project / "pyproject.toml").read_text(encoding="utf-8"))[0])


def releases(changelog: str) -> dict[str, str]:
    """Version -> its date or `unreleased`, the newest first."""
    return dict(HEADING.findall(changelog))


def chapter(changelog: str, version: str) -> str:
    """What the changelog says of a version."""
    begin = changelog.index(f"\n## {version} (") + 1
    following = UNTIL_NEXT.search(changelog, begin + 1)
    return changelog[begin : following.start() if following else None]


def planned(changelog: str, version: str) -> dict[str, str]:
    """Address without its index -> what a plan shows of it after the upgrade, as the changelog's table has it."""
    text = chapter(changelog, version)
    table = text[text.index(PLAN) :].split("\n### ")[0] if PLAN in text else ""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", table, re.MULTILINE))


def refused(project: Path, tags: list[str], changed: list[str]) -> str:
    """Why there is nothing to tag: a sentence, or an empty text. `changed` are files that are not committed."""
    version = version_of(project)
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    dates = releases(changelog)
    newest = next(iter(dates), "")
    if f"v{version}" in tags:
        return f"v{version} is tagged already: write the next version into pyproject.toml."
    if newest != version:
        return f"pyproject.toml says {version}, and CHANGELOG.md begins with {newest}: make them the same."
    if dates[version] == "unreleased":
        return f"CHANGELOG.md calls {version} unreleased: write the date in its place."
    if len(dates) > 1 and not planned(changelog, version):
        return (
            f'CHANGELOG.md does not say what a plan shows after the upgrade to {version}: write "{PLAN}", with a table.'
        )
    if not list((project / "tests" / "cases" / "released" / version).glob("*.tfstate")):
        folder = f"tests/cases/released/{version}"
        return f"{folder} has no states, which later versions are planned from: run make keep-states."
    if changed:
        return f"{changed[0]} is not committed: commit it, since a tag is a commit's."
    return ""


def git(project: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, text=True).stdout  # noqa: S607


def main(project: Path) -> str | int:
    """Makes the tag; returns the sentence why not."""
    changed = [line[3:] for line in git(project, "status", "--porcelain").splitlines()]
    if sentence := refused(project, git(project, "tag").split(), changed):
        return sentence
    tag = f"v{version_of(project)}"
    git(project, "tag", "--annotate", tag, "--message", f"Release {tag[1:]}: see CHANGELOG.md")
    print(f"{tag} is tagged: git push origin {tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main(PROJECT))
