"""Which variables are secret, and what is shown in the place of their values."""

from jupyter_on_gke.surface import VARIABLES

SECRET = frozenset(variable.name for variable in VARIABLES if variable.sensitive)
SHOWN = "the value"
