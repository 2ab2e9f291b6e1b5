"""The documentation says what the code does: generated parts are fresh, and what is named is there."""

import re
from pathlib import Path

import pytest

from jupyter_on_gke.profiles.variables import PROFILES
from jupyter_on_gke.surface import OBJECTS, VARIABLES
from jupyter_on_gke.variables.objects import Objects
from jupyter_on_gke.variables.variable import Variable
from tests.support.cases import CASES, case_files, expected
from tests.support.documentation import (
    PAGES,
    generated,
    gpus_table,
    outputs_table,
    tpus_table,
    zones_table,
)
from tests.support.documents import read_yaml
from tests.support.expectations import expect_text
from tests.support.grants import table
from tests.support.synth import ROOT, Json
from tests.support.variables_page import TEN, all_tables, chapters, meanings, ten_table

README = ROOT / "README.md"
VARIABLES_PAGE = ROOT / "docs" / "variables.md"
# What a stand-in of Google's APIs needs, which does not belong into files that people copy.
THERE_BEFORE = read_yaml((CASES / "there_before.yaml").read_text(encoding="utf-8"))
CLUSTER = "ml-cluster"
PERMISSIONS = ROOT / "docs" / "security.md"
ACCELERATORS = ROOT / "docs" / "accelerators.md"


def test_table_of_the_readme() -> None:
    expect_text(generated(README, {"variables": ten_table()}), README)


def test_tables_of_variables(synthesized: Json) -> None:
    tables = {"variables": all_tables(), "outputs": outputs_table(synthesized)}
    expect_text(generated(VARIABLES_PAGE, tables), VARIABLES_PAGE)


def test_every_variable_is_in_one_chapter() -> None:
    listed = [each.name for variables in chapters().values() for each in variables]
    assert sorted(listed) == sorted(each.name for each in VARIABLES)
    assert all(chapters().values())
    assert len(TEN) == 10
    assert {each.name for each in VARIABLES if each.required} <= set(TEN)


@pytest.mark.parametrize("objects", OBJECTS, ids=lambda objects: objects.variable)
def test_every_attribute_is_said(objects: Objects) -> None:
    said = meanings(objects.cls)
    assert {name for name in objects.known if not said.get(name, "").endswith(".")} == set()


def test_the_readme_is_one_that_one_reads() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 200
    first_screen = "\n".join(lines[:45])
    for what in ("ai-on-gke", "docs/images/", "cloud.google.com/kubernetes-engine/pricing", "make synth", "an hour"):
        assert what in first_screen, what


def test_from_zero_begins_with_a_new_cluster() -> None:
    readme = README.read_text(encoding="utf-8")
    copied = set(re.findall(r"cp (tfvars/\S+) my\.auto\.tfvars", readme))
    assert copied == {"tfvars/new-autopilot.tfvars"}
    assert "create_cluster = true" in (ROOT / copied.pop()).read_text(encoding="utf-8")
    assert "tfvars/new-autopilot.tfvars" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted((ROOT / "tfvars").glob("*.tfvars")), ids=lambda file: str(file.name))
def test_files_that_people_copy_speak_to_them_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"#.*(stand-in|tests?\b)", text)
    there = THERE_BEFORE.get(file.name, "").split("--")
    assert (f"existing-cluster {CLUSTER}" in [each.strip() for each in there]) == ("create_cluster" not in text)


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
    for target in re.findall(r"(?:\]\(|src=\"|href=\")([^)#\"]+)(?:#[^)]*)?[)\"]", page.read_text(encoding="utf-8")):
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
