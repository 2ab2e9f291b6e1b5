"""A plan in Python: the variables, and each local that a rule reads, computed when it is read.

`locals.json` says of which function and arguments a local is made; the tests write it of the stack: `make refresh`.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_on_gke.checking.known import ARGUMENTS, KNOWN
from jupyter_on_gke.checking.values import Unread
from jupyter_on_gke.expressions import Computed, UnknownError, local, var
from jupyter_on_gke.plan_time import PlanTime

TABLE = Path(__file__).with_name("locals.json")
LOCAL, OF_EACH = "local.", "["


class RefusedError(UnknownError):
    """A variable that is refused: Terraform goes on to nothing that reads it."""


@cache
def table() -> dict[str, Any]:
    """Local -> the module of the function of its name, and argument -> variable, local, or None for what is neither."""
    found: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


class Plan(Mapping[str, Any]):
    """Variables by name, and locals as `local.NAME`. RefusedError where one reads a variable that is refused.

    What only a real plan knows is an Unread; a local that looks at one is an Unread, too.
    """

    def __init__(self, variables: Mapping[str, Any]) -> None:
        """`variables` are all but those that are refused."""
        self._variables = variables
        self._computed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if not name.startswith(LOCAL):
            if name not in self._variables:
                raise RefusedError(name)
            return self._variables[name]
        first, *path = name.removeprefix(LOCAL).split(".")
        if first not in self._computed:
            self._computed[first] = self._compute(first)
        found = self._computed[first]
        if is_refused(found):
            raise RefusedError(first)
        for key in path:
            found = found[key]
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name.isidentifier() or name.startswith(LOCAL))

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)

    def _compute(self, name: str) -> Any:
        try:
            if name in KNOWN:
                return KNOWN[name](self)
            module, arguments = table()[name]
            given = {each: self._argument(each, reference)(self) for each, reference in arguments.items()}
        except RefusedError as error:
            return error
        function: PlanTime[..., Any] = getattr(importlib.import_module(f"jupyter_on_gke.{module}"), name)
        try:
            return called(function, given)
        except UnknownError as error:
            return Unread(str(error))

    def _argument(self, name: str, reference: str | None) -> Computed:
        """What a function's argument comes to."""
        if reference is None:
            return ARGUMENTS.get(name, lambda _: Unread(f"what {name} is"))
        things, of_each, attribute = reference.partition(OF_EACH)
        if of_each:
            of = self._argument(name, things)
            return lambda values: _each(of(values), attribute.rpartition(".")[2])
        kind, _, rest = reference.partition(".")
        return (local if kind == "local" else var)(rest).computed


def called(function: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    """What a function gives. UnknownError where it looks at what only a plan knows."""
    try:
        return function(**given)
    except TypeError:
        # Of functions in C, who do not ask an Unread but look at its type.
        unread = [each for each in given.values() if type(each) is Unread]
        for each in unread:
            bool(each)
        raise


def _each(things: Any, attribute: str) -> Any:
    return things if type(things) is Unread else [getattr(each, attribute) for each in things]


def is_refused(value: Any) -> bool:
    """Whether a local could not be computed; an Unread may not be looked at."""
    return type(value) is RefusedError
