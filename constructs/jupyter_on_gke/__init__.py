"""JupyterHub on Google Kubernetes Engine, as constructs of the CDK for Terraform.

What is offered is imported when it is first used: Python imports this package when it starts, where it is installed.
"""

import importlib
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.imports._early import prepare

if TYPE_CHECKING:
    from jupyter_on_gke.cdk import App
    from jupyter_on_gke.cluster.pool import CpuPool, GpuPool, Pool, TpuPool
    from jupyter_on_gke.parts.address import Address
    from jupyter_on_gke.parts.cluster import Cluster
    from jupyter_on_gke.parts.entrance import Entrance
    from jupyter_on_gke.parts.homes import Homes
    from jupyter_on_gke.parts.iap import Iap
    from jupyter_on_gke.parts.jupyterhub import JupyterHub
    from jupyter_on_gke.parts.storage import Storage
    from jupyter_on_gke.parts.user_buckets import UserBuckets
    from jupyter_on_gke.profiles.profile import Profile
    from jupyter_on_gke.settings import Settings
    from jupyter_on_gke.stack import JupyterOnGke
    from jupyter_on_gke.state_settings import State

prepare()

_MODULES = {
    "Address": "parts.address",
    "App": "cdk",
    "Cluster": "parts.cluster",
    "CpuPool": "cluster.pool",
    "Entrance": "parts.entrance",
    "GpuPool": "cluster.pool",
    "Homes": "parts.homes",
    "Iap": "parts.iap",
    "JupyterHub": "parts.jupyterhub",
    "JupyterOnGke": "stack",
    "Pool": "cluster.pool",
    "Profile": "profiles.profile",
    "Settings": "settings",
    "State": "state_settings",
    "Storage": "parts.storage",
    "TpuPool": "cluster.pool",
    "UserBuckets": "parts.user_buckets",
}

__all__ = [
    "Address",
    "App",
    "Cluster",
    "CpuPool",
    "Entrance",
    "GpuPool",
    "Homes",
    "Iap",
    "JupyterHub",
    "JupyterOnGke",
    "Pool",
    "Profile",
    "Settings",
    "State",
    "Storage",
    "TpuPool",
    "UserBuckets",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
