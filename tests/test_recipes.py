"""What CONTRIBUTING.md says of adding a rule, a variable and an attribute, done as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.synth import ROOT, Json, copy_project, read, synthesize

BLOCK = re.compile(
    r"^```python\n# (\S+), (at the end|after: [^\n]*|instead of: [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
BLOCKS = BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
# What the page says in words: an import.
IN_WORDS = ("string_map, when", "string_map, value, when")


def do(project: Path, name: str, where: str, lines: str) -> None:
    """Does what a block says."""
    file = project / name
    text = file.read_text(encoding="utf-8")
    if where == "at the end":
        file.write_text(f"{text}\n\n{lines}", encoding="utf-8")
        return
    how, _, line = where.partition(": ")
    (found,) = re.findall(rf"^ *{re.escape(line)}\n", text, re.MULTILINE)
    kept = found if how == "after" else ""
    file.write_text(text.replace(found, kept + lines), encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The JSON of a project with all of it."""
    project = copy_project(tmp_path_factory.mktemp("recipes") / "project")
    for name, where, lines in BLOCKS:
        do(project, name, where, lines)
    homes = project / "constructs" / "jupyter_on_gke" / "storage" / "homes.py"
    text = homes.read_text(encoding="utf-8")
    assert text.count(IN_WORDS[0]) == 1
    homes.write_text(text.replace(*IN_WORDS), encoding="utf-8")
    return read(synthesize(project))


def test_each_is_under_ten_lines() -> None:
    assert len(BLOCKS) == 10
    assert max(len(lines.splitlines()) for _, _, lines in BLOCKS) < 10


@pytest.mark.slow
def test_a_rule(changed: Json) -> None:
    last: dict[str, Any] = changed["variable"]["home_disk_regional"]["validation"][-1]
    assert last == {
        "//": "storage/rules.py: two_zones_are_paid_for",
        "condition": "${!(var.home_disk_regional && var.home_disk_size_gb > 500)}",
        "error_message": "home_disk_size_gb is ${tostring(var.home_disk_size_gb)}, in two zones: write at most 500.",
    }


@pytest.mark.slow
def test_a_rule_of_objects(changed: Json) -> None:
    (rule,) = (each for each in changed["variable"]["cpu_pools"]["validation"] if "no_digits" in each["//"])
    assert rule["//"] == "cluster/pool_rules.py: pools_have_no_digits"
    assert 'name = try(join("", [written.name]), "")' in rule["condition"], "what is missing is filled in"


@pytest.mark.slow
def test_a_variable(changed: Json) -> None:
    assert changed["variable"]["home_disk_grows"]["default"] is True
    storage_class = changed["resource"]["kubernetes_storage_class_v1"]["homes"]
    assert storage_class["allow_volume_expansion"] == "${var.home_disk_grows}"


@pytest.mark.slow
def test_an_attribute_of_a_profile(changed: Json) -> None:
    assert changed["locals"]["attributes_of_profiles"]["types"]["priority_class"] == "string"
    assert 'priority_class = try(join("", [written.priority_class]), "")' in changed["locals"]["written_profiles"]
    assert '"priority_class_name" = profile.priority_class' in changed["locals"]["profile_list"]
