"""The page has every cause, and what is said of it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jupyter_on_gke.doctoring.cause import Cause
from jupyter_on_gke.doctoring.causes import CAUSES, kind
from jupyter_on_gke.waiting.obstacle import Obstacle
from jupyter_on_gke.waiting.obstacles import OBSTACLES
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.synth import ROOT

PAGE = ROOT / "docs" / "wait-and-doctor.md"


def table(of: Iterable[Cause | Obstacle]) -> str:
    """Cause and cure; what is filled in is in angle brackets."""
    rows = [f"| {shown(each.says)} | {shown(each.cure)} |" for each in of]
    return "\n".join(["| it says | and what to do |", "|---|---|", *rows])


def _ours(cause: Cause) -> Cause:
    """With what is said of the hub's own pods."""
    return replace(cause, says=cause.says_of_ours or cause.says, cure=cause.cure_of_ours or cause.cure)


def shown(text: str) -> str:
    text = text.replace("{limit}{own}{volume}", "{limit}").replace("|", "\\|").replace("<", "&lt;")
    return re.sub(r"\{(\w+)\}", lambda found: f"*{found[1].replace('_', ' ')}*", text)


def test_the_page_has_every_cause() -> None:
    sections = {
        "obstacles": table(OBSTACLES),
        "hub": table(_ours(each) for each in CAUSES if each.says_of_ours or each.cure_of_ours),
        "servers": table(each for each in CAUSES if kind(each) == "server"),
        "mounts": table(each for each in CAUSES if kind(each) == "mount"),
        "sign-ins": table(each for each in CAUSES if kind(each) == "sign-in"),
    }
    expect_text(generated(PAGE, sections), PAGE)
