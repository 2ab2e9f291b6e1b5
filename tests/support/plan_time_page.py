"""The tables of docs/plan-time.md: what functions are written of, and the locals that they can take."""

import ast
import inspect
from collections.abc import Mapping
from typing import Any

from jupyter_on_gke.plan_time import PlanTime, table
from jupyter_on_gke.plan_time.table import Row

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.USub: "-",
    ast.Not: "not",
    ast.And: "and",
    ast.Or: "or",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
}


def rows_table() -> str:
    """Each row of the table, as it is called; of our own functions also what they do."""
    every = (*table.FUNCTIONS, *table.METHODS, *table.OPERATORS, *table.COMPARISONS)
    lines = [f"| `{_code(called(row))}` | `{_code(row.gives)}` | {_does(row)} |" for row in every]
    return "\n".join(["| you write | which is | |", "|---|---|---|", *lines])


def called(row: Row) -> str:
    """How it is written, with types in the place of arguments."""
    if isinstance(row.python, str):
        return f"{row.takes[0]}.{row.python}({', '.join(row.takes[1:])})"
    if isinstance(row.python, type) and issubclass(row.python, ast.AST):
        sign = SIGNS[row.python]
        return f" {sign} ".join(row.takes) if len(row.takes) == 2 else f"{sign} {row.takes[0]}".replace("- ", "-")
    module = "math." if row.python.__module__ == "math" else ""
    return f"{module}{row.python.__name__}({', '.join(row.takes)})"


def _does(row: Row) -> str:
    is_ours = inspect.isfunction(row.python) and row.python.__module__.startswith("jupyter_on_gke")
    return (inspect.getdoc(row.python) or "").splitlines()[0].replace("|", "\\|") if is_ours else ""


def locals_table(logic: Mapping[str, tuple[PlanTime[..., Any], Any]]) -> str:
    """Each local that a function makes, its type, and where that is written."""
    lines = [f"| `{name}` | `{_code(str(it.gives))}` | `{it.place}` |" for name, (it, _) in sorted(logic.items())]
    return "\n".join(["| local | type | written in |", "|---|---|---|", *lines])


def _code(text: str) -> str:
    """As it stands between backticks in a table."""
    return text.replace("|", "\\|")
