"""The same variables and locals in Terraform's other syntax, and the rest in JSON.

Of JSON, Terraform parses an expression anew each time it asks what it refers to and what it comes to, which is half of
a plan's time. In its own syntax it parses it once.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.support.synth import Json

NATIVE = "native.tf"
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_native(synthesized: Json, folder: Path, *, ours: str = "cdk.tf.json") -> None:
    """Writes the configuration into the folder: its variables and locals into a file of their own."""
    rest = {name: block for name, block in synthesized.items() if name not in ("variable", "locals")}
    lines = [*_variables(synthesized.get("variable", {})), *_locals(synthesized.get("locals", {}))]
    (folder / ours).write_text(json.dumps(rest, indent=2), encoding="utf-8")
    (folder / NATIVE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _locals(values: Json) -> Iterator[str]:
    yield "locals {"
    for name, value in values.items():
        yield f"  {name} = {expression(value)}"
    yield "}"


def _variables(variables: Json) -> Iterator[str]:
    for name, declared in variables.items():
        yield f'variable "{name}" {{'
        for key, value in declared.items():
            if key == "validation":
                for rule in value if isinstance(value, list) else [value]:
                    yield "  validation {"
                    yield from (f"    {part} = {expression(text)}" for part, text in rule.items())
                    yield "  }"
            else:
                yield f"  {key} = {value if key == 'type' else _literal(value)}"
        yield "}"


def expression(value: Json) -> str:
    """A value whose texts are templates."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"({expression(key)}) = {expression(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(expression, value)) + "]"
    if not isinstance(value, str):
        return json.dumps(value)
    parts = list(_parts(value))
    if len(parts) == 1 and parts[0][0]:
        return f"({parts[0][1]})"
    return '"' + "".join(f"${{{text}}}" if computed else _quoted(text) for computed, text in parts) + '"'


def _literal(value: Json) -> str:
    """A value whose texts are just texts."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)} = {_literal(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if not isinstance(value, str):
        return json.dumps(value)
    return f'"{_quoted(value.replace("${", "$${").replace("%{", "%%{"))}"'


def _quoted(text: str) -> str:
    return "".join(ESCAPES.get(sign, sign if sign >= " " else f"\\u{ord(sign):04x}") for sign in text)


def _parts(template: str) -> Iterator[tuple[bool, str]]:
    """The parts of a template: whether it is computed, and its text."""
    at = begin = 0
    while at < len(template):
        if template.startswith(("$${", "%%{"), at):
            at += 3
        elif template.startswith("%{", at):
            raise ValueError(f"a directive: {template}")
        elif template.startswith("${", at):
            if begin < at:
                yield False, template[begin:at]
            end = _end_of_expression(template, at + 2)
            yield True, template[at + 2 : end]
            at = begin = end + 1
        else:
            at += 1
    if begin < at:
        yield False, template[begin:at]


def _end_of_expression(text: str, at: int) -> int:
    """Where the bracket is that closes the expression that begins here."""
    depth = 0
    while depth or text[at] != "}":
        if text[at] == '"':
            at = _end_of_text(text, at + 1)
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at


def _end_of_text(text: str, at: int) -> int:
    """Where the quotation mark is that closes the text that begins here, which is a template itself."""
    while text[at] != '"':
        if text[at] == "\\":
            at += 2
        elif text.startswith(("$${", "%%{"), at):
            at += 3
        elif text.startswith("${", at):
            at = _end_of_expression(text, at + 2) + 1
        else:
            at += 1
    return at
