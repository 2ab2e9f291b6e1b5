"""Which values are not shown, and what is shown in their place."""

from functools import cache

from jupyter_on_gke.surface import OBJECTS, VARIABLES

DOCUMENT = "jupyterhub_values"
"""A text of the user's own, in which there may be any secret."""
SECRET = frozenset({DOCUMENT, *(variable.name for variable in VARIABLES if variable.sensitive)})
SHOWN = "the value"


@cache
def known() -> frozenset[str]:
    """The names of variables and attributes, as people write them. Another one may be a secret's, misspelt."""
    attributes = (each.described() for each in OBJECTS)
    return frozenset(
        {variable.name for variable in VARIABLES}.union(*({*each.types, *each.meant} for each in attributes)) - SECRET
    )


def is_known(name: str) -> bool:
    """Whether the value of a name may be shown."""
    return name in known()
