"""Documents of YAML as Terraform reads them, which takes some words otherwise than PyYAML: a test holds both."""

from __future__ import annotations

import functools
import math
import re
from typing import Any

BOOL = re.compile("y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF")
TRUE = ("y", "yes", "true", "on")
NULL = re.compile("~|null|Null|NULL|")
INT = re.compile("[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+")
FLOAT = re.compile(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?|[-+]?[.](inf|Inf|INF)|[.](nan|NaN|NAN)")
MERGE = re.compile("<<")


def yaml_document(text: str) -> object:
    """What a text of YAML says; None where it cannot be read."""
    import yaml

    try:
        return plain(yaml.load(text, Loader=loader()))  # noqa: S506  # a safe loader's subclass
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def plain(value: object) -> object:
    """The document. ValueError for what Terraform has not."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("Terraform has no such number")
    return value


def _key(key: object) -> str:
    if key is None or isinstance(key, (dict, list)):
        raise ValueError("this is no key")
    if isinstance(key, bool):
        return "true" if key else "false"
    return str(key)


@functools.cache
def loader() -> Any:
    """PyYAML's safe loader, with Terraform's words for what a plain text is."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """A loader with resolvers of its own."""

        yaml_implicit_resolvers: dict[str | None, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
            """A map whose keys are texts: to Python, 1 and true are one."""
            self.flatten_mapping(node)
            return {_key(self.construct_object(key)): self.construct_object(each, deep) for key, each in node.value}

    for tag, pattern in (("bool", BOOL), ("null", NULL), ("int", INT), ("float", FLOAT), ("merge", MERGE)):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern.pattern})$"), None)
    for tag, construct in (("bool", _bool), ("int", _int), ("float", _float)):
        Loader.add_constructor(f"tag:yaml.org,2002:{tag}", construct)
    for tag in ("set", "omap", "pairs"):
        Loader.add_constructor(f"tag:yaml.org,2002:{tag}", _refused)
    for tag in ("binary", "timestamp"):
        Loader.add_constructor(f"tag:yaml.org,2002:{tag}", lambda self, node: self.construct_scalar(node))
    return Loader


def _bool(self: Any, node: Any) -> bool:
    return self.construct_scalar(node).lower() in TRUE


def _int(self: Any, node: Any) -> int:
    text = self.construct_scalar(node)
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def _float(self: Any, node: Any) -> float:
    return float(self.construct_scalar(node).replace(".inf", "inf").replace(".nan", "nan"))


def _refused(self: Any, node: Any) -> Any:
    raise ValueError(f"{node.tag} is nothing that Terraform reads")
