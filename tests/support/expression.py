"""A value in Terraform's own syntax: its texts are templates, as in JSON."""

import json
import re
from collections.abc import Callable, Iterator

from tests.support.synth import Json

# Without the words that could be more than a key.
NAME = re.compile(r"(?!(?:for|if|in|true|false|null)$)[A-Za-z_][A-Za-z0-9_]*")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def expression(value: Json) -> str:
    """A value whose texts are templates."""
    return _written(value, _template)


def literal(value: Json) -> str:
    """A value whose texts are just texts."""
    return _written(value, lambda text: f'"{_quoted(text.replace("${", "$${").replace("%{", "%%{"))}"')


def _written(value: Json, text: Callable[[str], str]) -> str:
    """A value, whose texts and keys are written by `text`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key, text)} = {_written(each, text)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(each, text) for each in value) + "]"
    return text(value) if isinstance(value, str) else json.dumps(value)


def _key(key: str, text: Callable[[str], str]) -> str:
    """A name as it is; any other key in brackets, as one has to be that is computed."""
    return key if NAME.fullmatch(key) else f"({text(key)})"


def _template(template: str) -> str:
    parts = list(_parts(template))
    if len(parts) == 1 and parts[0][0]:
        return f"({parts[0][1]})"
    return '"' + "".join(f"${{{text}}}" if computed else _quoted(text) for computed, text in parts) + '"'


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
