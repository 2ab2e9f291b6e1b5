"""Texts in HCL: quoted ones with escapes, and heredocs.

Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals
"""

import re

ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.?)|([$%])\2\{", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
MARKS = re.compile(r"([$%])\1\{")


class EscapeError(ValueError):
    """A backslash with something after it that means nothing; `at` is its place in the text."""

    def __init__(self, text: str, at: int) -> None:
        super().__init__(text)
        self.at = at


def unquoted(text: str) -> str:
    """What a quoted text says, without its quotes. EscapeError for an escape that HCL does not have."""

    def meant(found: re.Match[str]) -> str:
        if found[2]:
            return f"{found[2]}{{"
        escape = found[1]
        if escape in ESCAPES:
            return ESCAPES[escape]
        number = int(escape[1:], 16) if len(escape) > 1 else -1
        if not 0 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise EscapeError(found[0], found.start())
        return chr(number)

    return ESCAPE.sub(meant, text)


def heredoc(lines: list[str], *, flush: bool) -> str:
    """What a heredoc says: its lines, each with its end; with <<- without the blanks that all have in common."""
    if flush:
        indents = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
        least = min(indents, default=0)
        lines = [line[min(least, len(line) - len(line.lstrip(" \t"))) :] for line in lines]
    return MARKS.sub(lambda found: f"{found[1]}{{", "".join(lines))
