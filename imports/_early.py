"""Has Python load of cdktf's providers what a program uses, in whatever order it imports.

A prebuilt provider's `__init__` imports every resource that the provider has, 1,470 modules for google: 13 to 26 s
and up to 1.3 GB. A resource's own module needs none of the others. So the package is put in place without running
its `__init__`, which is run when something beside its modules is asked for, as `import *` does.

Programs import in the order of the alphabet, cdktf and its providers before us. So where the package is installed,
jupyter_on_gke.pth has Python do this when it starts. All that is needed later is imported later.
"""

import importlib
import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

WHOLE = "WHOLE_PROVIDERS"
"""Environment variable: load whole providers, as if this module were not there."""
CDKS = ("cdktf", "cdktn")
PROVIDERS = ("cdktf_cdktf_provider_", "cdktn_provider_")


class Package(ModuleType):
    """A package whose `__init__` runs only if something beside its modules is asked for."""

    def __getattr__(self, name: str) -> Any:
        spec = self.__spec__
        if spec is None or not isinstance(spec.loader, Later) or (name.startswith("__") and name != "__all__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if importlib.util.find_spec(f"{self.__name__}.{name}"):
            return importlib.import_module(f"{self.__name__}.{name}")
        # From here on it is the ordinary package.
        self.__class__ = ModuleType  # as Python allows
        spec.loader.whole.exec_module(self)
        return getattr(self, name)


class Later:
    """A loader that leaves a package's `__init__` for later."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The package, with nothing in it."""
        return Package(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Runs nothing."""


class Finder:
    """Finds the providers' packages, and sees when cdktf is first imported."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The spec of a provider's package; None for everything else."""
        is_provider = fullname.startswith(PROVIDERS) and "." not in fullname
        if not (is_provider or fullname in CDKS):
            return None
        from jupyter_on_gke.imports._node import load_late

        load_late()
        spec = PathFinder.find_spec(fullname, path, target) if is_provider else None
        if spec and spec.loader:
            spec.loader = Later(spec.loader)  # type: ignore[assignment]  # all that a loader must have
        return spec


def prepare() -> None:
    """Puts the finder in place, once."""
    # jsii warns at length on a Node.js that is past its end of life; Node 20 works.
    os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
    if not os.environ.get(WHOLE) and not any(isinstance(each, Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, Finder())
