"""Other programs, run with a patience, and what it means where they are missing or refuse."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 30
"""Seconds that a program may take. kubectl asks a control plane that cannot be reached for longer."""

COMPLAINS = re.compile(r"(error|unable to)\b", re.IGNORECASE)
"""How the line begins that says what is wrong; explanations may come before and after it."""

Json = Any


class CannotLookError(Exception):
    """One sentence: what cannot be asked, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a program said."""

    code: int
    out: str
    error: str

    @property
    def complaint(self) -> str:
        """The line that says what is wrong, or else the last one."""
        lines = [line.strip() for line in self.error.splitlines() if line.strip()]
        if not lines:
            return f"it ended with {self.code}"
        return next((line for line in lines if COMPLAINS.match(line)), lines[-1]).rstrip(".")


def is_here(program: str) -> bool:
    """Whether a program is on the path."""
    return shutil.which(program) is not None


def run(program: str, *arguments: str, patience: float = PATIENCE, folder: Path | None = None) -> Done:
    """Runs a program of the path. Raises CannotLookError where it is not there, does not run or does not answer.

    Nobody is asked anything, and bytes that are no UTF-8 are replaced: a hub's log has what its users send.
    """
    found = shutil.which(program)
    if found is None:
        raise CannotLookError(f"{program} is not on the path: install it")
    try:
        done = subprocess.run(  # noqa: S603  # the program that the user has, without a shell
            [Path(found).absolute(), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=patience,
            check=False,
            cwd=folder,
        )
    except subprocess.TimeoutExpired:
        raise CannotLookError(f"{program} did not answer in {patience:g} seconds") from None
    except OSError as error:
        raise CannotLookError(f"{found} does not run ({error.strerror}): install it for this machine") from None
    return Done(code=done.returncode, out=done.stdout, error=done.stderr)


def document(text: str, of: str) -> Json:
    """A text of JSON. Raises CannotLookError where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        raise CannotLookError(f"{of} is no JSON: {text.strip()[:60]!r}") from None
