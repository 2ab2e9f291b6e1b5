"""Ports for servers that start later.

A port that the kernel chose and took back may be somebody else's a moment later, another test's server:
what is asked then answers, and is the wrong one. So these are outside of the range from which the kernel
chooses, and those of each pytest worker are apart.
"""

import os
import secrets
import socket

FIRST, FOR_EACH_WORKER = 20_000, 3_000
WORKER = "PYTEST_XDIST_WORKER"
"""Environment variable, which a hub that a test starts needs too."""


def free_port() -> int:
    """A port of this machine's own address on which nothing listens."""
    worker = int(os.environ.get(WORKER, "gw0").removeprefix("gw")) % 4
    while True:
        port = FIRST + worker * FOR_EACH_WORKER + secrets.randbelow(FOR_EACH_WORKER)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
