"""Lists of objects: what is filled in is what Terraform's own type of objects would make of them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.surface import OBJECTS, VARIABLES
from jupyter_on_gke.variables.objects import Objects
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.terraform import Workspace

WRITTEN: list[dict[str, str]] = read_yaml((CASES / "objects.yaml").read_text(encoding="utf-8"))
BY_NAME = {each.variable: each for each in OBJECTS}


def own_type(objects: Objects) -> str:
    """The type that Terraform has for such a list."""
    optional = (
        f"{name} = optional({type_}, {json.dumps(value)})" for name, (type_, value) in objects.attributes.items()
    )
    return f"list(object({{{', '.join([*(f'{name} = string' for name in objects.required), *optional])}}}))"


def module(objects: Objects, folder: Path) -> None:
    """A module that takes a list in both ways, and says what it and the checks make of it."""
    text = {
        "variable": {objects.variable: {"type": "any"}, "typed": {"type": own_type(objects)}},
        "locals": {objects.local: asdict(objects.described())},
        "output": {
            "filled": {"value": f"${{{objects.filled()}}}"},
            "typed": {"value": "${var.typed}"},
            "passes": {"value": [f"${{{check.condition}}}" for check in objects.checks()]},
        },
    }
    folder.mkdir()
    (folder / "main.tf.json").write_text(json.dumps(text), encoding="utf-8")


@pytest.fixture(scope="module")
def made(terraform: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("objects")
    for objects in OBJECTS:
        module(objects, folder / objects.variable)
    calls = {
        f"case_{number}": {
            "source": f"./{case['variable']}",
            case["variable"]: f"${{{case['value']}}}",
            "typed": f"${{{case['value']}}}",
        }
        for number, case in enumerate(WRITTEN)
    }
    (folder / "main.tf.json").write_text(json.dumps({"module": calls}), encoding="utf-8")
    workspace = Workspace(folder=folder)
    workspace.init()
    found: dict[str, Any] = workspace.evaluated(f"{{{', '.join(f'{name} = module.{name}' for name in calls)}}}")
    return found


@pytest.mark.terraform
@pytest.mark.parametrize("number", range(len(WRITTEN)), ids=lambda number: f"{WRITTEN[number]['variable']}-{number}")
def test_filled_in_as_by_terraforms_own_type(number: int, made: dict[str, Any]) -> None:
    made_of_it = made[f"case_{number}"]
    assert made_of_it["filled"] == made_of_it["typed"]
    assert set(made_of_it["passes"]) == {True}


def test_no_variable_has_a_type_that_drops_attributes() -> None:
    assert [variable.name for variable in VARIABLES if "object(" in variable.type] == []
    assert {variable.name for variable in VARIABLES if variable.name in BY_NAME and variable.type == "any"} == set(
        BY_NAME
    )


@pytest.mark.parametrize("objects", [pytest.param(each, id=each.variable) for each in OBJECTS])
def test_what_people_mean_is_an_attribute(objects: Objects) -> None:
    meant = {attribute.split(" ")[0] for attribute in objects.meant.values()}
    assert meant <= set(objects.known)
    assert not objects.meant.keys() & set(objects.known)
    (variable,) = (each for each in VARIABLES if each.name == objects.variable)
    assert all(word in variable.description for word in objects.required)
