"""What tfvars files give, where all of it is written out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_on_gke.checking.files import read


def read_tfvars(files: Sequence[Path]) -> dict[str, Any]:
    """Variable -> its value, of several files the later one's. ValueError with the places of what cannot be read."""
    given = read(files)
    if given.problems:
        raise ValueError("\n".join(f"{each.place}: {each.sentence}" for each in given.problems))
    unread = [name for name, written in given.written.items() if not written.is_read]
    if given.all_unread or given.unread or unread:
        names = ", ".join(sorted({*unread, *given.unread})) or "a file"
        raise ValueError(f"{names} has what only Terraform reads: write the value itself.")
    return {name: written.value for name, written in given.written.items()}
