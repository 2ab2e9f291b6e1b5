"""What is done once for all processes of a test run."""

import fcntl
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.support.synth import Json


class Run:
    """The run of tests: its folder is that of all its processes."""

    folder: Path | None = None

    @classmethod
    def once(cls, name: str, make: Callable[[Path], str]) -> str:
        """What `make` returned in the one process of the run that got here first."""
        cls.folder = cls.folder or Path(tempfile.mkdtemp())
        return once(cls.folder, name, make)

    @classmethod
    def once_for(cls, name: str, of: Json, make: Callable[[Path], str]) -> str:
        """The same, for what it is made of."""
        digest = hashlib.sha256(json.dumps(of).encode()).hexdigest()[:16]
        return cls.once(f"{name}-{digest}", make)


def once(shared: Path, name: str, make: Callable[[Path], str]) -> str:
    """What `make` returned in the one process that got here first."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.done"
        if not done.exists():
            # What a `make` that failed has left half-made: each process says why it fails.
            shutil.rmtree(shared / name, ignore_errors=True)
            done.write_text(make(shared / name), encoding="utf-8")
        return done.read_text(encoding="utf-8")
