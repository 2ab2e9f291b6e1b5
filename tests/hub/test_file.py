"""What the authenticator's file must be to travel through Terraform's JSON and the chart's values."""

from __future__ import annotations

import ast
import re

from .hubs import FILES

TEXT = (FILES / "iap_authenticator.py").read_text(encoding="utf-8")


def test_terraform_sees_no_template() -> None:
    assert re.findall(r"[$%]\{", TEXT) == []


def test_a_yaml_block_keeps_it_as_it_is() -> None:
    assert TEXT.isascii()
    assert TEXT.startswith('"""')
    assert not re.search(r"\t|\r|[ ]$", TEXT, re.MULTILINE)
    assert TEXT.endswith("\n")
    assert not TEXT.endswith("\n\n")


def test_it_runs_on_the_oldest_python_that_the_chart_may_bring() -> None:
    ast.parse(TEXT, feature_version=(3, 10))
