"""What tfvars files give, where all of it is written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_on_gke.checking.conversion import WrongTypeError, converted
from jupyter_on_gke.checking.files import read
from jupyter_on_gke.checking.secret import SECRET
from jupyter_on_gke.checking.values import Written
from jupyter_on_gke.surface import VARIABLES

BY_NAME = {variable.name: variable for variable in VARIABLES}


def read_tfvars(files: Sequence[Path]) -> dict[str, Any]:
    """Variable -> its value, of several files the later one's. ValueError with the places of what cannot be read."""
    given = read(files)
    if given.problems:
        raise ValueError("\n".join(f"{each.place}: {each.sentence}" for each in given.problems))
    unread = [name for name, written in given.written.items() if not written.is_read]
    if given.all_unread or given.unread or unread:
        names = ", ".join(sorted({*unread, *given.unread})) or "a file"
        raise ValueError(f"{names} has what only Terraform reads: write the value itself.")
    return _converted({name: written for name, written in given.written.items() if written.value is not None})


def _converted(given: Mapping[str, Written]) -> dict[str, Any]:
    """The values as the variables have them; what is null is as by default, and is left out."""
    values, wrong = {}, []
    for name, written in given.items():
        variable = BY_NAME.get(name)
        try:
            values[name] = converted(name, written, variable.type if variable else "any", secret=name in SECRET)
        except WrongTypeError as error:
            wrong.append(f"{error.place}: {error}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return values
