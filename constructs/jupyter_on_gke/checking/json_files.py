"""Reads tfvars that are JSON, with the place of each value.

Texts are as they stand: Terraform looks for no templates in them.
Source: https://github.com/hashicorp/hcl/blob/main/json/spec.md
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from dataclasses import replace
from json.decoder import scanstring  # type: ignore[attr-defined]  # as Python itself uses it
from typing import Any

from jupyter_on_gke.checking.hcl_values import number
from jupyter_on_gke.checking.problem import Place, SyntaxProblem
from jupyter_on_gke.checking.secret import SECRET
from jupyter_on_gke.checking.values import Reading, Written

BLANKS = re.compile(r"[ \t\r\n]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?")
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}
AT_A_LAST_COMMA = ("Illegal trailing comma", "Expecting property name", "Expecting value")
CLOSES = re.compile(r"[ \t\r\n]*[]}]")
REMARK = "//"
"""A name at the top that Terraform takes for a remark."""
TWICE = "a name in the value is written already: write it once."
SAID = {
    "Expecting value": "a value is missing, or is none that JSON has",
    "Expecting property name enclosed in double quotes": "a name in double quotes is to be here",
    "Expecting ':' delimiter": "a : is missing",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Extra data": "the file goes on after its object",
}


def read(file: str, data: bytes) -> Reading:
    """What a file gives, and what of it Terraform does not read."""
    if data.startswith(BOM_UTF8):
        said = "the file begins with a byte order mark (BOM), which JSON has not: save it as UTF-8 without BOM."
        return _nothing(Place(file, 1, 1), said)
    try:
        text = data.decode()
        json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError:
        return _nothing(Place(file, 1, 1), "this is no text in UTF-8: save the file as UTF-8.")
    except json.JSONDecodeError as error:
        return _nothing(*_not_json(file, text, error))
    except ValueError as error:
        return _nothing(Place(file, 1, 1), f"{error} is no number of JSON: write digits.")
    reader = Reader(file, text)
    written = reader.value()
    if type(written.value) is not dict:
        return _nothing(written.place, 'this is no object: write {"NAME": VALUE}.')
    return Reading([pair for pair in reader.top if pair[0] != REMARK], [])


def _not_json(file: str, text: str, error: json.JSONDecodeError) -> tuple[Place, str]:
    """Where a text is no JSON, and what is wrong there: the same from each Python."""
    said, at = SAID.get(error.msg, error.msg[:1].lower() + error.msg[1:]) + ": write JSON.", error.pos
    if error.msg.startswith(AT_A_LAST_COMMA):
        # Python 3.13 points to the comma, others to the bracket behind it.
        before = text[:at].rstrip(" \t\r\n") if text[at : at + 1] in ("}", "]") else text[: at + 1]
        if before.endswith(",") and CLOSES.match(text, len(before)):
            said, at = "a comma is the last thing in its brackets: take it away.", len(before) - 1
    return _place(file, text, at), said


def _place(file: str, text: str, at: int) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _nothing(place: Place, sentence: str) -> Reading:
    return Reading([], [SyntaxProblem(place, sentence)], unread=None)


def _no_number(text: str) -> Any:
    raise ValueError(text)


class Reader:
    """Reads a text that is JSON; `top` are the names and values of its object, each as often as it stands there."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.at = 0
        self.top: list[tuple[str, Written]] = []
        self.wrong: list[SyntaxProblem] = []
        self._depth = 0

    def value(self) -> Written:
        """The value that comes next."""
        self._skip()
        place, sign = self._place(), self.text[self.at]
        if sign == "{":
            return self._object(place)
        if sign == "[":
            return self._list(place)
        if sign == '"':
            return Written(self._text(), place)
        if found := NUMBER.match(self.text, self.at):
            self.at = found.end()
            return Written(number(found[0]), place)
        word = next(word for word in WORDS if self.text.startswith(word, self.at))
        self.at += len(word)
        return Written(WORDS[word], place)

    def _object(self, place: Place) -> Written:
        parts: dict[int | str, Written] = {}
        self._depth += 1
        while self._sign("{,") != "}":
            at, name = self._place(), self._text()
            self._sign(":")
            written = self.value()
            given = Written(written.value, at, written.parts)
            if self._depth == 1:
                wrong = [replace(each, sentence=TWICE) for each in self.wrong] if name in SECRET else self.wrong
                self.top.append((name, replace(given, wrong=tuple(wrong))))
                self.wrong = []
            elif name in parts:
                said = f"{name} is written in line {parts[name].place.line} already: write it once."
                self.wrong.append(SyntaxProblem(at, said))
            parts[name] = given
        self.at += 1
        self._depth -= 1
        return Written({name: part.value for name, part in parts.items()}, place, parts)

    def _list(self, place: Place) -> Written:
        self._depth += 1
        elements = []
        while self._sign("[,") != "]":
            elements.append(self.value())
        self.at += 1
        self._depth -= 1
        parts: dict[int | str, Written] = dict(enumerate(elements))
        return Written([each.value for each in elements], place, parts)

    def _sign(self, passed: str) -> str:
        """Goes past one of the signs, which is there or is the end; the sign that comes next."""
        self._skip()
        if self.text[self.at] in passed:
            self.at += 1
            self._skip()
        return self.text[self.at]

    def _text(self) -> str:
        found, self.at = scanstring(self.text, self.at + 1)
        return str(found)

    def _skip(self) -> None:
        found = BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _place(self) -> Place:
        return _place(self.file, self.text, self.at)
