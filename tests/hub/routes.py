"""Every path of the hub: from the handlers of the JupyterHub that is installed, with names that exist put in."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from jupyterhub import apihandlers, handlers

from .hubs import FILES

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What JupyterHub.init_handlers adds to the lists: a path of each without the hub's prefix, and those with it.
OUTSIDE = ("/", "/user/nobody", "/services/nothing", "/nothing/at/all")
INSIDE = ("/logo", "/api/(.*)", "/nothing", "/static/(.*)")
OPTIONAL = re.compile(r"\(\?:[^()]*\([^()]*\)\)\?")
GROUP = re.compile(r"\((?:\?P<\w+>)?[^()]*\)\??")


def authenticators() -> list[str]:
    """Patterns of the authenticator's own handlers."""
    sys.path.insert(0, str(FILES))
    try:
        authenticator: Any = import_module("iap_authenticator").IAPAuthenticator(audience="unused")
    finally:
        sys.path.remove(str(FILES))
    return [pattern for pattern, *_ in authenticator.get_handlers(None)]


def patterns() -> list[str]:
    """Patterns of all handlers; those of the hub begin with its prefix."""
    listed = [pattern for pattern, *_ in (*handlers.default_handlers, *apihandlers.default_handlers)]
    inside = {f"/hub{pattern}" for pattern in (*listed, *authenticators(), *INSIDE)}
    return sorted(inside | set(OUTSIDE))


def filled(pattern: str, names: dict[str, list[str]]) -> Iterator[str]:
    """The pattern's paths. A parameter gets the names of the word before it: `users`, or `spawn 2` for a second one."""
    plain = OPTIONAL.sub("", pattern).removesuffix("$").removesuffix("?")
    pieces = GROUP.split(plain)
    choices, word, number = [], "", 0
    for piece in pieces[:-1]:
        words = [part for part in piece.split("/") if part]
        word, number = (words[-1], 1) if words else (word, number + 1)
        key = word if number == 1 else f"{word} {number}"
        if key not in names:
            raise LookupError(f"{pattern}: say in the test what to put in for {key!r}")
        choices.append(names[key])
    for chosen in itertools.product(*choices):
        yield "".join(piece + name for piece, name in zip(pieces, (*chosen, ""), strict=True))
