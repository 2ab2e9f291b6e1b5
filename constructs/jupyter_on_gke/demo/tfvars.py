"""Reads a tfvars file: values that are written out, as Terraform takes them there."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tree_sitter_hcl
from tree_sitter import Language, Node, Parser

SIMPLE = {"true": True, "false": False, "null": None}


def read_tfvars(file: Path) -> dict[str, Any]:
    """Variable -> its value. ValueError where the file is no tfvars file, with its line."""
    if file.suffix == ".json":
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found
    root = Parser(Language(tree_sitter_hcl.language())).parse(file.read_bytes()).root_node
    if root.has_error:
        line = min((each.start_point.row + 1 for each in _within(root) if each.is_error or each.is_missing), default=1)
        raise ValueError(f"{file}:{line}: this is not the form NAME = VALUE: write it so, a text in quotes.")
    attributes = [each for each in _within(root) if each.type == "attribute"]
    return {_text(each.named_children[0]): _value(each.named_children[-1], file) for each in attributes}


def _within(node: Node) -> Iterator[Node]:
    """The node and all in it."""
    yield node
    for child in node.children:
        yield from _within(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _value(node: Node, file: Path) -> Any:
    """What is written there."""
    kind, inner = node.type, [each for each in node.named_children if each.type != "comment"]
    if kind in ("numeric_lit", "unary_operation"):
        return json.loads(_text(node).replace(" ", ""))
    if kind in ("bool_lit", "null_lit"):
        return SIMPLE[_text(node)]
    if kind in ("string_lit", "quoted_template") and all(each.type != "template_interpolation" for each in inner):
        return _quoted("".join(_text(each) for each in inner if each.type == "template_literal"))
    if kind == "heredoc_template":
        return _heredoc(_text(node))
    if kind == "tuple":
        return [_value(each, file) for each in inner if each.type == "expression"]
    if kind == "object":
        pairs = [each.named_children for each in inner if each.type == "object_elem"]
        return {_key(pair[0], file): _value(pair[-1], file) for pair in pairs}
    if len(inner) == 1:
        return _value(inner[0], file)
    raise ValueError(f"{file}:{node.start_point.row + 1}: {_text(node)} is to be computed: write the value itself.")


def _key(node: Node, file: Path) -> str:
    """A key, with quotes or without."""
    return _text(node) if '"' not in _text(node) else str(_value(node, file))


def _quoted(written: str) -> str:
    return re.sub(r"([$%])\1\{", r"\1{", str(json.loads(f'"{written}"')))


def _heredoc(written: str) -> str:
    """The lines between the marks; `<<-` takes away what all are indented by."""
    head, *lines = written.splitlines()
    body = "".join(f"{line}\n" for line in lines[:-1])
    return textwrap.dedent(body) if head.startswith("<<-") else body
