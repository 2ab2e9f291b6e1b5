"""What an expression in tfvars comes to: what is written out, and no reference and no call."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.checking.hcl_source import NUMBER, Source, nodes
from jupyter_on_gke.checking.hcl_texts import EscapeError, heredoc, unquoted
from jupyter_on_gke.checking.problem import SyntaxProblem
from jupyter_on_gke.checking.secret import SHOWN
from jupyter_on_gke.checking.values import Unread, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

WORDS = dict.fromkeys(("true", "yes", "on"), "true") | dict.fromkeys(("false", "no", "off"), "false")
WORDS |= dict.fromkeys(("null", "none", "nil"), "null")
"""What other languages write -> what HCL has for it."""
RECKONED = "it is reckoned, which only a plan does"


def number(text: str) -> int | float:
    """A number of decimal digits, whole where it is."""
    exact = Decimal(text)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


class Evaluator:
    """Evaluates one expression; `problems` are what is no HCL, `wrong` what is refused of it when it is evaluated."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[SyntaxProblem] = []
        self.wrong: list[SyntaxProblem] = []
        # In brackets and parentheses a value goes on after the end of its line.
        self._goes_on = False
        self._unnamed = False

    def value(self, node: Node) -> Written:
        """The value of an expression."""
        children = without_comments(node)
        if node.type in ("expression", "literal_value", "collection_value", "template_expr") and len(children) == 1:
            return self.value(children[0])
        if [child.type for child in children] == ["(", "expression", ")"]:
            goes_on, self._goes_on = self._goes_on, True
            inner = self.value(children[1])
            self._goes_on = goes_on
            return Written(inner.value, self.source.at(node), inner.parts)
        read = getattr(self, f"_{node.type}", self._reckoned)
        found = read(node)
        return found if type(found) is Written else Written(found, self.source.at(node))

    def _bool_lit(self, node: Node) -> bool:
        return self.source.text(node) == "true"

    def _null_lit(self, node: Node) -> None:
        return None

    def _numeric_lit(self, node: Node) -> Any:
        text = self.source.text(node)
        if not NUMBER.fullmatch(text):
            return self._say(node, f"{self.source.shown(node)} is no number: write decimal digits, like 4 or 1.5.")
        return number(text)

    def _string_lit(self, node: Node) -> Any:
        return self._quoted(node, [child for child in node.children if child.type == "template_literal"])

    def _quoted_template(self, node: Node) -> Any:
        literals = [child for child in node.children if child.type == "template_literal"]
        if len(literals) + 2 < node.child_count:
            return self._reckoned(node)
        return self._quoted(node, literals)

    def _quoted(self, node: Node, literals: list[Node]) -> Any:
        text = self.source.data[node.start_byte + 1 : node.end_byte - 1].decode()
        if "\n" in text:
            return self._say(node, "a text in quotes is on one line: write \\n in it, or a heredoc (<<-EOT).")
        try:
            return unquoted(text)
        except EscapeError as error:
            shown = "the backslash" if self.source.shown(node) == SHOWN else error
            return self._say(node, f"{shown} means nothing in a text: write \\\\ for a backslash.")

    def _heredoc_template(self, node: Node) -> Any:
        mark, *_, last = [child for child in node.children if child.type == "heredoc_identifier"]
        if any(child.type in ("template_interpolation", "template_directive") for child in node.children):
            return self._reckoned(node)
        data = self.source.data
        first = data.find(b"\n", mark.end_byte)
        if data[mark.end_byte : first].strip(b"\r"):
            return self._say(node, "there is something after a heredoc's mark: write the text on the next line.")
        end = data.rfind(b"\n", 0, last.start_byte) + 1
        lines = data[first + 1 : end].decode().splitlines(keepends=True)
        return heredoc(lines, flush=self.source.text(node.children[0]) == "<<-")

    def _tuple(self, node: Node) -> Written:
        goes_on, self._goes_on = self._goes_on, True
        elements = [self.value(child) for child in node.named_children if child.type == "expression"]
        self._goes_on = goes_on
        parts: dict[int | str, Written] = dict(enumerate(elements))
        return Written([each.value for each in elements], self.source.at(node), parts)

    def _object(self, node: Node) -> Written:
        goes_on, self._goes_on = self._goes_on, False
        parts: dict[int | str, Written] = {}
        before: Node | None = None
        for child in without_comments(node)[1:-1]:
            if child.type == ",":
                self._look_at_comma(child, before)
            elif child.type == "object_elem":
                if before is not None and before.type != "," and self.source.on_one_line(before, child):
                    self._say(child, "a comma or the end of a line is missing before this attribute: write one.")
                self._element(child, parts)
            before = child
        self._goes_on = goes_on
        if self._unnamed:
            return Written(Unread(RECKONED), self.source.at(node))
        return Written({name: part.value for name, part in parts.items()}, self.source.at(node), parts)

    def _look_at_comma(self, comma: Node, before: Node | None) -> None:
        if before is None or before.type == "," or not self.source.on_one_line(before, comma):
            self._say(comma, "a comma is where no attribute ends: leave it out.")

    def _element(self, node: Node, parts: dict[int | str, Written]) -> None:
        key, sign, value = without_comments(node)[:3]
        if not (self.source.on_one_line(key, sign) and self.source.on_one_line(sign, value)):
            self._say(value, "the value of an attribute is on another line: write it after the sign =.")
            return
        name = self._name(key)
        written = self.value(value)
        if name is None:
            self._unnamed = True
        else:
            parts[name] = Written(written.value, self.source.at(key), written.parts)

    def _name(self, key: Node) -> str | None:
        """What an attribute is called: a word stands for itself. None where it cannot be said."""
        text = self.source.text(key)
        children = without_comments(key)
        if len(children) == 1 and children[0].type in ("variable_expr", "literal_value") and text.isidentifier():
            return text
        if children[0].type == "variable_expr":
            if len(children) == 1:
                return text
            shown = self.source.shown(key)
            instead = "it" if shown == SHOWN else f'"{shown}"'
            self._refuse(key, f"{shown} is no name of an attribute: write {instead} in quotes.")
            return None
        name = self.value(key).value
        if type(name) is Unread:
            return None
        if isinstance(name, (dict, list)) or name is None:
            self._refuse(key, "this is no name of an attribute: write a text.")
            return None
        return str(name).lower() if isinstance(name, bool) else str(name)

    def _reckoned(self, node: Node) -> Any:
        """What is no plain value: refused where it refers to something, and else left to the plan."""
        known = {self.source.text(each) for each in nodes(node) if each.type == "identifier" and is_bound(each)}
        for each in nodes(node):
            if each.type == "function_call":
                name = self.source.shown(each.children[0])
                shown = name if name == SHOWN else f"{name}(...)"
                self._refuse(each, f"{shown} is a function, and files of values call none: write what it gives.")
            elif each.type == "variable_expr" and self.source.text(each) not in known and refers(each):
                whole = each.parent if each.parent and each.parent.type == "expression" else each
                name = self.source.shown(whole)
                in_quotes = "its value" if "." in name else f'"{name}" in quotes, if it is a text'
                in_quotes = "it in quotes" if name == SHOWN else in_quotes
                instead = WORDS.get(name.lower(), in_quotes)
                self._refuse(
                    each, f"{name} refers to something, and files of values refer to nothing: write {instead}."
                )
        if not self._goes_on and node.start_point.row != node.end_point.row and node.type in LINES:
            self._say(node, "this goes on in the next line: write it on one line, or in parentheses.")
        if self._negative(node) is not None:
            return self._negative(node)
        return Unread(RECKONED)

    def _negative(self, node: Node) -> Any:
        """A number with a sign before it."""
        if node.type == "operation" and node.children[0].type == "unary_operation":
            sign, *of = without_comments(node.children[0])
            if self.source.text(sign) == "-" and [each.type for each in of] == ["literal_value"]:
                value = self.value(of[0]).value
                return -value if type(value) in (int, float) else None
        return None

    def _refuse(self, node: Node, sentence: str) -> None:
        self.wrong.append(SyntaxProblem(self.source.at(node), sentence))

    def _say(self, node: Node, sentence: str) -> Unread:
        self.problems.append(SyntaxProblem(self.source.at(node), sentence))
        return Unread(sentence)


LINES = ("operation", "conditional")
"""What has to be on one line."""


def without_comments(node: Node) -> list[Node]:
    """The parts of a node that mean something."""
    return [child for child in node.children if child.type != "comment"]


def is_bound(node: Node) -> bool:
    """Whether a name is what `for` calls something."""
    return node.parent is not None and node.parent.type == "for_intro"


def refers(node: Node) -> bool:
    """Whether a name stands for something: not in a call, which is refused as a whole, and not as an attribute's."""
    expression = node.parent
    element = expression.parent if expression else None
    is_key = element is not None and element.type == "object_elem" and element.children[0] == expression
    return not is_key and all(each.type != "function_call" for each in above(node))


def above(node: Node) -> Iterator[Node]:
    """The nodes that a node is in."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
