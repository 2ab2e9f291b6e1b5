"""Functions for plan-time functions that read what people wrote: documents of JSON or YAML, and texts of a form."""

from __future__ import annotations

import base64
import dataclasses
import ipaddress
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from jupyter_on_gke.plan_time import patterns
from jupyter_on_gke.plan_time.functions import shown

T = TypeVar("T")

# What both languages take for a blank around a text.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What numbers in texts are made of: Terraform knows Inf and 1p3, too.
SIGNS = "^[-+.0-9eE]+$"
NUMBER = re.compile(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?")
BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
# What stands in JSON for signs that mean something to HTML and JavaScript.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def at(value: object, path: str) -> object:
    """What is at a path, a literal like `storage.type` or `volumes[0].name`; None where nothing is."""
    for key in re.findall(r"[^.\[\]]+", path):
        value = _under(value, key)
    return value


def _under(value: object, key: str) -> object:
    """What is under a key, or at a number's place in a list."""
    if isinstance(value, (list, tuple)) and key.isdigit():
        return value[int(key)] if int(key) < len(value) else None
    return value.get(key) if isinstance(value, Mapping) else None


def attribute(value: object, key: str) -> object:
    """What a map has by a key; None for anything else."""
    return value.get(key) if isinstance(value, Mapping) else None


def keys_of(value: object) -> list[str]:
    """The keys of a map, in order; none of anything else."""
    return sorted(value) if isinstance(value, Mapping) else []


def elements(value: object) -> list[object]:
    """What a list holds, or a map by the order of its keys; nothing of anything else."""
    if isinstance(value, Mapping):
        return [value[key] for key in sorted(value)]
    return [*value] if isinstance(value, (list, tuple)) else []


def entries(value: object) -> dict[str, object]:
    """The keys of a map with what they hold; none of anything else."""
    return {**value} if isinstance(value, Mapping) else {}


def present(values: Mapping[str, T | None]) -> dict[str, T]:
    """The entries that are not None."""
    return {key: value for key, value in values.items() if value is not None}


def listed(value: object) -> list[object]:
    """What a list holds; nothing of anything else, a map among it."""
    return [] if isinstance(value, Mapping) else elements(value)


def is_map(value: object) -> bool:
    """Whether it is a map or an object."""
    return isinstance(value, Mapping)


def is_list(value: object) -> bool:
    """Whether it is a list or a set."""
    return isinstance(value, (list, tuple))


def as_text(value: object) -> str | None:
    """A text, number or truth as text; None for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return shown(value)
    return value if isinstance(value, str) else None


def text_of(value: object) -> str:
    """A text, number or truth as text; an empty text for anything else."""
    return as_text(value) or ""


def text_at(value: object, path: str) -> str:
    """The text, number or truth at a path, a literal; an empty text where there is none."""
    return text_of(at(value, path))


def as_number(value: object) -> float | None:
    """A number, or the number in a text; None for anything else."""
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return int(Decimal(value)) if float(value).is_integer() else float(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def as_bool(value: object) -> bool | None:
    """True or false, or a text for one of them; None for anything else."""
    if isinstance(value, str):
        return TRUTHS.get(value)
    return value if isinstance(value, bool) else None


def as_texts(value: object) -> list[str] | None:
    """A list of texts, as which numbers and truths are taken; None for anything else."""
    if not is_list(value):
        return None
    texts = [as_text(each) for each in elements(value)]
    known = [text for text in texts if text is not None]
    return known if len(known) == len(texts) else None


def as_text_map(value: object) -> dict[str, str] | None:
    """A map of texts, as which numbers and truths are taken; None for anything else."""
    texts = as_texts(elements(value)) if is_map(value) else None
    return dict(zip(keys_of(value), texts, strict=True)) if texts is not None else None


def as_decoded(value: object) -> str | None:
    """The text that is written in base64, as a number can be, too; None for anything else."""
    try:
        text = as_text(value)
        whole = "(none)" if text is None else re.sub("[\r\n]", "", text)
        return base64.b64decode(whole).decode() if BASE64.fullmatch(whole) else None
    except ValueError:
        return None


def as_json(value: object) -> str:
    """The value as JSON, as short as can be, with keys in order."""
    return _written(value).translate(ESCAPED)


def _written(value: object) -> str:
    """The value as JSON, with numbers as Terraform writes them: 8, and 0.00005."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _written({each.name: getattr(value, each.name) for each in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_written(key)}:{_written(value[key])}' for key in sorted(value))}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return shown(value)
    return json.dumps(value, ensure_ascii=False)


def trimmed(text: str) -> str:
    """The text without the blanks around it."""
    return re.sub(f"^[{BLANKS}]+|[{BLANKS}]+\\Z", "", text)


def captured(pattern: str, text: str) -> list[str]:
    """What the groups of the pattern, a literal, find, or ""; nothing where it is not in the text."""
    found = patterns.compiled(pattern).search(text)
    return [group or "" for group in found.groups()] if found else []


def is_network(text: str) -> bool:
    """Whether it is a CIDR block, like 10.0.0.0/8."""
    if not re.fullmatch(r"[0-9a-fA-F.:]+/[0-9]{1,3}", text, re.ASCII):
        return False
    address, length = text.split("/")
    plain = re.sub(r"(^|[.])0+(?=[0-9]+([.]|$))", r"\1", address) if ":" not in address else address
    try:
        ipaddress.ip_network(f"{plain}/{int(length)}", strict=False)
    except ValueError:
        return False
    return True
