"""What a plan-time function knows of its module: constants, which go into the plan as they are when it is imported."""

from __future__ import annotations

import ast
import os
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.plan_time.instead import calls
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import Term, literal
from jupyter_on_gke.plan_time.types import UnlikeClassError

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler

PLAIN = "a text, number, True, False, None, or a list, tuple, set, dict or dataclass of these"
# Modules that say what is here, and nothing of the plan: secrets of the environment would go into the plan's file.
HERE = frozenset({"os", "sys", "platform", "socket", "pathlib", "locale"})


def written(compiler: Compiler, node: ast.Constant, scope: Scope) -> Term:
    """What is written where it is used."""
    return _literal(compiler, node, node.value)


def named(compiler: Compiler, node: ast.expr, scope: Scope) -> Term:
    """An argument or a name of the function, or a constant of a module."""
    if isinstance(node, ast.Name) and node.id in scope.names:
        return scope.names[node.id]
    value = compiler.resolved(node, scope)
    if is_of_this_machine(compiler, node, scope, value):
        what = "this machine's environment" if isinstance(value, type(os.environ)) else "this machine's"
        compiler.refuse(node, f"{ast.unparse(node)!r} is {what}, not the plan's: {calls.DECLARE}")
    if value is None and isinstance(node, ast.Name) and node.id in compiler.globals:
        return literal(None)
    if value is None or callable(value):
        compiler.refuse(node, calls.of_name(node, calls.python(compiler.globals, node, scope), compiler.globals, scope))
    return _literal(compiler, node, value)


def is_of_this_machine(compiler: Compiler, node: ast.expr, scope: Scope, value: Any) -> bool:
    """Whether it is another one on another machine: its environment, its arguments, where the module's file is."""
    if isinstance(value, type(os.environ)):
        return True
    if isinstance(node, ast.Name):
        return value is not None and node.id.startswith("__")
    owner = compiler.resolved(node.value, scope) if isinstance(node, ast.Attribute) else None
    return isinstance(owner, ModuleType) and owner.__name__.partition(".")[0] in HERE


def _literal(compiler: Compiler, node: ast.expr, value: Any) -> Term:
    try:
        return literal(value)
    except UnlikeClassError as error:
        compiler.refuse(node, f"{ast.unparse(node)!r} is no constant, as {error}")
    except TypeError as error:
        compiler.refuse(node, f"{ast.unparse(node)!r} is or holds {error}: write {PLAIN}")
