"""What stops a plan, and what a plan warns of, beside what variables refuse by themselves."""

from jupyter_on_gke.cautions import WARNINGS as OF_VARIABLES
from jupyter_on_gke.expressions import var
from jupyter_on_gke.iap import settling
from jupyter_on_gke.jupyterhub import hub_placing, written_refusals
from jupyter_on_gke.profiles import checks
from jupyter_on_gke.variables.refusal import Refusal, refusal

REFUSALS: tuple[Refusal, ...] = (*checks.REFUSALS, *written_refusals.REFUSALS, *hub_placing.REFUSALS)
"""The preconditions of JupyterHub's release."""
WARNINGS: dict[str, Refusal] = {
    **OF_VARIABLES,
    **checks.WARNINGS,
    "servers_apart": refusal(settling.servers_are_apart, enabled=var("add_auth"), servers_domain=var("servers_domain")),
}
"""Name of a check -> what it warns of."""
