"""Texts of Terraform with values in them, put together from pieces that are escaped each by itself."""

from __future__ import annotations

import functools
from collections.abc import Iterable


def beside(pieces: Iterable[str]) -> str:
    """The pieces one after the other, whatever the signs of two of them would mean together."""
    return functools.reduce(_beside, pieces, "")


def _beside(left: str, right: str) -> str:
    if right.startswith("{") and left.endswith(("$", "%")):
        # As within one piece.
        return left + left[-1] + right
    if right.startswith("${") and left.endswith("$"):
        # `$${` would be plain, however many come before; what ends in `%` is not looked at.
        begin = left.rstrip("$")
        return f'{begin}${{"{left[len(begin) :]}"}}{right}'
    return left + right
