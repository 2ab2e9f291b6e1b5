"""A rule is a function that gives the sentence which refuses its arguments, or an empty text; here, what both say.

if len(wrong) > 0:
    return f"... has {', '.join(wrong)}: write ..."     the condition is that there are none,
return ""                                               the text needs no `if`: it is read where that does not hold
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

NOTHING = ""


def is_rule(statements: Sequence[ast.stmt]) -> bool:
    """Whether an empty text is returned where there is nothing to refuse."""
    return any(is_nothing(each) or (isinstance(each, ast.If) and is_nothing(each.body[0])) for each in statements)


def condition(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements that return whether the rule holds."""
    return [_holds(statement) for statement in statements]


def _holds(statement: ast.stmt) -> ast.stmt:
    """Whether it is empty, for each text that is returned."""
    if isinstance(statement, ast.If):
        body, otherwise = condition(statement.body), condition(statement.orelse)
        chosen: ast.stmt = ast.If(statement.test, body[-1:] if _says_names_alone(body) else body, otherwise)
    elif isinstance(statement, ast.Return) and statement.value:
        chosen = ast.Return(_is_nothing(statement.value))
    else:
        return statement
    return ast.copy_location(chosen, statement)


def _is_nothing(text: ast.expr) -> ast.expr:
    """Whether a text is empty, as far as that can be seen."""
    if isinstance(text, ast.Constant):
        found: ast.expr = ast.Constant(text.value == NOTHING)
    elif isinstance(text, ast.JoinedStr) and any(isinstance(each, ast.Constant) for each in text.values):
        found = ast.Constant(False)
    else:
        found = ast.Compare(text, [ast.Eq()], [ast.copy_location(ast.Constant(NOTHING), text)])
    return ast.copy_location(found, text)


def _says_names_alone(body: Sequence[ast.stmt]) -> bool:
    """Whether it returns false after names, which are for the text then."""
    *before, last = body
    is_refused = isinstance(last, ast.Return) and isinstance(last.value, ast.Constant) and last.value.value is False
    return is_refused and all(isinstance(each, (ast.Assign, ast.AnnAssign)) for each in before)


def sentence(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements that return the text, where the rule does not hold."""
    *before, last = _without_nothing(statements)
    if before and is_nothing(last) and isinstance(before[-1], ast.If) and not before[-1].orelse:
        return [*before[:-1], *before[-1].body]
    return [*before, last]


def _without_nothing(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements without each `if` that returns an empty text; what is to be done else remains."""
    return [
        each
        for statement in statements
        for each in (
            _without_nothing(statement.orelse)
            if isinstance(statement, ast.If) and is_nothing(statement.body[0])
            else [statement]
        )
    ]


def is_nothing(statement: ast.stmt) -> bool:
    """Whether an empty text is returned."""
    return (
        isinstance(statement, ast.Return)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value == NOTHING
    )
