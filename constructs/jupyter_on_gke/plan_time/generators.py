"""Generators: what takes all that they give where they are written."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from jupyter_on_gke.plan_time import functions
from jupyter_on_gke.plan_time.scope import Scope

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler

# What takes all of a generator at once.
AT_ONCE = (any, all, sum, min, max, sorted, list, set, frozenset, functions.distinct)
IN = (ast.In, ast.NotIn)


def refuse_kept(compiler: Compiler, function: ast.FunctionDef) -> None:
    """Python's generators are used up where they are looked at, Terraform's lists are not."""
    taken: set[ast.expr] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and len(node.args) == 1:
            is_join = isinstance(node.func, ast.Attribute) and node.func.attr == "join"
            if is_join or compiler.resolved(node.func, Scope()) in AT_ONCE:
                taken.add(node.args[0])
        if isinstance(node, ast.Compare):
            taken |= {right for is_in, right in zip(node.ops, node.comparators, strict=True) if isinstance(is_in, IN)}
    for node in ast.walk(function):
        if isinstance(node, ast.GeneratorExp) and node not in taken:
            used_up = "is a generator, which is used up where it is used: write a list, in [ ]"
            compiler.refuse(node, f"{ast.unparse(node)!r} {used_up}")
