"""Loads single classes of cdktf's prebuilt providers, without the rest of the provider.

A prebuilt provider's `__init__` imports every resource that the provider has, 1,470 modules for
google: 13 to 26 s and up to 1.3 GB. A resource's own module needs none of the others. So the
package is put in place without running its `__init__`, and the modules are imported one by one.
Whoever uses the package in another way, `import *` or an attribute, still gets the whole of it.
"""

import ast
import importlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from imports._node import listed, load_late


class _Package(ModuleType):
    """A package whose `__init__` runs only if something beside its modules is asked for."""

    def __getattr__(self, name: str) -> Any:
        spec = self.__spec__
        if spec is None or spec.loader is None or (name.startswith("__") and name != "__all__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if importlib.util.find_spec(f"{self.__name__}.{name}"):
            return importlib.import_module(f"{self.__name__}.{name}")
        # From here on it is the ordinary package.
        self.__class__ = ModuleType  # type: ignore[assignment]  # as Python allows
        spec.loader.exec_module(self)
        return getattr(self, name)


def _put_in_place(package: str) -> None:
    """Registers the package as imported, without running its `__init__`."""
    if package in sys.modules:
        return
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"{package} is not installed: run `make synth` once, which sets it up.", name=package)
    module: ModuleType = importlib.util.module_from_spec(spec)
    module.__class__ = _Package
    sys.modules[package] = module


def attach_stub(module: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` for a module of bindings.

    The classes and where they come from are read from the type stub beside the module, so that what
    type checkers and editors see is what there is: lines of the form
    `from PACKAGE.MODULE import CLASS as CLASS`.
    """
    load_late()
    stub = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    origins = {
        name.name: node.module
        for node in stub.body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    }
    listed.update(origins.values())

    def load(name: str) -> Any:
        if name not in origins:
            raise AttributeError(f"{module} has no class {name!r}: add it to {Path(file).stem}.pyi")
        _put_in_place(origins[name].partition(".")[0])
        loaded = getattr(importlib.import_module(origins[name]), name)
        setattr(sys.modules[module], name, loaded)
        return loaded

    return load, lambda: sorted(origins), sorted(origins)
