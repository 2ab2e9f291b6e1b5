"""HTTP as bytes: what no client would send, and connections that stay open."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .hubs import Answer

Ask = tuple[str, dict[str, str]]


# After it the other side closes the connection, unless it waits for more of what was sent before.
LAST = b"GET /hub/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def exchange(port: int, sent: bytes, seconds: float = 3) -> bytes:
    """All that comes back until the other side closes the connection or is silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(sent + LAST)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except (TimeoutError, ConnectionResetError):
            pass
    return received


def started(port: int, sent: bytes) -> bytes:
    """The first part of the answer, and no more: what follows an upgrade may never end."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(sent)
        try:
            return connection.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return b""


def cookies(received: bytes, name: str) -> list[str]:
    """The values of this cookie in all answers of a connection."""
    lines = received.decode("latin-1").splitlines()
    set_here = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("set-cookie:")]
    found = [line.partition(";")[0].partition("=") for line in set_here]
    return [value.strip('"') for key, _, value in found if key == name and value.strip('"')]


@contextmanager
def kept_open(port: int) -> Iterator[http.client.HTTPConnection]:
    """A connection for many requests, of which paths go out as they are."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    # http.client refuses control characters in a path; an attacker's client does not.
    connection._validate_path = lambda url: None  # type: ignore[attr-defined]
    yield connection
    connection.close()


def answers(port: int, asks: Iterable[Ask]) -> Iterator[tuple[str, Answer]]:
    """GETs, one after another on one connection; each path with its answer."""
    with kept_open(port) as connection:
        for path, headers in asks:
            connection.putrequest("GET", path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            got = connection.getresponse()
            yield path, Answer(got.status, got.headers, got.read().decode("utf-8", "replace"))
