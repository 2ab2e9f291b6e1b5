"""Comprehensions as Terraform's `for`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from jupyter_on_gke.plan_time import expressions
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import AND, Term
from jupyter_on_gke.plan_time.types import INT, STR, Type

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler


def listed(compiler: Compiler, node: ast.ListComp | ast.GeneratorExp, scope: Scope) -> Term:
    """A list; with several `for`, the lists of the inner ones one after the other."""
    return _listed(compiler, node.generators, node.elt, scope)


def _listed(compiler: Compiler, generators: list[ast.comprehension], element: ast.expr, scope: Scope) -> Term:
    inner, loop, condition, may_fail = _loop(compiler, generators[0], scope)
    if rest := generators[1:]:
        each = _listed(compiler, rest, element, inner)
        return Term(f"concat([], [{loop} : {each.text}{condition}]...)", each.type, may_fail=may_fail or each.may_fail)
    each = compiler.term(element, inner)
    return Term(f"[{loop} : {each.text}{condition}]", Type("list", of=each.type), may_fail=may_fail or each.may_fail)


def set_of(compiler: Compiler, node: ast.SetComp, scope: Scope) -> Term:
    """A set of texts."""
    each = _listed(compiler, node.generators, node.elt, scope)
    return expressions.set_of_texts(compiler, node, each)


def mapped(compiler: Compiler, node: ast.DictComp, scope: Scope) -> Term:
    """A map, in which the last of several equal keys holds, as in Python."""
    if len(node.generators) > 1:
        compiler.refuse(node, f"{ast.unparse(node)!r} has more than one `for`: give the list of pairs a name first")
    inner, loop, condition, may_fail = _loop(compiler, node.generators[0], scope)
    key, value = compiler.term(node.key, inner), compiler.term(node.value, inner)
    if key.type != STR:
        compiler.refuse(node, f"{ast.unparse(node.key)!r} is {key.type}: the keys of a map are texts")
    may_fail = may_fail or key.may_fail or value.may_fail
    if _has_own_key(node):
        text = f"{{{loop} : {key.text} => {value.text}{condition}}}"
        return Term(text, Type("dict", of=value.type), may_fail=may_fail)
    _, name = scope.bind("key", STR)
    _, every = scope.bind("values", STR)
    groups = f"{{{loop} : {key.text} => {value.text}...{condition}}}"
    text = f"{{for {name}, {every} in {groups} : {name} => {every}[length({every}) - 1]}}"
    return Term(text, Type("dict", of=value.type), may_fail=may_fail)


def _has_own_key(node: ast.DictComp) -> bool:
    """Whether the keys are those of another map, so that no two are equal."""
    (generator,) = node.generators
    is_map = isinstance(generator.iter, ast.Call) and _items(generator.iter) is not None
    return (
        is_map
        and isinstance(generator.target, ast.Tuple)
        and ast.unparse(generator.target.elts[0]) == ast.unparse(node.key)
    )


def _loop(compiler: Compiler, generator: ast.comprehension, scope: Scope) -> tuple[Scope, str, str, bool]:
    """The scope of an element, `for x in xs`, ` if condition`, and whether any of it may fail."""
    names, types, elements = _elements(compiler, generator, scope)
    inner, fresh = scope, []
    for name, type_ in zip(names, types, strict=True):
        inner, one = inner.bind(name, type_)
        fresh.append(one)
    test: Term | None = None
    element = inner
    for each in generator.ifs:
        further = compiler.condition(each, inner)
        guarded = element.guards(inner, each)
        test = further if test is None else expressions.both_sides(compiler, each, test, further, True, guarded=guarded)
        inner = inner.where(each, True)
    loop = f"for {', '.join(fresh)} in {elements.text}"
    may_fail = elements.may_fail or bool(test and test.may_fail)
    return inner, loop, f" if {test.at(AND) if test.level else test.text}" if test else "", may_fail


def _elements(compiler: Compiler, generator: ast.comprehension, scope: Scope) -> tuple[list[str], list[Type], Term]:
    """The names of an element, their types, and what it is an element of."""
    names = [each.id for each in ast.walk(generator.target) if isinstance(each, ast.Name)]
    source = generator.iter
    if len(names) == 1 and isinstance(generator.target, ast.Name):
        every = compiler.term(source, scope)
        if every.type.name == "list" and not every.type.optional:
            return names, [every.type.of or STR], every
        compiler.refuse(source, f"{ast.unparse(source)!r} is {every.type}: loop over a list, or over sorted(...)")
    if len(names) == 2 and isinstance(source, ast.Call):
        called = ast.unparse(source.func)
        if called == "enumerate" and len(source.args) == 1:
            every = compiler.term(source.args[0], scope)
            if every.type.name == "list":
                return names, [INT, every.type.of or STR], every
        if called == "sorted" and (of := _items(source)) is not None:
            every = compiler.term(of, scope)
            if every.type.name == "dict":
                return names, [STR, every.type.of or STR], every
    return compiler.refuse(source, f"{ast.unparse(generator.target)!r} in {ast.unparse(source)!r}: {PAIRS}")


PAIRS = "write sorted(map.items()), as maps have no order in Terraform, or enumerate(list)"


def _items(source: ast.Call) -> ast.expr | None:
    """The map of `sorted(map.items())`."""
    argument = source.args[0] if source.args else None
    if isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute) and argument.func.attr == "items":
        return argument.func.value
    return None
