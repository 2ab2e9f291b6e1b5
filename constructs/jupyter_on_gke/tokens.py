"""What stands for a value in Python that cdktf resolves later."""

import json
import re
from collections.abc import Mapping
from typing import Any

from jupyter_on_gke import cdk
from jupyter_on_gke.expressions import Template, undirected, unknown

TOKEN = re.compile(r"TfToken\[")
# cdktf's tokens of numbers.
LEAST = -1e300
# No value of a chart is called so.
MARK = "\x00token "


def is_token(value: Any) -> bool:
    """Whether cdktf resolves the value, or something in it, later."""
    if isinstance(value, str):
        return TOKEN.search(value) is not None
    if isinstance(value, Mapping):
        return any(is_token(each) for each in value.values())
    if isinstance(value, list):
        return any(is_token(each) for each in value)
    return isinstance(value, float) and value < LEAST


def json_of(data: Mapping[str, Any]) -> Template:
    """A document of JSON: a token in it is what it comes to, of whatever type; texts are texts."""
    found: list[Any] = []
    document = json.dumps(_marked(data, found))
    text = undirected(document)
    for number, token in enumerate(found):
        text = text.replace(json.dumps(f"{MARK}{number}"), str(cdk.Fn.jsonencode(token)))
    return Template(text, unknown if found else lambda _: document)


def _marked(data: Any, found: list[Any]) -> Any:
    """The data with a mark in the place of each token, which is put into `found`."""
    if isinstance(data, Mapping):
        return {key: _marked(each, found) for key, each in data.items()}
    if isinstance(data, (list, tuple)) and not any(isinstance(each, str) and each.startswith("#{") for each in data):
        return [_marked(each, found) for each in data]
    if data is None or isinstance(data, (bool, int)) or not cdk.Token.is_unresolved(data):
        return data
    found.append(data)
    return f"{MARK}{len(found) - 1}"
