"""JupyterHub on Google Kubernetes Engine, as constructs of the CDK for Terraform.

What is offered is imported when it is first used: Python imports this package when it starts, where it is installed.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_on_gke.cdk import App
    from jupyter_on_gke.stack import JupyterOnGke
    from jupyter_on_gke.state import State

__all__ = ["App", "JupyterOnGke", "State"]

_MODULES = {"App": "cdk", "JupyterOnGke": "stack", "State": "state"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
