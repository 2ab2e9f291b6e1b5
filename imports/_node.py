"""Lets Node.js load only those parts of the providers that the program has imported, while Python goes on.

cdktf's classes live in Node.js. It reads all that a provider's assembly describes: 3 s and several
hundred megabytes for google and kubernetes. Here providers wait until something is first asked of
Node.js, which is when the App is made, and what is loaded then is a copy with what was imported
until then. Where none can be made, the whole is loaded. jsii has no public way to say that, so one
private attribute is replaced, `jsii._runtime.kernel.provider`; if it is not there, nothing is.
"""

import importlib.abc
import os
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import attr
import jsii._runtime

from jupyter_on_gke.imports._assembly import cached
from jupyter_on_gke.imports._early import WHOLE

PREFIXES = ("@cdktf/provider-", "@cdktn/provider-")

listed: set[str] = set()
"""Names of modules to load even if they are not imported yet: those of our own bindings."""


class LateLoading:
    """jsii's way to Node.js: loads beside the program, and providers not before something else is asked."""

    def __init__(self, provider: Any) -> None:
        self._provider = provider
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._loading: list[Future[Any]] = []
        self._waiting: list[Any] = []

    def load(self, request: Any) -> None:
        """Loads an assembly in its turn, which for a provider is later."""
        if Path(request.tarball).parent.name != "_jsii":
            self._settled().load(request)  # a file that may be gone later
        elif request.name.startswith(PREFIXES):
            self._waiting.append(request)
        else:
            self._loading.append(self._beside.submit(self._provider.load, request))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._settled(), name)

    def _settled(self) -> Any:
        """The way to Node.js when everything is loaded. Raises what loading has raised."""
        loading, self._loading = self._loading, []
        for each in loading:
            each.result()
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._provider.load(smaller(request))
        return self._provider


class ImportedTooLate(importlib.abc.MetaPathFinder):
    """Says of a module that Node.js does not have that it was imported too late."""

    def __init__(self, package: str, parts: Iterable[str]) -> None:
        self._package = package
        self._parts = set(parts)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:
        """Refuses what was not loaded; leaves everything else to others."""
        package, _, part = fullname.rpartition(".")
        if package != self._package or part.startswith("_") or part in self._parts:
            return
        if PathFinder.find_spec(fullname, path, target):
            raise ImportError(
                f"{fullname} is imported after the App was made, when only what had been imported was loaded: "
                f"import it at the top of the program, or set {WHOLE}=1."
            )


def load_late() -> None:
    """Puts the late loading in place, once."""
    kernel = getattr(jsii._runtime, "kernel", None)
    provider = getattr(kernel, "provider", None)
    if not os.environ.get(WHOLE) and provider is not None and not isinstance(provider, LateLoading):
        setattr(kernel, "provider", LateLoading(provider))  # noqa: B010  # it passes everything on


def smaller(request: Any) -> Any:
    """The request, for a copy with the parts that are imported; itself where there can be none."""
    whole = Path(request.tarball)
    package = whole.parents[1].name
    try:
        if "__all__" in vars(sys.modules[package]):
            return request  # its __init__ was run, so all of it may be used
        parts = imported(package)
        late = attr.evolve(request, tarball=str(cached(whole, parts)))
    except Exception:  # the cache cannot be written, or something is not as expected
        return request
    sys.meta_path.insert(0, ImportedTooLate(package, parts))
    return late


def imported(package: str) -> list[str]:
    """The modules of the package that the program has imported, or may use by our bindings."""
    names = (name.split(".") for name in {*sys.modules, *listed} if name.startswith(f"{package}."))
    return sorted({name[1] for name in names if len(name) == 2 and not name[1].startswith("_")})
