"""Promises in files, and what of them is broken."""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.support.documents import read_yaml
from tests.support.synth import Json

PROMISES = Path(__file__).parents[1] / "invariants"


def promised(name: str) -> Any:
    """What a file of tests/invariants says."""
    return read_yaml((PROMISES / f"{name}.yaml").read_text(encoding="utf-8"))


def broken(actual: Json, promise: Json, path: str = "") -> list[str]:
    """One line for each part of the promise that is not so. A map may have more keys than are promised."""
    if isinstance(promise, dict) and promise and isinstance(actual, dict):
        parts = ((actual.get(key), value, f"{path}.{key}") for key, value in promise.items())
        return [line for part in parts for line in broken(*part)]
    return [] if same(actual, promise) else [f"{path} is {actual!r}, promised is {promise!r}"]


def same(actual: Json, promise: Json) -> bool:
    """Equal, with 0 and False, or 1 and True, told apart."""
    if isinstance(promise, list) and isinstance(actual, list) and len(actual) == len(promise):
        return all(same(one, other) for one, other in zip(actual, promise, strict=True))
    return actual == promise and isinstance(actual, bool) == isinstance(promise, bool)


def blocks(synthesized: Json) -> dict[str, Json]:
    """Everything by its address: `resource.KIND.NAME`, `data.KIND.NAME`, `provider.NAME.0`, `variable.NAME`, ..."""
    found = {
        f"{block}.{kind}.{name}": body
        for block in ("resource", "data")
        for kind, named in synthesized[block].items()
        for name, body in named.items()
    }
    for name, configurations in synthesized["provider"].items():
        found |= {f"provider.{name}.{number}": each for number, each in enumerate(configurations)}
    for block in ("variable", "output"):
        found |= {f"{block}.{name}": body for name, body in synthesized[block].items()}
    return found


def matching(pattern: str, addresses: Any) -> list[str]:
    """The addresses of a pattern, of which there has to be one."""
    found = [address for address in addresses if fnmatchcase(address, pattern)]
    assert found, f"nothing has the address {pattern}"
    return found


def has(body: Json, path: str) -> bool:
    """Whether there is an attribute, by its path with dots."""
    for step in path.split("."):
        if not isinstance(body, dict) or step not in body:
            return False
        body = body[step]
    return True
