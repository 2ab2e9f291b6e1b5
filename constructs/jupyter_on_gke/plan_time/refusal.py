"""What is refused when a module with plan-time functions is imported."""

from __future__ import annotations

import ast
import linecache


class PlanTimeError(SyntaxError):
    """Something in a plan-time function that Terraform does not do as Python does: what, where, what to write.

    Like Python's own, it shows the line that people wrote, with marks below the node.
    """

    def __init__(self, message: str, *, file: str, line: int, node: ast.AST | None = None) -> None:
        # The file may be another one than when it was read first.
        linecache.checkcache(file)
        text = linecache.getline(file, line)
        begin = _column(text, getattr(node, "col_offset", None))
        is_one_line = getattr(node, "end_lineno", None) == line
        end = _column(text, getattr(node, "end_col_offset", None) if is_one_line else len(text.rstrip().encode()))
        super().__init__(message, (file, line, begin, text or None, line, end if begin else None))


def _column(text: str, offset: int | None) -> int | None:
    """The sign of a line, from 1, at an offset in UTF-8; None where there is none."""
    encoded = text.encode()
    if offset is None or offset > len(encoded):
        return None
    return len(encoded[:offset].decode(errors="ignore")) + 1
