"""Cases of plan-time functions as data: `FUNCTION: [{with: ARGUMENTS, gives: RESULT}]` in a file of YAML.

Objects are written as maps of what is not as by default, lists of pools also as maps by name.
"""

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.plan_time.types import hints
from tests.support.documents import read_yaml
from tests.support.promises import broken, same


def read(path: Path) -> dict[str, Any]:
    """The cases by function."""
    found: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"))
    return found


def functions(modules: Iterable[ModuleType]) -> dict[str, PlanTime[..., Any]]:
    """The plan-time functions of the modules, by name. ValueError where two have one name."""
    found: dict[str, PlanTime[..., Any]] = {}
    for module in modules:
        for name, it in vars(module).items():
            if isinstance(it, PlanTime) and it.__module__ == module.__name__:
                if name in found:
                    raise ValueError(f"two functions are called {name}")
                found[name] = it
    return found


def parameters(table: Mapping[str, list[dict[str, Any]]]) -> list[Any]:
    """A parameter for each case: the function's name, and the case."""
    return [
        pytest.param(name, it, id=f"{name}-{number}") for name, its in table.items() for number, it in enumerate(its)
    ]


def built(hint: Any, written: Any, defaults: Mapping[type, Mapping[str, Any]]) -> Any:
    """A value of an annotation's type."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return None if written is None else built(inner[0], written, defaults)
    if origin in (list, Sequence):
        named = [{"name": name, **it} for name, it in written.items()] if isinstance(written, dict) else written
        return [built(inner[0], each, defaults) for each in named]
    if origin is dict:
        return {name: built(inner[1], each, defaults) for name, each in written.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        known = hints(hint)
        names = {each.name for each in fields(hint)}
        given = {name: it for name, it in defaults.get(hint, {}).items() if name in names} | written
        return hint(**{name: built(known[name], it, defaults) for name, it in given.items()})
    return written


def called(
    function: PlanTime[..., Any],
    written: Mapping[str, Any],
    defaults: Mapping[type, Mapping[str, Any]] = MappingProxyType({}),
    always: Mapping[str, Any] = MappingProxyType({}),
) -> Any:
    """What the function gives for what is written, and for what it is given `always`, as plain data."""
    known = typing.get_type_hints(function.python)
    given = {name: built(known[name], it, defaults) for name, it in written.items()}
    return plain(function(**{name: it for name, it in always.items() if name in function.takes} | given))


def plain(result: Any) -> Any:
    """Pools as their names, other objects as maps."""
    if isinstance(result, Pool):
        return result.name
    if is_dataclass(result) and not isinstance(result, type):
        return {each.name: plain(getattr(result, each.name)) for each in fields(result)}
    if isinstance(result, (list, tuple)):
        return [plain(each) for each in result]
    return {key: plain(each) for key, each in result.items()} if isinstance(result, dict) else result


def wrong(result: Any, case: Mapping[str, Any]) -> list[str]:
    """What of a result is not as the case says: `gives` is the whole; `names`, `has` and `all_have` are parts of it."""
    found = [] if "gives" not in case or same(result, case["gives"]) else [f"gives {result!r}, not {case['gives']!r}"]
    if "names" in case and [each["name"] for each in result] != case["names"]:
        found.append(f"has the names {[each['name'] for each in result]}")
    if "has" in case:
        found += broken(result, case["has"])
    if "all_have" in case:
        if len(result) != len(case["all_have"]):
            found.append(f"has {len(result)} elements")
        found += [line for one, promise in zip(result, case["all_have"], strict=False) for line in broken(one, promise)]
    return found
