"""Texts of signs that begin a template in Terraform: Python's, in every syntax, however they come together."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.plan_time.test_refused import imported
from tests.support.native import write_native
from tests.support.terraform import Workspace

# What stands beside each other in an f-string; the last two are another function's texts.
PARTS = ("a", "$", "%", "{{", "}}", "${{", "{x}", "{DOLLAR}", "{PERCENT}", "{priced(x)}", "{number}", "{ending(x)}")
MODULE = """\
from jupyter_on_gke.plan_time import plan_time

DOLLAR, PERCENT = "$", "%"

@plan_time
def priced(x: str) -> str:
    return f"{x}$"

@plan_time
def ending(x: str) -> str:
    return f"{{{x}%"
"""
FUNCTION = """
@plan_time
def f_%d(x: str, number: int) -> str:
    return f"%s"
"""
VALUES: dict[str, Any] = {"x": "{$", "number": 1}
GIVEN = {name: f"local.{name}" for name in VALUES}


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """One of every three parts, and of every four signs."""
    texts = ["".join(parts) for parts in itertools.product(PARTS, repeat=3)]
    texts += ["".join(parts) for parts in itertools.product(("$", "{{", "{x}", "{DOLLAR}"), repeat=4)]
    file = tmp_path_factory.mktemp("texts") / "module.py"
    written = [FUNCTION % (number, text) for number, text in enumerate(texts)]
    file.write_text(MODULE + "".join(written), encoding="utf-8")
    module = imported(file)
    return [getattr(module, f"f_{number}") for number in range(len(texts))]


@pytest.mark.terraform
@pytest.mark.parametrize("syntax", ["json", "native"])
def test_texts(terraform: str, functions: list[Any], syntax: str, tmp_path: Path) -> None:
    written: dict[str, list[str]] = {
        "expressions": [f"${{{function.terraform(**GIVEN)}}}" for function in functions],
        "templates": [function.template(**GIVEN) for function in functions],
    }
    configuration = {"locals": VALUES | written}
    if syntax == "json":
        (tmp_path / "cdk.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
    else:
        write_native(configuration, tmp_path)
    expected = [function(**VALUES) for function in functions]
    for name, texts in written.items():
        found = Workspace(folder=tmp_path).evaluated(f"local.{name}")
        assert [each for each in zip(texts, expected, found, strict=True) if each[1] != each[2]] == []
