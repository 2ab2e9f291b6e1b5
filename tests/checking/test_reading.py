"""Files of values are read as Terraform reads them: the same values, and nothing that it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.checking import hcl, hcl_tokens, json_files
from jupyter_on_gke.checking.secret import is_known
from jupyter_on_gke.checking.values import Reading, Written
from tests.support.cases import CASES, EXPECTED
from tests.support.documents import read_yaml
from tests.support.expectations import expect_yaml
from tests.support.terraform import Workspace

TEXTS: list[str] = read_yaml((CASES / "tfvars_texts.yaml").read_text(encoding="utf-8"))
JSON: list[str] = read_yaml((CASES / "tfvars_json_texts.yaml").read_text(encoding="utf-8"))
TOGETHER = 15
# Refused for what they come to, which is not reckoned here.
RECKONED = {"a = 1 ? 2 : 3", "a = -null", "a = 1.5.2", "a = [1] [2]"}


def read(text: str, *, as_json: bool = False) -> Reading:
    return json_files.read("x", text.encode()) if as_json else hcl.read("x", text.encode())


def fate(reading: Reading) -> Any:
    """What is said of a text: the values, or what is wrong with it."""
    values = {name: value.value if value.is_read else "(reckoned)" for name, value in reading.given}
    every = [*reading.problems, *(each for _, value in reading.given for each in value.wrong)]
    wrong = [f"{each.place.line}:{each.place.column} {each.sentence}" for each in every]
    return {"wrong": wrong} if wrong else values


@pytest.mark.parametrize("kind", ["tfvars_texts", "tfvars_json_texts"])
def test_said_of_texts(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of a name that no variable has, the value is not shown: here a and b are variables.
    monkeypatch.setattr(hcl_tokens, "is_known", lambda name: name in ("a", "b") or is_known(name))
    texts, as_json = (JSON, True) if "json" in kind else (TEXTS, False)
    expect_yaml([[text, fate(read(text, as_json=as_json))] for text in texts], EXPECTED / f"{kind}.yaml")


@pytest.fixture(scope="module")
def reader(terraform: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("reader")
    variables = {name: {"type": "any", "default": None} for name in ("a", "b")}
    (folder / "main.tf.json").write_text(json.dumps({"variable": variables}), encoding="utf-8")
    return Workspace(folder=folder)


def terraforms(reader: Workspace, folder: Path, text: str, end: str) -> Any:
    """What Terraform reads: a and b, or None where it refuses the text."""
    file = folder / f"text{end}"
    file.write_bytes(text.encode())
    # In one walk, where a plan and its JSON say the same.
    answered = reader.asked("[var.a, var.b]", f"-var-file={file}")
    assert (answered.code == 0) == (answered.errors == []), answered.said
    return answered.value if answered.code == 0 else None


def agrees(ours: Reading, theirs: Any, text: str) -> bool:
    given = dict(ours.given)
    is_wrong = any(value.wrong for name, value in given.items() if name in ("a", "b"))
    is_refused = is_wrong or bool(ours.problems) or len(given) < len(ours.given)
    if is_refused or theirs is None:
        return is_refused == (theirs is None) or text.strip() in RECKONED
    return all(as_read(given.get(name), value) for name, value in zip(("a", "b"), theirs, strict=True))


def as_read(ours: Written | None, value: Any) -> bool:
    return (ours is None and value is None) or (ours is not None and (not ours.is_read or ours.value == value))


@pytest.mark.terraform
@pytest.mark.parametrize("first", range(0, len(TEXTS), TOGETHER))
def test_as_terraform_reads_hcl(first: int, reader: Workspace, tmp_path: Path) -> None:
    for text in TEXTS[first : first + TOGETHER]:
        theirs = terraforms(reader, tmp_path, text, ".tfvars")
        assert agrees(read(text), theirs, text), (text, theirs, fate(read(text)))


@pytest.mark.terraform
def test_as_terraform_reads_json(reader: Workspace, tmp_path: Path) -> None:
    for text in JSON:
        theirs = terraforms(reader, tmp_path, text, ".tfvars.json")
        ours = read(text, as_json=True)
        assert agrees(ours, theirs, text), (text, theirs, fate(ours))


def test_places_of_parts() -> None:
    """Of a value in a value, the line and the column where it is written."""
    text = 'é = 1\nprofiles = [\n  { name = "a" },\n  {\n    "name" = "ü", cpu = [1,\n      2]\n  },\n]\n'
    given = dict(read(text).given)
    second = given["profiles"].parts[1]
    places = [second.place, second.parts["name"].place, second.parts["cpu"].place, second.parts["cpu"].parts[1].place]
    assert [(each.line, each.column) for each in places] == [(4, 3), (5, 5), (5, 19), (6, 7)]


def test_a_file_that_is_no_text() -> None:
    for of in (hcl, json_files):
        assert [each.sentence for each in of.read("x", b"a = \xff\n").problems] == [
            "this is no text in UTF-8: save the file as UTF-8."
        ]
