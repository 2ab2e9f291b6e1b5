"""YAML is read as Terraform reads it, which is not how PyYAML does."""

import base64
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.yaml_documents import yaml_document
from tests.support.terraform import Workspace

TEXTS: dict[str, Any] = {
    **{f"a: {word}": {"a": True} for word in ("yes", "y", "on", "True", "TRUE")},
    **{f"a: {word}": {"a": False} for word in ("no", "N", "off", "False")},
    **{f"a: {word}": {"a": None} for word in ("~", "null", "Null", "")},
    **{f"a: {word}": {"a": word} for word in ("tRue", "12:30", "1_000", "0b11", "0o8", "=", "1__0")},
    "a: 0o17": {"a": 15},
    "a: 017": {"a": 17},
    "a: 0x1f": {"a": 31},
    "a: +5": {"a": 5},
    "a: 1e3": {"a": 1000},
    "a: -.5": {"a": -0.5},
    "a: 1.10": {"a": 1.1},
    "a: 2026-01-01T00:00:00Z": {"a": "2026-01-01T00:00:00Z"},
    "a: !!str 5": {"a": "5"},
    "a: !!binary aGk=": {"a": "aGk="},
    "1: 2\ntrue: 3": {"1": 2, "true": 3},
    "a: 1\na: 2": {"a": 2},
    "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2": {"a": {"b": 1}, "c": {"b": 1, "d": 2}},
    "a: |\n  x\n  y": {"a": "x\ny"},
    "- 1\n- [x, {y: z}]": [1, ["x", {"true": "z"}]],
    "x": "x",
    # What Terraform refuses, and a document of nothing.
    **dict.fromkeys(("a: .nan", "null: 1", "a: !foo 5", "--- \na: 1\n---\nb: 2", "a: !!set {x}")),
    **dict.fromkeys(("a: [1,2", "\ta: 1", "a: b: c", "a: @x", "? [a]\n: 1", "# c", "---", "a: \x01")),
}


@pytest.mark.parametrize("text", TEXTS)
def test_read(text: str) -> None:
    assert yaml_document(text) == TEXTS[text]


@pytest.mark.terraform
def test_as_terraform_reads(terraform: str, tmp_path: Path) -> None:
    written = [f'try(yamldecode(base64decode("{base64.b64encode(text.encode()).decode()}")), null)' for text in TEXTS]
    # An element for each, as they are of different types.
    assert Workspace(folder=tmp_path).evaluated(f"[{', '.join(written)}]") == [*TEXTS.values()]
