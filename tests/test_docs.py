"""The documentation says what the code does: generated parts are fresh, and what is named is there."""

import re
from pathlib import Path

import pytest

from jupyter_on_gke.profiles.variables import PROFILES
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.variables.variable import Variable
from tests.support.cases import case_files, expected
from tests.support.documentation import (
    PAGES,
    generated,
    gpus_table,
    outputs_table,
    tpus_table,
    variables_table,
    zones_table,
)
from tests.support.expectations import expect_text
from tests.support.grants import table
from tests.support.synth import ROOT, Json

PERMISSIONS = ROOT / "docs" / "security.md"
ACCELERATORS = ROOT / "docs" / "accelerators.md"


def test_tables_of_the_readme(synthesized: Json) -> None:
    readme = ROOT / "README.md"
    expect_text(
        generated(readme, {"variables": variables_table(), "outputs": outputs_table(synthesized)}),
        readme,
    )


def test_tables_of_accelerators() -> None:
    expect_text(
        generated(ACCELERATORS, {"gpus": gpus_table(), "tpus": tpus_table(), "zones": zones_table()}),
        ACCELERATORS,
    )


def test_table_of_permissions() -> None:
    """From the plans of all cases, which tests/test_cycle.py compares with these expectations."""
    expect_text(
        generated(PERMISSIONS, {"grants": table([expected(file)["grants"] for file in case_files()])}), PERMISSIONS
    )


def test_every_attribute_of_a_profile_is_documented() -> None:
    page = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert {name for name in PROFILES.known if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("variable", [pytest.param(each, id=each.name) for each in VARIABLES])
def test_descriptions_say_what_happens(variable: Variable) -> None:
    text = variable.description
    assert text.endswith("."), "whole sentences"
    if variable.required:
        assert "Required." in text
    elif variable.alias_of:
        assert f"Another name of {variable.alias_of}" in text
    else:
        assert re.search(r"[Bb]y default|the default|Accepted and unused", text), "say what happens by default"


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in [*PAGES, *(ROOT / "imports").glob("*.py"), *(ROOT / "constructs").rglob("*.py")]:
        named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= targets, f"{page.name} names {named - targets}"


def test_every_tfvars_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for file in sorted((ROOT / "tfvars").glob("*.tfvars")):
        assert f"tfvars/{file.name}" in readme, file.name
