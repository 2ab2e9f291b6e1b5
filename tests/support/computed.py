"""The stack's locals about pools, profiles and the hub's place, as Python computes them: no synth and no Terraform."""

import re
from types import ModuleType
from typing import Any

from jupyter_on_gke.accelerators import lookups
from jupyter_on_gke.checking.known import CONSTANTS
from jupyter_on_gke.cluster import names, pools_existing, pools_filling, pools_fitness, pools_settling, reaching
from jupyter_on_gke.given import plain
from jupyter_on_gke.jupyterhub import hub_placing
from jupyter_on_gke.jupyterhub.hub_placing import REFUSALS as OF_HUB
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.profiles import (
    arguments,
    checks,
    choices,
    defaults,
    ephemeral_storage,
    kubespawner,
    matching,
    nodes,
    pool_defaults,
    settling,
    unrunnable,
    unsold,
    without_storage,
    written_amounts,
    zones,
)
from jupyter_on_gke.storage import settling as storage_settling
from jupyter_on_gke.surface import OBJECTS, VARIABLES
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.written import amounts, pods, reading

OF_CLUSTER = (names, reaching, pools_filling, pools_existing, pools_fitness, pools_settling, lookups)
OF_PROFILES = (defaults, pool_defaults, written_amounts, settling, matching, ephemeral_storage, zones, arguments, nodes)
OF_SERVERS = (choices, kubespawner, unrunnable, unsold, without_storage, amounts, pods, reading, hub_placing)
# Where two rooms have a function of the name, the local is the former's.
MODULES: tuple[ModuleType, ...] = (*OF_CLUSTER, *OF_PROFILES, *OF_SERVERS)
FUNCTIONS: dict[str, PlanTime[..., Any]] = {
    name: it
    for module in reversed(MODULES)
    for name, it in vars(module).items()
    if isinstance(it, PlanTime) and it.__module__ == module.__name__
}
REFUSALS = (*checks.REFUSALS, *OF_HUB)
"""What stops a plan, in the order of `refused_profiles.yaml`."""
DEFAULTS = {variable.name: plain(variable.default) for variable in VARIABLES if not variable.required}
# What an argument is called, and the variable or local that the stack gives for it.
OTHERWISE = {
    "wanted": "written_profiles",
    "bucket": "gcs_bucket",
    "only_dir": "gcs_bucket_directory_per_user",
    "any_image": "allow_any_image",
    "cpu": "written_cpu",
    "memory": "written_memory",
    "storage_type": "written_storage_type",
}


class Locals:
    """What the locals come to. `existing` is the cluster as Google would describe it, `document` what is written."""

    def __init__(self, variables: dict[str, Any], *, existing: object = None, document: object = None) -> None:
        """`variables` are those that are not as by default."""
        self._variables = DEFAULTS | variables
        self._known: dict[str, Any] = {"existing_cluster": existing, "written_document": document}
        self._known |= {f"written_{each.variable}": each.filled().computed(self._variables) for each in OBJECTS}
        self._known["has_user_buckets"] = storage_settling.has_user_buckets(self._variables["user_buckets"])

    def __getitem__(self, name: str) -> Any:
        """The local, or else the variable, of the name."""
        if name not in self._known:
            self._known[name] = self._computed(name)
        return self._known[name]

    def _computed(self, name: str) -> Any:
        if name in CONSTANTS:
            return CONSTANTS[name]()
        if name in OTHERWISE:
            return self[OTHERWISE[name]]
        if name == "machine_types":
            return [pool.machine_type for pool in self["pools"]]
        return self.given(FUNCTIONS[name]) if name in FUNCTIONS else self._variables[name]

    def given(self, function: PlanTime[..., Any], **arguments: Any) -> Any:
        """What a function gives for these arguments, and otherwise for the locals of their names."""
        if function is pools_fitness.needs_metadata_server:
            arguments["storage"] = [profile.storage for profile in self["written_profiles"]]
        if function is settling.default_images:
            arguments["notebook_image"] = self["written_image"]
        name = function.python.__name__
        if name in function.takes:
            # Of a function that is called as its argument, that is the variable.
            arguments[name] = self._variables[name]
        return function(**{each: arguments[each] if each in arguments else self[each] for each in function.takes})

    def sentence(self, refusal: Refusal) -> str:
        """What it stops the plan with, or an empty text."""
        assert refusal.rule
        # One rule is for many lists, which are locals.
        lists = [self[name] for name in re.findall(r"\blocal\.(\w+)", refusal.condition)]
        return str(
            refusal.rule(profiles=lists[0]) if [*refusal.rule.takes] == ["profiles"] else self.given(refusal.rule)
        )

    def refused(self) -> list[int]:
        """The places of the refusals that stop the plan."""
        return [number for number, each in enumerate(REFUSALS) if self.sentence(each)]
