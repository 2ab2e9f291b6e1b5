"""Modules of provider bindings: the classes that a type stub lists, each loaded when it is first used."""

import ast
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_on_gke.cdk import provider_module
from jupyter_on_gke.imports._node import listed


def attach_stub(module: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` for a module of bindings.

    The classes and where they come from are read from the type stub beside the module, so that what
    type checkers and editors see is what there is: lines of the form
    `from PACKAGE.MODULE import CLASS as CLASS`.
    """
    stub = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    origins = {
        name.name: provider_module(node.module)
        for node in stub.body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    }
    listed.update(origins.values())

    def load(name: str) -> Any:
        if name not in origins:
            raise AttributeError(f"{module} has no class {name!r}: add it to {Path(file).stem}.pyi")
        loaded = getattr(importlib.import_module(origins[name]), name)
        setattr(sys.modules[module], name, loaded)
        return loaded

    return load, lambda: sorted(origins), sorted(origins)
