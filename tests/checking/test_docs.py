"""docs/check.md shows what check really says."""

from tests.checking.test_check import FOLDER
from tests.support.cases import EXPECTED
from tests.support.documentation import generated
from tests.support.expectations import expect_text
from tests.support.synth import ROOT

PAGE = ROOT / "docs" / "check.md"
WARNED = ("address.tfvars", "meant.tfvars", "typos.tfvars")


def said(name: str) -> list[str]:
    return (EXPECTED / "checked" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def block(lines: list[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def test_the_page_shows_what_is_said() -> None:
    assert all((FOLDER / name).exists() for name in WARNED)
    warned = [line for name in WARNED for line in said(name) if ": warning: " in line and "typos" not in line]
    expect_text(generated(PAGE, {"typos": block(said("typos.tfvars")), "meant": block(warned)}), PAGE)


def test_the_page_is_named_where_people_look() -> None:
    for page in ("README.md", "docs/ci.md", "CHANGELOG.md", "Makefile"):
        assert "check.md" in (ROOT / page).read_text(encoding="utf-8"), page
