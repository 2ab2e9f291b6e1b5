"""Statements that plan-time functions have not, and what people write instead."""

from __future__ import annotations

import ast
from collections.abc import Sequence

# Kind of statement -> what is wrong with it, and what to write.
TRY = "waits for what fails, where a plan stops: write number(text, otherwise), as_number(...), or an `if` before"
SENTENCE = "stops nothing in a plan: return a sentence, in a rule"
LOOP = "goes round in statements: write a comprehension"
DEFINED = "is a definition in a definition: write it at the module's level"
IMPORT = "imports while planning: write it at the top of the module"
CHANGE = "changes a name: give the new value another name"
INSTEAD: dict[str, str] = {
    "Try": TRY,
    "TryStar": TRY,
    "Raise": SENTENCE,
    "Assert": SENTENCE,
    "For": LOOP,
    "While": LOOP,
    "AsyncFor": LOOP,
    "FunctionDef": f"{DEFINED}, with @plan_time",
    "AsyncFunctionDef": f"{DEFINED}, with @plan_time",
    "ClassDef": DEFINED,
    "Import": IMPORT,
    "ImportFrom": IMPORT,
    "Match": "is no branch of a plan: write if",
    "AugAssign": CHANGE,
    "Delete": CHANGE,
    "Global": CHANGE,
    "Nonlocal": CHANGE,
    "With": "opens something, and a plan opens nothing: read it where the module is imported",
    "AsyncWith": "opens something, and a plan opens nothing: read it where the module is imported",
    "Pass": "does nothing: return something, or leave it out",
    "Return": "returns nothing: write return None",
    "Expr": "is not used: give it a name or return it, and write a new list or map instead of changing one",
    "AnnAssign": "has no value: write one",
}


def of_statement(statement: ast.stmt) -> str:
    """The sentence that refuses a statement."""
    return f"{_first_line(statement)!r} {_instead(statement)}"


def _instead(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign):
        if len(statement.targets) > 1 or isinstance(statement.targets[0], (ast.Tuple, ast.List)):
            return "gives several names at once: write a line for each"
        return "changes a part of something: write a new one, like replace(...), {**map, key: value} or [*list, value]"
    return INSTEAD.get(type(statement).__name__, "is no statement of a plan: assign names, branch with if, and return")


def _first_line(statement: ast.stmt) -> str:
    # Decorators are before it.
    plain = statement
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        plain = ast.parse(ast.unparse(statement)).body[0]
        plain.decorator_list = []  # type: ignore[attr-defined]
    return ast.unparse(plain).splitlines()[0]


def returns(statements: Sequence[ast.stmt]) -> bool:
    """Whether the statements end with a return, or with what is refused for itself."""
    last = statements[-1] if statements else None
    if isinstance(last, ast.If):
        return returns(last.body) and returns(last.orelse)
    return last is not None and not isinstance(last, (ast.Assign, ast.AnnAssign))


def of_branch(branch: ast.If) -> str:
    """The sentence that refuses an `if` whose body goes on after it."""
    names = [_assigned(each) for each in (branch.body, branch.orelse) if each]
    test = ast.unparse(branch.test)
    if names[0] and len({name for name, _ in filter(None, names)}) == 1 and None not in names:
        (name, value), other = names[0], names[1] if len(names) > 1 else None
        otherwise = other[1] if other else "..."
        return f"'if {test}:' gives a name and does not return: write {name} = {value} if {test} else {otherwise}"
    return f"'if {test}:' does not end with a return: write one, or NAME = ... if {test} else ... for each name in it"


def _assigned(statements: Sequence[ast.stmt]) -> tuple[str, str] | None:
    """The one name that a branch assigns, and its value."""
    (statement, *more) = statements
    if more or not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
        return None
    return statement.targets[0].id, ast.unparse(statement.value)
