"""What of a configuration is needed: variables and locals that nothing reads are left out."""

import json
import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
ROOTS = ("resource", "data", "output")
REFERENCE = re.compile(r"\b(var|local)\.(\w+)")


def needed(made: Json) -> Json:
    """The configuration with those variables, locals, validations, checks and providers alone that its resources need.

    A check or a validation that reads another variable is about something else, and goes.
    """
    locals_ = made.get("locals", {})
    kept = read_by([made.get(each, {}) for each in ROOTS], locals_)
    checks = {
        name: check
        for name, check in made.get("check", {}).items()
        if variables_of(read_by(check, locals_)) <= variables_of(kept)
    }
    variables = {
        name: _with_its_own_rules(variable, variables_of(kept), locals_)
        for name, variable in made["variable"].items()
        if ("var", name) in kept
    }
    kept |= read_by([checks, variables], locals_)
    blocks = {
        "variable": variables,
        "locals": {name: value for name, value in locals_.items() if ("local", name) in kept},
        "check": checks,
        "terraform": {"required_providers": _used_providers(made)},
        **{each: made.get(each, {}) for each in ROOTS},
    }
    return {name: block for name, block in blocks.items() if block}


def read_by(blocks: object, locals_: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The variables and locals that are read, each as its kind and name."""
    found: set[tuple[str, str]] = set()
    left = _read_in(blocks)
    while left:
        kind, name = left.pop()
        found.add((kind, name))
        if kind == "local" and name in locals_:
            left |= _read_in(locals_[name]) - found
    return found


def variables_of(read: set[tuple[str, str]]) -> set[str]:
    """The names of the variables among them."""
    return {name for kind, name in read if kind == "var"}


def _read_in(blocks: object) -> set[tuple[str, str]]:
    return {(kind, name) for kind, name in REFERENCE.findall(json.dumps(blocks))}


def _with_its_own_rules(variable: Json, there: set[str], locals_: Mapping[str, Any]) -> Json:
    rules = [each for each in variable.get("validation", []) if variables_of(read_by(each, locals_)) <= there]
    return {key: value for key, value in variable.items() if key != "validation"} | (
        {"validation": rules} if rules else {}
    )


def _used_providers(made: Json) -> Json:
    types = {type_.split("_")[0] for each in ("resource", "data") for type_ in made.get(each, {})}
    return {name: each for name, each in made["terraform"]["required_providers"].items() if name in types}
