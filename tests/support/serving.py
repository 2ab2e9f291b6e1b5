"""A server of the tests' own, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer
from threading import Thread
from typing import TypeVar

Server = TypeVar("Server", bound=BaseServer)
SECONDS_TO_STOP = 0.01
"""How long it may take until a server hears that it is to end; Python's own half second is waited for."""


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server, which answers until the end of the block."""
    Thread(target=server.serve_forever, args=(SECONDS_TO_STOP,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
