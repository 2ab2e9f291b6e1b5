"""Settings that are tokens of somebody's own resources: what they replace in the JSON.

Terraform takes no reference as a variable's default. So the variable is gone, and a local is read in its place.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from jupyter_on_gke.state import Stack


class Referring(Stack):
    """A stack in which locals are read in the place of variables."""

    replaced: Mapping[str, str]
    """Variable -> local."""

    def to_terraform(self) -> Any:
        """The JSON with the locals."""
        made = super().to_terraform()
        made["variable"] = {name: each for name, each in made["variable"].items() if name not in self.replaced}
        return self._read(made)

    def _read(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: self._read(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self._read(value) for value in data]
        return VARIABLE.sub(self._in_place, data) if isinstance(data, str) else data

    def _in_place(self, found: re.Match[str]) -> str:
        return f"local.{self.replaced[found[1]]}" if found[1] in self.replaced else found[0]


VARIABLE = re.compile(r"\bvar\.(\w+)")


S = TypeVar("S", bound=Stack)


@cache
def referring(cls: type[S]) -> type[S]:
    """The class of stacks in which locals are read in the place of variables."""
    return type(cls.__name__, (Referring, cls), {"__doc__": cls.__doc__})
