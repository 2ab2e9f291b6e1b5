"""Where commands write to: colour and tables for people at a terminal, plain text for all others."""

import sys

from rich.console import Console
from rich.theme import Theme

STYLES = {"bad": "bold red", "careful": "yellow", "good": "green", "quiet": "dim"}
PLAIN_WIDTH = 120


def printable(text: str) -> str:
    """A text in one line, without what a terminal would take for a command, or CI for one at the start of a line."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def console(*, stderr: bool = False) -> Console:
    """A console with our styles. NO_COLOR and FORCE_COLOR are heard; without a terminal lines are 120 characters."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        theme=Theme(STYLES),
        width=None if stream.isatty() else PLAIN_WIDTH,
        highlight=False,
        emoji=False,
        markup=False,
    )
