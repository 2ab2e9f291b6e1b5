"""From docs/README.md each page and each task is one link away, and a link with a # leads to a heading."""

import re
from pathlib import Path

import pytest

from tests.support.documentation import PAGES
from tests.support.synth import ROOT

INDEX = ROOT / "docs" / "README.md"
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
# What people come for, in their words: each has its own page, or its own heading.
TASKS = {
    "a name of your own": "own-domain.md",
    "nodes and control plane without public addresses": "private-cluster.md",
    "take it down": "clean-up.md",
    "somebody leave": "authentication.md#somebody-leaves",
    "let people in": "operation.md#let-people-in",
    "upgrade": "../CHANGELOG.md",
    "by the words of the error": "wait-and-doctor.md#doctor",
    "other machines, images and times": "profiles.md",
    "what is kept": "storage.md",
}


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, as GitHub makes them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_links_lead_to_headings(page: Path) -> None:
    links = [(target, anchor) for target, anchor in LINK.findall(page.read_text(encoding="utf-8")) if anchor]
    places = [(page.parent / target if target else page, anchor) for target, anchor in links if ":" not in target]
    assert [f"{at.name}#{anchor}" for at, anchor in places if at.suffix == ".md" and anchor not in anchors(at)] == []


def test_every_page_is_one_link_away() -> None:
    linked = {
        (INDEX.parent / target).resolve() for target, _ in LINK.findall(INDEX.read_text(encoding="utf-8")) if target
    }
    assert sorted(page.name for page in INDEX.parent.glob("*.md") if page not in {INDEX, *linked}) == []


@pytest.mark.parametrize(("task", "target"), TASKS.items())
def test_every_task_is_one_link_away(task: str, target: str) -> None:
    (row,) = [line for line in INDEX.read_text(encoding="utf-8").splitlines() if task in line]
    assert f"]({target})" in row


@pytest.mark.parametrize("target", ["own-domain.md", "private-cluster.md", "clean-up.md"])
def test_a_page_of_a_task_is_short(target: str) -> None:
    assert len((INDEX.parent / target).read_text(encoding="utf-8").splitlines()) < 60
