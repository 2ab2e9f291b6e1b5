"""JupyterHub on Google Kubernetes Engine, as constructs of the CDK for Terraform.

What is offered is imported when it is first used: Python imports this package when it starts, where it is installed.
"""

import importlib
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.imports._early import prepare

if TYPE_CHECKING:
    from jupyter_on_gke.cdk import App
    from jupyter_on_gke.cluster.pool import CpuPool, GpuPool, TpuPool
    from jupyter_on_gke.profiles.profile import Profile
    from jupyter_on_gke.settings import Settings
    from jupyter_on_gke.stack import JupyterOnGke
    from jupyter_on_gke.state_settings import State

prepare()

__all__ = ["App", "CpuPool", "GpuPool", "JupyterOnGke", "Profile", "Settings", "State", "TpuPool"]

_MODULES = {
    "App": "cdk",
    "CpuPool": "cluster.pool",
    "GpuPool": "cluster.pool",
    "JupyterOnGke": "stack",
    "Profile": "profiles.profile",
    "Settings": "settings",
    "State": "state_settings",
    "TpuPool": "cluster.pool",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
