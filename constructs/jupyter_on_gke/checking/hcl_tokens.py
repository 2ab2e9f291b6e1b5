"""The tokens of HCL, and which of them are the value of what may be a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jupyter_on_gke.checking.secret import SECRET, SHOWN, is_known

TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/)
    |(?P<newline>\n)
    |(?P<heredoc><<-?(?P<mark>\w[\w-]*)\r?\n(?:.*?\n)??[ \t]*(?P=mark)(?=[ \t\r]*(?:\n|\Z)))
    |(?P<open_heredoc><<-?[^\n]*)
    |(?P<text>"(?:\\[^\n]|\$\{[^}\n]*\}|%\{[^}\n]*\}|[^"\\\n])*")
    |(?P<open_text>"[^\n]*)
    |(?P<number>[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w]))
    |(?P<word>[^\W\d][\w-]*)
    |(?P<sign>=>|==|!=|<=|>=|[&]{2}|[|]{2}|[.]{3}|[-+*/%?:=,.(){}\[\]!<>])
    |(?P<other>[0-9][\w.]*|.)""",
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"{": "}", "[": "]", "(": ")"}


@dataclass(frozen=True)
class Token:
    """A sign, or a value, and where it begins in the text."""

    kind: str
    text: str
    start: int
    is_secret: bool = False
    """Whether it is of the value of a secret, or of a name that nobody knows, which may be a secret's misspelt."""

    @property
    def shown(self) -> str:
        """As a sentence shows it."""
        if self.is_secret and len(self.text) > 1:
            return SHOWN
        first = self.text.split("\n")[0].strip()
        return first if len(first) <= 30 else f"{first[:30]}..."


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, without blanks and comments."""
    hiding = Hiding()
    for found in TOKEN.finditer(text):
        kind = str(found.lastgroup if found.lastgroup != "mark" else "heredoc")
        if kind != "blank":
            yield Token(kind, found[0], found.start(), hiding.hides(kind, found[0]))


@dataclass
class Hiding:
    """Where a value begins that is not shown, and where it ends: with its line, also where the = is forgotten."""

    opened: list[str] = field(default_factory=list)
    begins: bool = True
    """Whether a name may come next: at the top and in objects."""
    until: int | None = None
    """How many brackets are open where the value ends that is not shown."""

    def hides(self, kind: str, text: str) -> bool:
        """Whether the next token is of such a value."""
        if kind == "newline":
            return self._end_line()
        is_sign = kind == "sign"
        if is_sign and text in CLOSING.values() and self.opened:
            self.opened.pop()
            self._end_object()
        if is_sign and text == "," and self.opened[-1:] == ["{"]:
            self._end_object()
        hidden, names = self.until is not None, self.begins and not is_sign
        if text in SECRET:
            self.until = 0
        elif names and not hidden and not is_known(text.strip('"')):
            self.until = len(self.opened)
            # At the top, what is no word is no name either, but what is left of a value.
            hidden = kind != "word" and not self.opened
        if is_sign and text in CLOSING:
            self.opened.append(text)
        self.begins = is_sign and (text == "{" or (text == "," and self.opened[-1:] == ["{"]))
        return hidden

    def _end_line(self) -> bool:
        hidden = self.until is not None
        if self.until is not None and len(self.opened) <= self.until:
            self.until = None
        # In a list there are no names; a word there is one where its bracket is not closed.
        self.begins = True
        return hidden

    def _end_object(self) -> None:
        """In one line, the value of an attribute ends with the next one, or with its object."""
        if self.until is not None and self.until > 0 and len(self.opened) <= self.until:
            self.until = None


def has_secret(text: str, start: int, end: int) -> bool:
    """Whether a part of the text has something of a secret."""
    return any(
        token.is_secret and token.kind != "newline" and token.start < end and start < token.start + len(token.text)
        for token in tokens(text)
    )
