"""What is done once for all processes of a test run."""

import fcntl
from collections.abc import Callable
from pathlib import Path


def once(shared: Path, name: str, make: Callable[[Path], str]) -> str:
    """What `make` returned in the one process that got here first."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.done"
        if not done.exists():
            done.write_text(make(shared / name), encoding="utf-8")
        return done.read_text(encoding="utf-8")
