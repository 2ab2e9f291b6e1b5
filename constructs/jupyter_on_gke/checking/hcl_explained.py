"""Why a text is no HCL, in words: the first sign that has no place where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jupyter_on_gke.checking.hcl_texts import EscapeError, unquoted
from jupyter_on_gke.checking.hcl_tokens import CLOSING, TOKEN, Token, tokens

OTHER_BLANKS = re.compile(r"[^\S \t\r\n]")
VALUES = ("text", "number", "word", "heredoc")
QUOTES = "write texts in double quotes"
OTHER = {
    "'": QUOTES,
    "`": QUOTES,
    "\N{LEFT DOUBLE QUOTATION MARK}": QUOTES,
    ";": "write each value on a line of its own",
}
INSTEAD = {
    "=>": "write = between an attribute and its value",
    "...": "write the values one by one",
    ":": "write = between a variable and its value",
}


@dataclass
class Reader:
    """Reads tokens one by one, until one is wrong."""

    opened: list[Token] = field(default_factory=list)
    before: Token | None = None
    """The token before, ends of lines left out where they mean nothing."""
    in_value: bool = False
    """Whether the `=` of a variable was there, and its line goes on."""

    def wrong(self, token: Token) -> str:
        """What is wrong with the next token; "" where nothing is."""
        said = _by_itself(token) or self._closing(token) or (self._inside(token) if self.opened else self._top(token))
        self._take(token)
        return said

    def _take(self, token: Token) -> None:
        if token.text in CLOSING:
            self.opened.append(token)
        elif token.text in CLOSING.values() and self.opened:
            self.opened.pop()
        if not (token.kind == "newline" and self.opened and self.opened[-1].text in "[("):
            self.before = token
        if not self.opened:
            self.in_value = token.kind != "newline" and (self.in_value or token.text == "=")

    def _closing(self, token: Token) -> str:
        if token.text not in CLOSING.values() or token.kind != "sign":
            return ""
        if not self.opened:
            return f"{token.text} closes nothing: leave it out, or write what it closes before it."
        if CLOSING[self.opened[-1].text] != token.text:
            return f"{token.text} is where {CLOSING[self.opened[-1].text]} is to be: write that before it."
        return ""

    def _follows_a_value(self) -> bool:
        return self.before is not None and (self.before.kind in VALUES or self.before.text in CLOSING.values())

    def _top(self, token: Token) -> str:
        before = self.before
        if token.kind == "newline":
            if before is not None and before.text == "=":
                return "a value is missing: write it after the =, on the same line."
            lone = before is not None and before.kind != "newline" and not self.in_value
            return f"{before.shown} has no value: write {before.shown} = VALUE." if lone and before else ""
        if self.in_value:
            is_value = token.kind in VALUES or token.text in ("{", "[")
            if is_value and self._follows_a_value() and not (before and before.kind == "word" and token.text == "["):
                return f"{token.shown} is after a value: write it on a line of its own, or texts in double quotes."
            return ""
        begins = before is None or before.kind == "newline"
        if (begins and token.kind != "word") or (not begins and token.text != "="):
            return f"{token.shown} is where a variable is to be: {INSTEAD.get(token.text, 'write NAME = VALUE')}."
        return ""

    def _inside(self, token: Token) -> str:
        bracket = self.opened[-1].text
        before = self.before
        if token.text == "=>" or token.text == "...":
            return f"{token.text} has no place here: {INSTEAD[token.text]}."
        if token.text == "," and bracket != "(" and before is not None and before.text in (",", "[", "{"):
            return "a comma is where no value ends: leave it out."
        if before is not None and before.text in ("=", ":") and token.text in ("}", "]", ","):
            return "a value is missing: write it after the =."
        is_value = token.kind in VALUES or token.text in ("{",)
        if is_value and self._follows_a_value() and not (before and before.text in ("for", "in", "if")):
            return f"a comma is missing before {token.shown}: write one."
        return ""

    def at_the_end(self) -> tuple[Token | None, str]:
        """What is wrong where the text ends."""
        if self.opened:
            opened = self.opened[-1]
            return opened, f"{opened.text} is not closed: write {CLOSING[opened.text]} where it ends."
        return None, ""


def _by_itself(token: Token) -> str:
    """What is wrong with a token wherever it stands."""
    if token.kind == "open_text":
        return 'a text is not closed: write " where it ends, on the same line, or a heredoc (<<-EOT) for several lines.'
    if token.kind == "open_heredoc":
        return f"{token.shown} is not closed: write its mark alone on the first line and on a line after the text."
    if token.kind == "other":
        if token.text.isspace():
            return "a blank of another kind is here: write a space."
        return f"{token.shown} is no sign of HCL: {OTHER.get(token.text, 'leave it out, or write a text in quotes')}."
    if token.kind == "text":
        try:
            unquoted(token.text[1:-1])
        except EscapeError as error:
            shown = "the backslash" if token.is_secret else error
            return f"{shown} means nothing in a text: write \\\\ for a backslash."
    return ""


def explained(text: str) -> tuple[int, str] | None:
    """The place of the first wrong token in the text, and what is wrong with it; None where none is."""
    reader = Reader()
    for token in tokens(text + "\n"):
        if said := reader.wrong(token):
            return token.start, said
    opened, said = reader.at_the_end()
    return (opened.start, said) if opened else None


def has_other_blanks(text: str) -> bool:
    """Whether there are blanks outside of texts and remarks that HCL does not have."""
    return OTHER_BLANKS.search(text) is not None and any(
        token.kind == "other" and token.text.isspace() for token in tokens(text)
    )


def several_lines(text: str) -> list[tuple[int, int]]:
    """Where the text has heredocs and remarks of several lines."""
    return [
        found.span()
        for found in TOKEN.finditer(text)
        if found.lastgroup in ("heredoc", "mark", "blank") and "\n" in found[0]
    ]
