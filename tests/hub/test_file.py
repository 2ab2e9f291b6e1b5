"""What the hub's files must be to travel through Terraform's JSON and the chart's values."""

from __future__ import annotations

import ast
import re

import pytest

from .hubs import FILES

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FILES.glob("*.py")}
each = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@each
def test_terraform_sees_no_template(text: str) -> None:
    assert re.findall(r"[$%]\{", text) == []


@each
def test_a_yaml_block_keeps_it_as_it_is(text: str) -> None:
    assert text.isascii()
    assert text.startswith('"""')
    assert not re.search(r"\t|\r|[ ]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@each
def test_it_runs_on_the_oldest_python_that_the_chart_may_bring(text: str) -> None:
    ast.parse(text, feature_version=(3, 10))


@each
def test_it_imports_its_siblings_by_plain_name(text: str) -> None:
    """They lie in one folder on the hub, which is no package."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    assert all(node.level == 0 and not str(node.module).startswith("jupyter_on_gke") for node in imports)
