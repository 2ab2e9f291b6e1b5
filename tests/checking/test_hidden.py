"""What may be a secret is not shown: a sensitive variable's value, and that of a name which no variable has."""

import json
from itertools import product
from pathlib import Path

import pytest

from tests.checking.test_check import GOOD, checked, put

NAMES = ["client_secret", "client_secrt", "jupyterhub_valuse", "jupyterhub_values", "token"]
LINES = ["", "network =\n", "profiles = [\n", "jupyterhub_values = <<EOT\nEOT\n"]
HIDDEN = ("SECRET", "TopSecret", "\\q")
# After one of the names: what says too much where it is shown.
SECRETS = [
    " =\nSECRET",
    ' =\n"SECRET" TopSecret',
    ' = ["SECRET"]',
    ' = {a = "SECRET"}',
    " = SECRET",
    " = SECRET-12.TopSecret",
    " = SECRET/abc+TopSecret==",
    " = SECRET/abc+TopSecret",
    " = SECRET(1)",
    " = f(SECRET)",
    " = [SECRET]",
    " = {SECRET = 1, SECRET.a = 2}",
    " = {\na = 12SECRET\n}",
    " = 12SECRET",
    " = 0xSECRET",
    " = 'SECRET'",
    " = SECRET TopSecret",
    ' = SECRET "TopSecret"',
    " = abc SECRET = 3",
    ' = "a" SECRET = 3',
    ' = "SECRET',
    ' = "SECRET\\qTopSecret"',
    " = <<SECRET",
    " = <<-SECRET TopSecret\na\nSECRET",
    ' = "${SECRET}"',
    " SECRET",
    ' "SECRET"',
    " 12SECRET",
    ": SECRET",
    ': "SECRET"',
    " = {SECRET}",
    " = {SECRET TopSecret}",
    " = [SECRET TopSecret]",
    " = (SECRET",
    " = SECRET ? TopSecret",
]


@pytest.mark.slow
@pytest.mark.promise
@pytest.mark.parametrize(("name", "first"), [*product(NAMES[:2], LINES), *product(NAMES[2:], LINES[:1])])
def test_a_secret_is_not_shown(name: str, first: str, tmp_path: Path) -> None:
    """Also where its name is misspelt, its quotes or its = are forgotten, and where something before it is wrong."""
    for written in SECRETS:
        file = put(tmp_path, "secret.tfvars", f"{GOOD}{first}{name}{written}\n")
        for result in (checked(file), checked("--json", file)):
            assert "secret.tfvars" in result.output
            assert [part for part in HIDDEN if part in result.output] == [], written


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value", ['["SECRET"]', '{"SECRET": 1, "SECRET": 2}', '[{"SECRET": 1, "SECRET": 2}]', "12", '"SECRET']
)
def test_a_secret_in_json(value: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The folder is called as the case is.
    monkeypatch.chdir(tmp_path)
    file = put(tmp_path, "values.tfvars.json", f'{{"project_id": "demo-project", "{name}": {value}}}').name
    for result in (checked(file), checked("--json", file)):
        assert [part for part in HIDDEN if part in result.output] == []


def test_a_name_that_is_none_is_said(tmp_path: Path) -> None:
    """What is hidden is the value: the name, and what to write for it, is what people need."""
    file = put(tmp_path, "secret.tfvars", f'{GOOD}add_auth = false\nclient_secrt = "TopSecret"\n')
    assert f"{file}:6:1: warning: client_secrt is no variable, and changes nothing: write client_secret instead." in (
        checked(file).output
    )


def test_what_is_said_of_a_secret(tmp_path: Path) -> None:
    file = put(tmp_path, "secret.tfvars", f"{GOOD}add_auth = false\nclient_secret = SECRET\nnetwork = other\n")
    said = checked(file).output
    assert (
        "6:17: error: the value refers to something, and files of values refer to nothing: write it in quotes" in said
    )
    assert "7:11: error: other refers to something" in said


def test_a_known_name_keeps_its_excerpt(tmp_path: Path) -> None:
    file = put(tmp_path, "plain.tfvars", f"{GOOD}add_auth = false\nnetwork = our net\n")
    (problem,) = [each for each in json.loads(checked("--json", file).output)["problems"] if each["kind"] == "error"]
    assert problem["sentence"] == "net is after a value: write it on a line of its own, or texts in double quotes."
