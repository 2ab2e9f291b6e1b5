"""Arguments and operands of types for which the table has no row, and what people write instead."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from jupyter_on_gke.plan_time.instead.values import ASK
from jupyter_on_gke.plan_time.table import Row
from jupyter_on_gke.plan_time.types import Type

# The table's words for types, as people read them.
WORDS = {
    "float": "a number",
    "decimal": "a number",
    "literal": "a text as it is",
    "replacement": "a text as it is",
    "path": "a path as it is",
    "pattern": "a pattern as it is",
    "grouped": "a pattern as it is, with a group",
    "finding": "a pattern as it is",
    "positive": "int",
    "tens": "int",
    "data": "object",
    "list[plain]": "a list of these",
    "plain": "str, bool, int or float",
}
HOLDERS = ("list", "set", "dict")
OPERATORS = "+ - * / // are for whole numbers, + for texts and lists, | & - for sets"


def of_arguments(node: ast.expr, rows: Sequence[Row], types: Sequence[Type]) -> str:
    """The sentence that refuses arguments, where there are rows for others."""
    for each, type_ in zip(_operands(node), types, strict=False):
        if type_.optional and not type_.is_anything and type_.name != "None" and not _compares(node, ast.Is, ast.IsNot):
            code = ast.unparse(each)
            return f"{code!r} may be None: {ASK.format(code)}"
    return f"{ast.unparse(node)!r} is of {_shown(node, map(str, types))}: {_wanted(node, rows, types)}"


def _operands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return [*([node.func.value] if isinstance(node.func, ast.Attribute) else []), *node.args]
    return [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr)]


def _shown(node: ast.expr, words: Iterable[str]) -> str:
    return f"({', '.join(words)})" if isinstance(node, ast.Call) else " and ".join(words)


def _wanted(node: ast.expr, rows: Sequence[Row], types: Sequence[Type]) -> str:
    """What to write."""
    if _compares(node, ast.Is, ast.IsNot):
        return "write == or !=, as `is` asks for None alone"
    if _compares(node, ast.Eq, ast.NotEq):
        if any(type_.name in HOLDERS for type_ in types):
            return "compare what they hold, or write len(...) == 0"
        return "compare attributes" if any(type_.cls for type_ in types) else "write two of one type"
    if any(type_.computed for type_ in types):
        return "write // instead of /, as a quotient has more digits in Terraform"
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Mod):
            left, right = ast.unparse(node.left), ast.unparse(node.right)
            return "write an f-string" if types[0].name == "str" else f"write {left} - {left} // {right} * {right}"
        if all(type_.is_number for type_ in types):
            return "write thousandths(...) of what has a fraction, which are whole numbers"
    every = list(dict.fromkeys(_shown(node, (WORDS.get(word, word) for word in row.takes)) for row in rows))
    return f"write {_either(every)}" if every else OPERATORS


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _compares(node: ast.expr, *operators: type[ast.cmpop]) -> bool:
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], operators)
