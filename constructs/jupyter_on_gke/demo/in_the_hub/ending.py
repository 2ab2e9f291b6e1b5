"""Ends the hub, with proxy and servers, when the demo is gone: however that ended, its end of a pipe is closed then."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import threading
from pathlib import Path

STDIN = 0


def end_with_the_demo() -> None:
    """Watch the pipe that the demo holds, on the standard input, to which it writes nothing."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    # Not by sys.stdin, whose lock Python wants when it ends.
    while os.read(STDIN, 1):
        pass
    # The demo deletes its folder, where it can.
    atexit.register(shutil.rmtree, Path.cwd(), ignore_errors=True)
    os.kill(os.getpid(), signal.SIGTERM)
