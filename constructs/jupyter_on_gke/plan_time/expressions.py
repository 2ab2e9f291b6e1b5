"""Python's expressions as Terraform's: a function for each kind of syntax."""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.expressions import escaped, undirected
from jupyter_on_gke.plan_time import calls, comprehensions, constants, subscripts, table
from jupyter_on_gke.plan_time.instead import values
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.templates import beside
from jupyter_on_gke.plan_time.term import CONDITIONAL, FALSE, OR, TRUE, WHOLE, Term, literal, pairs
from jupyter_on_gke.plan_time.types import BOOL, STR, Type, attribute, joined_all, together

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler


def _attribute(compiler: Compiler, node: ast.Attribute, scope: Scope) -> Term:
    if compiler.resolved(node, scope) is not None:
        return constants.named(compiler, node, scope)
    owner = compiler.term(node.value, scope)
    type_ = None if owner.type.optional else attribute(owner.type, node.attr)
    if type_ is None:
        compiler.refuse(node, values.of_attribute(node, owner.type))
    return Term(f"{owner.at(WHOLE)}.{node.attr}", type_, may_fail=owner.may_fail)


def operators(kind: type[ast.AST]) -> list[table.Row]:
    """The rows of an operator; a test makes mistakes in the table, so none are kept."""
    return [row for row in (*table.OPERATORS, *table.COMPARISONS) if row.python is kind]


def _binary(compiler: Compiler, node: ast.BinOp, scope: Scope) -> Term:
    terms = [compiler.term(each, scope) for each in (node.left, node.right)]
    if isinstance(node.op, ast.Add) and any(term.type.name == "list" for term in terms):
        instead = f"[*{ast.unparse(node.left)}, *{ast.unparse(node.right)}]"
        compiler.refuse(node, f"{ast.unparse(node)!r} adds lists, which Python does not do to a tuple: write {instead}")
    return compiler.row(node, operators(type(node.op)), terms)


def _unary(compiler: Compiler, node: ast.UnaryOp, scope: Scope) -> Term:
    number = node.operand.value if isinstance(node.operand, ast.Constant) else None
    if isinstance(node.op, ast.USub) and isinstance(number, (int, float)) and not isinstance(number, bool):
        return literal(-number)
    if isinstance(node.op, ast.Not):
        return negated(compiler, node.operand, scope)
    return compiler.row(node, operators(type(node.op)), [compiler.term(node.operand, scope)])


# Comparisons, as people read that they do not hold.
OPPOSITES: tuple[tuple[type[ast.cmpop], type[ast.cmpop]], ...] = (
    (ast.Eq, ast.NotEq),
    (ast.Lt, ast.GtE),
    (ast.Gt, ast.LtE),
    (ast.Is, ast.IsNot),
)
OPPOSITE = dict(OPPOSITES) | {other: one for one, other in OPPOSITES}


