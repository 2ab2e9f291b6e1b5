"""The stack's Terraform variables, all of them, in the order in which they are declared."""

import re

from jupyter_on_gke.adoption import variables as adoption
from jupyter_on_gke.cluster import pool_attributes, pool_variables
from jupyter_on_gke.cluster import variables as cluster
from jupyter_on_gke.iap import host_variables, session_variables
from jupyter_on_gke.iap import variables as iap
from jupyter_on_gke.jupyterhub import variables as jupyterhub
from jupyter_on_gke.profiles import variables as profiles
from jupyter_on_gke.storage import variables as storage
from jupyter_on_gke.variables.variable import Variable

VARIABLES: tuple[Variable, ...] = (
    *cluster.VARIABLES,
    *pool_variables.VARIABLES,
    *jupyterhub.VARIABLES,
    *storage.VARIABLES,
    *profiles.VARIABLES,
    *iap.VARIABLES,
    *host_variables.VARIABLES,
    *session_variables.VARIABLES,
    *adoption.VARIABLES,
)
OBJECTS = (
    pool_attributes.CPU_POOLS,
    pool_attributes.GPU_POOLS,
    pool_attributes.TPU_POOLS,
    profiles.PROFILES,
    adoption.MANAGED_POOLS,
)
"""The variables that are lists of objects."""


def check_order(variables: tuple[Variable, ...]) -> None:
    """Raises ValueError where a validation names a variable that is declared after its own.

    Terraform refuses variables whose validations refer to each other as a cycle.
    """
    declared: set[str] = set()
    for variable in variables:
        declared.add(variable.name)
        for validation in variable.validations:
            named = set(re.findall(r"\bvar\.(\w+)", f"{validation.condition} {validation.message}"))
            if later := sorted(named - declared):
                name, others = variable.name, ", ".join(later)
                raise ValueError(f"a validation of {name} refers to {others}: declare that before {name}.")
