"""Places of lists, keys of maps, and parts of lists in plan-time functions."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from jupyter_on_gke.plan_time.instead.values import ASK
from jupyter_on_gke.plan_time.rows import PATH
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import LONG, WHOLE, Term
from jupyter_on_gke.plan_time.types import STR

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler


def compiled(compiler: Compiler, node: ast.Subscript, scope: Scope) -> Term:
    """What is at a place of a list, or at a key of a map; or a part of a list."""
    _refuse_document(compiler, node, scope)
    owner = compiler.term(node.value, scope)
    if owner.type.optional:
        compiler.refuse(node, f"{ast.unparse(node.value)!r} may be None: {ASK.format(ast.unparse(node.value))}")
    if owner.type == STR:
        compiler.refuse(node, _of_text(node))
    if owner.type.name == "list" and isinstance(node.slice, ast.Slice):
        return _slice(compiler, node, node.slice, owner, scope)
    index = compiler.term(node.slice, scope)
    is_number = isinstance(node.slice, ast.Constant) and type(node.slice.value) is int
    if not ((owner.type.name == "list" and is_number) or (owner.type.name == "dict" and index.type == STR)):
        compiler.refuse(
            node, f"{ast.unparse(node)!r} looks up {index.type} in {owner.type}: write a number from 0, or a key"
        )
    return Term(f"{owner.at(WHOLE)}[{index.text}]", owner.type.of or STR, may_fail=True)


def _refuse_document(compiler: Compiler, node: ast.Subscript, scope: Scope) -> None:
    """A document has a function for this: it may hold anything, or nothing, at a key."""
    owner: ast.expr = node
    keys: list[ast.expr] = []
    while isinstance(owner, ast.Subscript):
        keys.insert(0, owner.slice)
        owner = owner.value
    if not isinstance(owner, ast.Name) or not compiler.term(owner, scope).type.is_anything:
        return
    name = ast.unparse(owner)
    if all(isinstance(key, ast.Constant) for key in keys):
        steps = [getattr(key, "value", "") for key in keys]
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")
        if re.fullmatch(PATH, path if path.startswith("[") else f".{path}"):
            compiler.refuse(node, f'{ast.unparse(node)!r} looks into object: write at({name}, "{path}")')
    key = ast.unparse(keys[0])
    compiler.refuse(node, f"{ast.unparse(node)!r} looks into object: write attribute({name}, {key})")


def _of_text(node: ast.Subscript) -> str:
    """Letters are not the same to both languages, but those at the start of a digest."""
    text, code = ast.unparse(node.value), ast.unparse(node)
    last = node.slice.upper if isinstance(node.slice, ast.Slice) and not node.slice.lower else None
    if isinstance(node.slice, ast.Slice) and (last is None or node.slice.step or isinstance(last, ast.UnaryOp)):
        return f"{code!r} cuts a text: write start(...), {text}.removeprefix(...) or {text}.split(...)"
    return f"{code!r} cuts a text: write start({text}, {ast.unparse(last) if last else 1})"


def _slice(compiler: Compiler, node: ast.Subscript, slice_: ast.Slice, owner: Term, scope: Scope) -> Term:
    ends = [slice_.lower or ast.Constant(0), slice_.upper]
    if slice_.step or any(not (isinstance(e, ast.Constant) and isinstance(e.value, int)) for e in ends if e):
        compiler.refuse(node, f"{ast.unparse(node)!r} is cut where it does not say: write numbers from 0")
    first, last = (getattr(each, "value", None) for each in ends)
    _, fresh = scope.bind("whole", owner.type)
    is_long = len(owner.text) > LONG
    whole = fresh if is_long else owner.text
    end = f"length({whole})"
    upper = end if last is None else f"min({max(first, last)}, {end})"
    cut = f"slice({whole}, {f'min({first}, {end})' if first else 0}, {upper})"
    return Term(f"[for {fresh} in [{owner.text}] : {cut}][0]" if is_long else cut, owner.type, may_fail=owner.may_fail)
