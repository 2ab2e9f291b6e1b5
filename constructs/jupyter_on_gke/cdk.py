"""cdktf, or its living fork cdktn: the one place where what makes the JSON is chosen, and imported when it is used.

cdktf was archived in December 2025. The environment variable JUPYTER_ON_GKE_CDK names one of the two; without it,
it is what the program has imported, and else cdktf, where that is installed.
"""

import functools
import importlib
import importlib.util
import os
import sys
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.imports._early import CDKS

VARIABLE = "JUPYTER_ON_GKE_CDK"
CDKTF, CDKTN = CDKS


@functools.cache
def chosen() -> str:
    """The package's name. ValueError where the variable names another one, and ImportError where none is there."""
    asked = os.environ.get(VARIABLE, "")
    if asked and asked not in CDKS:
        raise ValueError(f"{VARIABLE} is {asked!r}: write {CDKTF} or {CDKTN}.")
    there = [each for each in CDKS if asked in ("", each) and (each in sys.modules or importlib.util.find_spec(each))]
    if not there:
        extra = f"[{CDKTN}]" if asked == CDKTN else ""
        raise ModuleNotFoundError(
            f"{asked or CDKTF} is not installed: run `make synth` once, or install jupyter-on-gke{extra}.",
            name=asked or CDKTF,
        )
    imported = [each for each in there if each in sys.modules]
    return (imported or there)[0]


def provider_module(name: str) -> str:
    """A module of a prebuilt provider, as what is chosen has it."""
    return name if chosen() == CDKTF else name.replace("cdktf_cdktf_provider_", "cdktn_provider_", 1)


if TYPE_CHECKING:
    from cdktf import App as App
    from cdktf import Aspects as Aspects
    from cdktf import Fn as Fn
    from cdktf import GcsBackend as GcsBackend
    from cdktf import IAspect as IAspect
    from cdktf import ITerraformDependable as ITerraformDependable
    from cdktf import LocalBackend as LocalBackend
    from cdktf import Precondition as Precondition
    from cdktf import TerraformBackend as TerraformBackend
    from cdktf import TerraformCount as TerraformCount
    from cdktf import TerraformElement as TerraformElement
    from cdktf import TerraformHclModule as TerraformHclModule
    from cdktf import TerraformIterator as TerraformIterator
    from cdktf import TerraformLocal as TerraformLocal
    from cdktf import TerraformOutput as TerraformOutput
    from cdktf import TerraformResourceLifecycle as TerraformResourceLifecycle
    from cdktf import TerraformStack as TerraformStack
    from cdktf import TerraformVariable as TerraformVariable
    from cdktf import Token as Token
else:

    def __getattr__(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(chosen()), name)