def negated(compiler: Compiler, node: ast.expr, scope: Scope) -> Term:
    """True where the expression is not."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return compiler.condition(node.operand, scope)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPPOSITE:
        opposite = ast.Compare(node.left, [OPPOSITE[type(node.ops[0])]()], node.comparators)
        return compiler.term(ast.copy_location(opposite, node), scope)
    whole = ast.copy_location(ast.UnaryOp(ast.Not(), node), node)
    return compiler.row(whole, operators(ast.Not), [compiler.condition(node, scope)])


def _boolean(compiler: Compiler, node: ast.BoolOp, scope: Scope) -> Term:
    is_and = isinstance(node.op, ast.And)
    result, inner = compiler.condition(node.values[0], scope), scope
    for before, each in zip(node.values, node.values[1:], strict=False):
        inner = inner.where(before, is_and)
        right = compiler.condition(each, inner)
        result = both_sides(compiler, node, result, right, is_and, guarded=scope.guards(inner, each))
    return result


def both_sides(
    compiler: Compiler, node: ast.expr, left: Term, right: Term, is_and: bool, *, guarded: bool = False
) -> Term:
    """`and` and `or`: Terraform evaluates both sides, Python the second one only if it must."""
    if folded := _folded(left, right, is_and):
        return folded
    if right.may_fail or guarded:
        text = f"{left.at(OR)} ? {right.at(OR)} : false" if is_and else f"{left.at(OR)} ? true : {right.at(OR)}"
        return Term(text, BOOL, CONDITIONAL, left.may_fail or right.may_fail)
    return compiler.row(node, operators(ast.And if is_and else ast.Or), [left, right])


def _folded(left: Term, right: Term, is_and: bool) -> Term | None:
    """What is decided where one side is written down."""
    if left in (TRUE, FALSE):
        return right if (left == TRUE) == is_and else left
    return left if right == (TRUE if is_and else FALSE) else None


def _compare(compiler: Compiler, node: ast.Compare, scope: Scope) -> Term:
    nodes = [node.left, *node.comparators]
    results: list[Term] = []
    for left, operator, right in zip(nodes, node.ops, nodes[1:], strict=False):
        if isinstance(operator, ast.NotIn):
            is_in = ast.copy_location(ast.Compare(left, [ast.In()], [right]), node)
            found = negated(compiler, is_in, scope)
        else:
            terms = [compiler.term(left, scope), compiler.term(right, scope)]
            if isinstance(right, ast.GeneratorExp) and terms[1].may_fail:
                compiler.refuse(node, f"{ast.unparse(node)!r} {calls.STOPS}")
            found = compiler.row(node, operators(type(operator)), terms)
        results.append(found)
    return functools.reduce(lambda left, right: both_sides(compiler, node, left, right, True), results)


def _conditional(compiler: Compiler, node: ast.IfExp, scope: Scope) -> Term:
    return compiler.conditional(
        node,
        scope,
        lambda inner: compiler.term(node.body, inner),
        lambda inner: compiler.term(node.orelse, inner),
    )


def _template(compiler: Compiler, node: ast.JoinedStr, scope: Scope) -> Term:
    parts: list[str] = []
    bare: list[str] = []
    may_fail = False
    for each in node.values:
        if not isinstance(each, ast.FormattedValue):
            plain = str(getattr(each, "value", ""))
            parts.append(escaped(plain))
            bare.append(undirected(plain))
            continue
        found = compiler.term(each.value, scope)
        if refused := values.of_text(each, found.type):
            compiler.refuse(each.value, refused)
        may_fail = may_fail or found.may_fail
        if len(node.values) == 1:
            # Alone in a template, Terraform keeps a number.
            return found if found.type.name == "str" else Term(f"tostring({found.text})", STR, may_fail=may_fail)
        is_text = found.written is not None or found.template is not None
        parts.append(found.text[1:-1] if is_text else f"${{{found.text}}}")
        bare.append(as_template(found))
    return Term(f'"{beside(parts)}"', STR, may_fail=may_fail, template=beside(bare))


def as_template(term: Term) -> str:
    """The text where JSON has a text."""
    if term.template is not None:
        return term.template
    return f"${{{term.text}}}" if term.written is None else undirected(term.written)


def _set(compiler: Compiler, node: ast.Set, scope: Scope) -> Term:
    return set_of_texts(compiler, node, _list(compiler, node, scope))


def set_of_texts(compiler: Compiler, node: ast.expr, listed: Term) -> Term:
    """The set of what is in a list."""
    if listed.type.of != STR:
        compiler.refuse(node, f"{ast.unparse(node)!r} is a set of {listed.type.of}: write one of texts")
    return Term(f"toset({listed.text})", Type("set", of=STR), may_fail=listed.may_fail)


def _list(compiler: Compiler, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Term:
    groups = itertools.groupby(node.elts, lambda each: each if isinstance(each, ast.Starred) else None)
    parts = [
        compiler.term(starred.value, scope)
        if isinstance(starred, ast.Starred)
        else _of(compiler, node, [compiler.term(each, scope) for each in group])
        for starred, group in groups
    ]
    return _together(compiler, node, "list", parts)


def _of(compiler: Compiler, node: ast.expr, each: list[Term]) -> Term:
    text = f"[{', '.join(term.text for term in each)}]"
    type_ = Type("list", of=together([term.type for term in each]))
    return Term(text, type_, may_fail=any(term.may_fail for term in each))


def _dict(compiler: Compiler, node: ast.Dict, scope: Scope) -> Term:
    parts: list[Term] = []
    for is_taken_apart, group in itertools.groupby(zip(node.keys, node.values, strict=True), lambda each: not each[0]):
        if is_taken_apart:
            parts.extend(compiler.term(value, scope) for _, value in group)
        else:
            entries = [_entry(compiler, key, value, scope) for key, value in group if key]
            each = [entry for _, entry in entries]
            # Of equal keys the last one holds, in both languages.
            text = pairs(dict(entries))
            type_ = Type("dict", of=together([entry.type for entry in each]))
            parts.append(Term(text, type_, may_fail=any(entry.may_fail for entry in each)))
    return _together(compiler, node, "dict", parts)


def _entry(compiler: Compiler, key: ast.expr, value: ast.expr, scope: Scope) -> tuple[str, Term]:
    """A key as it is written, and its value."""
    name, entry = compiler.term(key, scope), compiler.term(value, scope)
    if name.type != STR:
        compiler.refuse(key, f"{ast.unparse(key)!r} is {name.type}: the keys of a map are texts")
    written = name.text if name.written is not None else f"({name.text})"
    return written, replace(entry, may_fail=name.may_fail or entry.may_fail)


# What none of them is, and what puts several into one.
TOGETHER = {"list": ("[]", "concat"), "dict": ("{}", "merge")}


def _together(compiler: Compiler, node: ast.expr, name: str, parts: list[Term]) -> Term:
    """Lists, or maps, as one."""
    nothing, function = TOGETHER[name]
    for part in parts:
        if part.type.name != name or part.type.optional:
            compiler.refuse(node, f"{ast.unparse(node)!r} takes apart {part.type}: write a {name}")
    type_ = joined_all([part.type for part in parts]) if parts else Type(name)
    texts = [part.text for part in parts]
    text = nothing if not texts else texts[0] if len(texts) == 1 else f"{function}({', '.join(texts)})"
    return Term(text, type_, may_fail=any(part.may_fail for part in parts))


EXPRESSIONS: dict[type[ast.expr], Callable[[Compiler, Any, Scope], Term]] = {
    ast.Constant: constants.written,
    ast.Name: constants.named,
    ast.Attribute: _attribute,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.JoinedStr: _template,
    ast.List: _list,
    ast.Tuple: _list,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.Subscript: subscripts.compiled,
    ast.Call: calls.compiled,
    ast.ListComp: comprehensions.listed,
    ast.GeneratorExp: comprehensions.listed,
    ast.SetComp: comprehensions.set_of,
    ast.DictComp: comprehensions.mapped,
}
