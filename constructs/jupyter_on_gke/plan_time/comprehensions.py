"""Comprehensions as Terraform's `for`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from jupyter_on_gke.plan_time import expressions
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import AND, OR, Term, literal
from jupyter_on_gke.plan_time.types import INT, STR, Type

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler


def listed(compiler: Compiler, node: ast.ListComp | ast.GeneratorExp, scope: Scope) -> Term:
    """A list; with several `for`, the lists of the inner ones one after the other."""
    _refuse_early_names(compiler, node.generators)
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
    _refuse_early_names(compiler, node.generators)
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
    is_map = isinstance(generator.iter, ast.Call) and _items(generator.iter.args[0]) is not None
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
    if test is None:
        return inner, loop, "", elements.may_fail
    if test.may_fail or "sort(toset(" in test.text:
        # Terraform tries a condition without an element, too, of which it does not even know that it is one; nor what
        # a set of such elements holds, which it does not sort then.
        is_one = f"{fresh[0]} == {fresh[0]}" if types[0].optional else f"{fresh[0]} != null"
        return inner, loop, f" if {is_one} ? {test.at(OR)} : false", True
    return inner, loop, f" if {test.at(AND) if test.level else test.text}", elements.may_fail


def _elements(compiler: Compiler, generator: ast.comprehension, scope: Scope) -> tuple[list[str], list[Type], Term]:
    """The names of an element, their types, and what it is an element of."""
    names, source = _names(compiler, generator.target), generator.iter
    if isinstance(generator.target, ast.Name):
        every = compiler.term(source, scope)
        if every.type.name == "list" and not every.type.optional:
            return names, [every.type.of or STR], every
        compiler.refuse(source, f"{ast.unparse(source)!r} is {every.type}: loop over a list, or over sorted(...)")
    if isinstance(source, ast.Call) and len(names) == 2 and len(source.args) == 1:
        key, every = _pairs(compiler, source, scope)
        if key and not every.type.optional:
            return names, [key, every.type.of or STR], every
    return compiler.refuse(source, f"{ast.unparse(generator.target)!r} in {ast.unparse(source)!r}: {PAIRS}")


def _pairs(compiler: Compiler, source: ast.Call, scope: Scope) -> tuple[Type | None, Term]:
    """The type of what is beside each element, and what these are elements of."""
    called, of = compiler.resolved(source.func, scope), source.args[0]
    if called is enumerate:
        if source.keywords:
            instead = f"which is not had here: write enumerate({ast.unparse(of)}) and i + 1"
            compiler.refuse(source, f"{ast.unparse(source)!r} has {source.keywords[0].arg}=, {instead}")
        every = compiler.term(of, scope)
        return INT if every.type.name == "list" else None, every
    if called is sorted and (items := _items(of)) is not None:
        if source.keywords:
            order = "maps are in order of their keys"
            compiler.refuse(source, f"{ast.unparse(source)!r} has {source.keywords[0].arg}=: {order}")
        every = compiler.term(items, scope)
        return STR if every.type.name == "dict" else None, every
    return None, literal(None)


PAIRS = "write sorted(map.items()), as maps have no order in Terraform, or enumerate(list)"


def _names(compiler: Compiler, target: ast.expr) -> list[str]:
    """The name of an element, or the two of a pair."""
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    names = [each.id for each in parts if isinstance(each, ast.Name)]
    if len({*names}) < len(parts) or len(parts) > 2:
        compiler.refuse(target, f"{ast.unparse(target)!r} is not one name or two: write them one by one")
    return names


def _items(node: ast.expr) -> ast.expr | None:
    """The map of `map.items()`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "items":
        return None if node.args else node.func.value
    return None


def _refuse_early_names(compiler: Compiler, generators: list[ast.comprehension]) -> None:
    """Python has no value of another's name that is a name of the comprehension, Terraform has."""
    later = {name for each in generators for name in _names(compiler, each.target)}
    for place, each in enumerate(generators):
        # The first of the lists is looked at outside.
        used = _used(each.iter) if place else set()
        early = used & later
        later -= {*_names(compiler, each.target)}
        early |= {name for test in each.ifs for name in _used(test)} & later
        if early:
            instead = "give one of the two another name"
            compiler.refuse(each.target, f"{min(early)} is used before it is a name of this comprehension: {instead}")


def _used(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
