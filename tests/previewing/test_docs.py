"""docs/preview.md shows what preview really says, and names every kind of quantity."""

from pathlib import Path

import pytest

from jupyter_on_gke.previewing.prices import KINDS
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.synth import ROOT

# One writes what the other reads.
pytestmark = pytest.mark.xdist_group("the page of preview")
PAGE = ROOT / "docs" / "preview.md"
EXPECTED = Path(__file__).parent / "expected"


def part(name: str, begin: str, end: str) -> str:
    """What an expectation says between two titles, as a block of text."""
    text = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")
    lines = text[text.index(begin) : text.index(end)].rstrip()
    return f"```text\n{lines}\n```"


def test_the_page_shows_what_is_said() -> None:
    sections = {
        "access": part("people-come-and-go", "Changed", "Careful"),
        "costs": part("a-new-hub-on-autopilot", "What then costs money", "  each hour of a server of CPU (C3"),
    }
    expect_text(generated(PAGE, sections), PAGE)


def test_the_page_names_every_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page and f"`{kind}/" not in page] == []
