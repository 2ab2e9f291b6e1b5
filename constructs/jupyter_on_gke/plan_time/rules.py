"""A rule is a function that gives the sentence which refuses its arguments, or an empty text; here, what both say.

if len(wrong) > 0:
    return f"... has {', '.join(wrong)}: write ..."     the condition is that there are none,
return ""                                               the text needs no `if`: it is read where that does not hold
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

NOTHING = ""


class _Holds(ast.NodeTransformer):
    """Whether it is empty, for each text that is returned."""

    def visit_If(self, node: ast.If) -> ast.If:
        found = self.generic_visit(node)
        assert isinstance(found, ast.If)  # noqa: S101  # as generic_visit gives what it takes
        # Names for the text alone.
        found.body = [found.body[-1]] if is_decided(found.body[-1]) else found.body
        return found

    def visit_Return(self, node: ast.Return) -> ast.Return:
        text = node.value or ast.Constant(NOTHING)
        if isinstance(text, ast.Constant):
            holds: ast.expr = ast.Constant(text.value == NOTHING)
        elif isinstance(text, ast.JoinedStr) and any(isinstance(each, ast.Constant) for each in text.values):
            holds = ast.Constant(False)
        else:
            holds = ast.Compare(text, [ast.Eq()], [ast.Constant(NOTHING)])
        return ast.fix_missing_locations(ast.copy_location(ast.Return(ast.copy_location(holds, node)), node))


def is_decided(statement: ast.stmt) -> bool:
    """Whether true or false is returned."""
    return isinstance(statement, ast.Return) and isinstance(statement.value, ast.Constant)


def condition(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements that return whether the rule holds."""
    return [_Holds().visit(copy.deepcopy(statement)) for statement in statements]


def sentence(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements that return the text, where the rule does not hold."""
    *before, last = [each for each in statements if not (isinstance(each, ast.If) and is_nothing(each.body[0]))]
    if before and is_nothing(last) and isinstance(before[-1], ast.If) and not before[-1].orelse:
        return [*before[:-1], *before[-1].body]
    return [*before, last]


def is_nothing(statement: ast.stmt) -> bool:
    """Whether an empty text is returned."""
    return (
        isinstance(statement, ast.Return)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value == NOTHING
    )
