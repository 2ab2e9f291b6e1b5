"""What tests run in Terraform's own syntax comes to what the synthesized JSON comes to."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.native import write_native
from tests.support.synth import ROOT, Json, read
from tests.support.terraform import Workspace

pytestmark = pytest.mark.terraform

FILE = ROOT / "tfvars" / "new-standard-with-gpus.tfvars"
VARIABLES: dict[str, Any] = {
    "texts": {
        "type": "list(string)",
        "default": [
            'a "quoted" text',
            "${not.one}",
            "%{no}",
            "back\\slash",
            "two\nlines\ttab\r",
            "名前 🚀",
            "\b\u0001",
        ],
        "nullable": False,
    },
    "member": {"type": "object({name = string, size = optional(number, 3)})", "default": {"name": "$${x}"}},
    "anything": {"default": None, "description": 'With "marks", ${signs} and\nlines.'},
}
LOCALS: dict[str, Any] = {
    "plain": ["", "a", 'with "marks"', "back\\slash", "\b\u0001 two\nlines", "$${escaped} %%{too} $ { % }", "名前 🚀"],
    "values": [1, 2.5, True, None, {}, [], {"a": {"b": [1, "x"]}}],
    "whole": "${var.member}",
    "number": "${length(var.texts)}",
    "template": 'there are ${length(var.texts)} of them: ${join(", ", var.texts)}.\n"${upper("x")}" \\ $${y}',
    "nested": '${"a ${"b ${1 + 1} }"} \\" { ${[for t in var.texts : "<${t}>"][0]}"}',
    "objects": '${{for k, v in {a = 1, "b c" = 2} : k => {"n" = v, m = "}"}}}',
    "braces": "{${1}}${2}}{",
    "keys": {"plain": 1, '${"computed-${1}"}': 2, "with space": 3, 'a"b': 4, "$${k}": 5},
    "adjacent": "${1}${2}",
}


def test_both_come_to_the_same(terraform: str, tmp_path: Path) -> None:
    made = {
        "variable": VARIABLES,
        "locals": LOCALS,
        "output": {
            "all": {
                "value": {name: f"${{local.{name}}}" for name in LOCALS} | {"var": ["${var.texts}", "${var.member}"]}
            }
        },
    }
    for name in ("json", "native"):
        (tmp_path / name).mkdir()
    (tmp_path / "json" / "cdk.tf.json").write_text(json.dumps(made), encoding="utf-8")
    write_native(made, tmp_path / "native")
    root = {
        "module": {name: {"source": f"./{name}"} for name in ("json", "native")},
        "output": {name: {"value": f"${{jsonencode(module.{name}.all)}}"} for name in ("json", "native")},
    }
    (tmp_path / "root.tf.json").write_text(json.dumps(root), encoding="utf-8")
    workspace = Workspace(folder=tmp_path)
    workspace.init()
    workspace.must("apply", "-input=false", "-auto-approve", "-state=terraform.tfstate")
    outputs = json.loads((tmp_path / "terraform.tfstate").read_text(encoding="utf-8"))["outputs"]
    texts = {name: json.loads(output["value"]) for name, output in outputs.items()}
    assert texts["json"] == texts["native"]
    assert texts["json"]["braces"] == "{1}2}{"
    assert texts["json"]["plain"][5] == "${escaped} %{too} $ { % }"
    assert texts["json"]["var"][0] == VARIABLES["texts"]["default"]


def test_a_directive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a directive"):
        write_native({"locals": {"a": "%{ if true }x%{ endif }"}}, tmp_path)


@pytest.mark.usefixtures("stand_ins")
def test_a_plan_is_the_same(stack: Path, tmp_path: Path) -> None:
    """Of all resources: values, what they wait for, what they ignore, what they refer to; and the checks."""
    plans = {}
    for as_synthesized in (True, False):
        folder = tmp_path / str(as_synthesized)
        workspace = Workspace.create(stack, folder, FILE, as_synthesized=as_synthesized)
        workspace.init()
        assert ("resource" in read(workspace.folder)) == as_synthesized, "there is nothing to compare"
        plans[as_synthesized] = workspace.foreseen()
    for part in ("variables", "planned_values", "resource_changes", "output_changes", "checks", "prior_state"):
        assert plans[True][part] == plans[False][part]
    known, native = (plans[each]["configuration"] for each in (True, False))
    assert comparable(known) == comparable(native)


def comparable(configuration: Json) -> Json:
    """A configuration. What an expression refers to is in any order, and is all that is known of it in JSON."""
    if isinstance(configuration, list):
        return [comparable(entry) for entry in configuration]
    if not isinstance(configuration, dict):
        return configuration
    if "references" in configuration:
        return sorted(configuration["references"])
    # A constant for_each is said of JSON alone.
    said = {key: value for key, value in configuration.items() if key != "for_each_expression" or "references" in value}
    return {key: comparable(value) for key, value in said.items()}
