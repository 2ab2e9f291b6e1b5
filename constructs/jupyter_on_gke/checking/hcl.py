"""Reads tfvars as HCL has it: which variable is given what, and all that is no HCL, with its place.

tree-sitter goes on after what it does not understand. What it lets pass and HCL does not, ends of lines above all, is
looked at here. A test holds this against Terraform's own reading.
Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tree_sitter import Language, Node, Parser

from jupyter_on_gke.checking.hcl_explained import has_other_blanks, several_lines
from jupyter_on_gke.checking.hcl_source import Source
from jupyter_on_gke.checking.hcl_values import Evaluator
from jupyter_on_gke.checking.problem import SyntaxProblem
from jupyter_on_gke.checking.secret import SHOWN
from jupyter_on_gke.checking.values import Reading, Written
from jupyter_on_gke.surface import VARIABLES

# Where a variable of a file begins that cannot be read as a whole.
ASSIGNMENT = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*[=:](?![=:])", re.MULTILINE)
NAMES = frozenset(variable.name for variable in VARIABLES)
EXPONENT = re.compile(rb"\b[0-9]+[eE][+-]?[0-9]+\b")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@cache
def parser() -> Parser:
    """The parser of HCL."""
    import tree_sitter_hcl

    return Parser(Language(tree_sitter_hcl.language()))


def read(file: str, data: bytes) -> Reading:
    """What a file gives, and what of it is no HCL."""
    try:
        text = data.removeprefix(BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        lines = data[: error.start].splitlines() or [b""]
        where = Source(file, b"").place(len(lines) - 1, 0)
        return Reading([], [SyntaxProblem(where, "this is no text in UTF-8: save the file as UTF-8.")], unread=None)
    whole = Part(Source(file, text.encode()))
    if not whole.problems:
        return Reading(whole.given, [])
    starts = _starts(text)
    parts = [Part(each) for each in _apart(file, text, [0, *(start for start in starts if start > 0)])]
    found = [problem for part in parts for problem in part.problems]
    # A variable that cannot be read takes others with it: they are read one by one, if that explains it.
    broken = {part.source.first_line for part in parts if part.problems}
    unread = {name for start, name in starts.items() if text.count("\n", 0, start) in broken}
    return Reading([pair for part in parts for pair in part.given], found or whole.problems, unread if found else None)


def _starts(text: str) -> dict[int, str]:
    """Where variables begin, and which: in no heredoc, in no remark, and no attribute's name."""
    spans = several_lines(text)
    return {
        found.start(): found[1]
        for found in ASSIGNMENT.finditer(text)
        if found[1] in NAMES and not any(start < found.start() < end for start, end in spans)
    }


def _apart(file: str, text: str, starts: list[int]) -> Iterator[Source]:
    """The file, variable by variable."""
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield Source(file, text[start:end].encode(), first_line=text.count("\n", 0, start))


def plain_numbers(data: bytes) -> bytes:
    """The text with digits alone for numbers like 1e5, which the parser does not know: everything keeps its place."""
    return EXPONENT.sub(lambda found: b"0" * len(found[0]), data)


class Part:
    """A text of HCL: what it gives, and its problems."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.given: list[tuple[str, Written]] = []
        self.problems: list[SyntaxProblem] = []
        root = parser().parse(plain_numbers(source.data)).root_node
        # The parser takes more signs for blanks than HCL does.
        if root.has_error or has_other_blanks(source.data.decode()):
            self.problems.append(source.misread(root))
            return
        body = next((child for child in root.named_children if child.type == "body"), None)
        before: Node | None = None
        for node in body.named_children if body else []:
            if node.type == "comment":
                continue
            if before is not None and source.on_one_line(before, node):
                shown = source.shown(node.children[0])
                self._say(node, f"{shown} is after a value: write it on a line of its own.")
                if shown == SHOWN:
                    continue
            before = node
            self._read(node)
        self._look_at_the_end(root)

    def _read(self, node: Node) -> None:
        if node.type != "attribute":
            kind = self.source.text(node.children[0])
            self._say(node, f"{kind} is a block, and a file of values has none: write {kind} = ... for a value.")
            return
        names, equals, expression = [child for child in node.children if child.type != "comment"][:3]
        name = self.source.text(names)
        if not (self.source.on_one_line(names, equals) and self.source.on_one_line(equals, expression)):
            self._say(expression, f"the value of {name} is on another line: write it after the =.")
            return
        evaluator = Evaluator(self.source)
        value = evaluator.value(expression)
        self.problems += evaluator.problems
        if not evaluator.problems:
            self.given.append((name, Written(value.value, self.source.at(names), value.parts, tuple(evaluator.wrong))))

    def _look_at_the_end(self, root: Node) -> None:
        """Nothing of the text may be left over, as signs that no language of this kind has."""
        if root.end_byte < len(self.source.data.rstrip()):
            self._say(root, "the file goes on after its last value: write NAME = VALUE.")

    def _say(self, node: Node, sentence: str) -> None:
        self.problems.append(SyntaxProblem(self.source.at(node), sentence))
