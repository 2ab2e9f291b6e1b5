"""The locals of the stack that Python knows without a plan, and those that only a plan knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jupyter_on_gke.accelerators import catalog, lookups
from jupyter_on_gke.checking.values import Unread
from jupyter_on_gke.cluster import regions
from jupyter_on_gke.expressions import Computed, decoded, var
from jupyter_on_gke.jupyterhub.chart_keys import CHART_KEYS
from jupyter_on_gke.jupyterhub.written_refusals import BELONGS_UNDER
from jupyter_on_gke.profiles import defaults
from jupyter_on_gke.storage.settling import has_user_buckets
from jupyter_on_gke.surface import OBJECTS

CLUSTER = "the cluster that is there, and whether it runs what is asked for"
ADDRESS = "the load balancer's address"
POLICY = "the load balancer's TLS policy"


def existing_cluster(values: Mapping[str, Any]) -> Any:
    """None for a cluster that is created."""
    return None if values["create_cluster"] else Unread(CLUSTER)


def _always(make: Callable[[], Any]) -> Computed:
    return lambda _: make()


CONSTANTS: dict[str, Callable[[], Any]] = {
    "accelerators": catalog.accelerators,
    "gpu_machine_types": catalog.gpu_machine_types,
    "tpu_machine_types": catalog.tpu_machine_types,
    "gpu_drivers": catalog.gpu_drivers,
    "boot_disks": catalog.boot_disks,
    "predefined_rooms": catalog.rooms,
    "disks": catalog.disks,
    "local_ssds": catalog.local_ssds,
    "cpu_brackets": lambda: list(lookups.CPU),
    "memory_brackets": lambda: list(lookups.MEMORY),
    "offers": lambda: list(defaults.OFFERS),
    "known_regions": lambda: list(regions.KNOWN),
    "chart_keys": lambda: CHART_KEYS,
    "belongs_under": lambda: BELONGS_UNDER,
    **{each.local: each.described for each in OBJECTS},
}
"""Local -> what it is in every plan."""
KNOWN: dict[str, Computed] = {
    **{name: _always(make) for name, make in CONSTANTS.items()},
    **{f"written_{each.variable}": each.filled().computed for each in OBJECTS},
    "written_document": decoded(var("jupyterhub_values")).computed,
    "existing_cluster": existing_cluster,
    "address": lambda _: Unread(ADDRESS),
    "tls_policy_name": lambda _: Unread(POLICY),
}
"""Local -> what it comes to, of the variables."""
ARGUMENTS: dict[str, Computed] = {
    "has_user_buckets": has_user_buckets.computed(user_buckets=var("user_buckets")),
}
"""Argument of functions, for which the stack has neither a variable nor a local -> what it comes to."""
