"""A text of HCL, its places, and where it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jupyter_on_gke.checking.hcl_explained import explained
from jupyter_on_gke.checking.hcl_tokens import has_secret
from jupyter_on_gke.checking.problem import Place, SyntaxProblem
from jupyter_on_gke.checking.secret import SHOWN

if TYPE_CHECKING:
    from tree_sitter import Node

LONGEST = 30
REMARK = re.compile(rb"/[*].*?[*]/", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A file, or a part of it that begins at a line."""

    file: str
    data: bytes
    first_line: int = 0

    def text(self, node: Node) -> str:
        """The text of a node."""
        return self.data[node.start_byte : node.end_byte].decode()

    def shown(self, node: Node) -> str:
        """The text of a node as a sentence shows it: nothing of a secret."""
        shown = self.text(node)
        start = len(self.data[: node.start_byte].decode())
        return SHOWN if has_secret(self.data.decode(), start, start + len(shown)) else shown

    def on_one_line(self, first: Node, second: Node) -> bool:
        """Whether no line ends between two nodes. The ends of lines in a remark of several are none."""
        return b"\n" not in REMARK.sub(b"", self.data[first.end_byte : second.start_byte])

    def at(self, node: Node) -> Place:
        """Where a node begins. The parser counts columns in bytes."""
        return self.place(node.start_point.row, self._letters(node.start_byte, node.start_point.column))

    def place(self, row: int, column: int) -> Place:
        """The place of a row and a column that begin at 0."""
        return Place(self.file, self.first_line + row + 1, column + 1)

    def _letters(self, byte: int, column: int) -> int:
        return len(self.data[byte - column : byte].decode())

    def misread(self, root: Node) -> SyntaxProblem:
        """The first thing that cannot be read, in words."""
        text = self.data.decode()
        if found := explained(text):
            start, sentence = found
            row = text.count("\n", 0, start)
            return SyntaxProblem(self.place(row, start - (text.rfind("\n", 0, start) + 1)), sentence)
        node = next((each for each in nodes(root) if each.is_missing or each.is_error), root)
        shown = self.text(node).strip().split("\n")[0] or [*text.split("\n"), ""][node.start_point.row].strip()
        shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."
        line = sum(len(each) + 1 for each in text.split("\n")[: node.start_point.row])
        shown = SHOWN if has_secret(text, line, (text + "\n").find("\n", line)) else shown
        return SyntaxProblem(self.at(node), f"{shown} cannot be read here: write NAME = VALUE, as HCL has it.")


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text."""
    yield node
    for child in node.children:
        yield from nodes(child)


NUMBER = re.compile(r"[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?")
