"""Calls in plan-time functions: of each other, of dataclasses, and of what the table has."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from jupyter_on_gke.plan_time import functions, records, rows, table
from jupyter_on_gke.plan_time.callee import Callee
from jupyter_on_gke.plan_time.instead import calls
from jupyter_on_gke.plan_time.scope import Scope
from jupyter_on_gke.plan_time.term import Term, literal, pairs
from jupyter_on_gke.plan_time.types import Type, hints, joined, read

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.compiler import Compiler


# How many arguments without a name these have at least.
ONE = (dataclasses.replace, min, max, any, all)
TWO = (functions.extended, records.parsed, records.is_whole)
# What may fail in a generator that is not read to its end.
STOPS = "can fail where Python stops to look before: write a list, in [ ]"


def compiled(compiler: Compiler, node: ast.Call, scope: Scope) -> Term:
    """What a call gives."""
    function = compiler.resolved(node.func, scope)
    _look_at(compiler, node, function)
    if isinstance(function, Callee):
        try:
            arguments = _arguments(compiler, node, scope, function.signature)
            return function.term(arguments, scope.taken)
        except TypeError as error:
            compiler.refuse(node, f"{ast.unparse(node)!r}: {error}: write another argument")
    if function is dataclasses.replace:
        return _replaced(compiler, node, scope)
    if function is functions.extended:
        return _extended(compiler, node, scope)
    if function in (records.parsed, records.is_whole):
        return _record(compiler, node, scope, function)
    if isinstance(function, type) and dataclasses.is_dataclass(function):
        return _object(compiler, node, scope, function)
    return _of_the_table(compiler, node, scope, function)


def _look_at(compiler: Compiler, node: ast.Call, function: Any) -> None:
    """Refuses a call whose arguments are not written one by one, or are too few to look at."""
    if any(isinstance(each, ast.Starred) for each in node.args) or any(each.arg is None for each in node.keywords):
        compiler.refuse(node, f"{ast.unparse(node)!r} takes its arguments apart: write them one by one")
    least = 1 if function in ONE else 2 if function in TWO else 0
    if len(node.args) < least:
        compiler.refuse(node, f"{ast.unparse(node)!r} has too few arguments: write {least} without a name at least")


def _of_the_table(compiler: Compiler, node: ast.Call, scope: Scope, function: Any) -> Term:
    if function in (min, max) and (default := _default(node)) is not None:
        return _with_default(compiler, node, scope, function, default)
    if node.keywords:
        compiler.refuse(
            node, f"{ast.unparse(node)!r} has {node.keywords[0].arg}=, which is not done in a plan: leave it out"
        )
    if function is not None:
        return _function(compiler, node, scope, function)
    if isinstance(node.func, ast.Attribute) and not calls.is_of_python(compiler.globals, node.func, scope):
        owner = compiler.term(node.func.value, scope)
        if refused := calls.of_method(node, node.func, owner.type):
            compiler.refuse(node, refused)
        terms = [owner, *(compiler.term(each, scope) for each in node.args)]
        return compiler.row(node, [row for row in table.METHODS if row.python == node.func.attr], terms)
    return _unknown(compiler, node, scope)


def _unknown(compiler: Compiler, node: ast.Call, scope: Scope) -> NoReturn:
    value = calls.python(compiler.globals, node.func, scope)
    compiler.refuse(node, calls.of_call(node.func, value, compiler.globals, scope, compiler.name))


def _function(compiler: Compiler, node: ast.Call, scope: Scope, function: Any) -> Term:
    of = [row for row in table.FUNCTIONS if row.python is function]
    if not of:
        _unknown(compiler, node, scope)
    terms = [compiler.term(each, scope) for each in node.args]
    if function in (any, all) and isinstance(node.args[0], ast.GeneratorExp) and terms[0].may_fail:
        compiler.refuse(node, f"{ast.unparse(node)!r} {STOPS}")
    return compiler.row(node, of, terms)


def _default(node: ast.Call) -> ast.expr | None:
    return next((each.value for each in node.keywords if each.arg == "default"), None)


def _with_default(compiler: Compiler, node: ast.Call, scope: Scope, function: Any, default: ast.expr) -> Term:
    """`min(numbers, default=0)`: the default is one more number where there is none."""
    numbers = compiler.term(node.args[0], scope)
    otherwise = compiler.term(default, scope)
    both = numbers.type.of and joined(numbers.type.of, otherwise.type)
    is_one = len(node.args) == len(node.keywords) == 1
    if numbers.type.name != "list" or not both or not both.is_number or both.optional or not is_one:
        compiler.refuse(node, f"{ast.unparse(node)!r} is no list of numbers: write one, and a number as its default")
    text = f"{function.__name__}(coalescelist({numbers.text}, [{otherwise.text}])...)"
    return Term(text, both, may_fail=numbers.may_fail or otherwise.may_fail)


def _arguments(compiler: Compiler, node: ast.Call, scope: Scope, signature: inspect.Signature) -> Mapping[str, Term]:
    try:
        bound = signature.bind(*node.args, **{str(each.arg): each.value for each in node.keywords})
    except TypeError as error:
        compiler.refuse(
            node, f"{ast.unparse(node)!r} has other arguments than its function: {error}: write those that it has"
        )
    return {name: compiler.term(each, scope) for name, each in bound.arguments.items()}


def _object(compiler: Compiler, node: ast.Call, scope: Scope, cls: type) -> Term:
    _holding(compiler, node, cls)
    given = _arguments(compiler, node, scope, inspect.signature(cls))
    terms: dict[str, Term] = {}
    for field in dataclasses.fields(cls):
        if field.name in given:
            terms[field.name] = _fitting(compiler, node, cls, field.name, given[field.name])
            continue
        try:
            terms[field.name] = literal(records.default(field))
        except TypeError as error:
            compiler.refuse(node, f"{field.name} of {cls.__name__} is by default {error}: write {field.name}=...")
    return Term(pairs(terms), Type("object", cls=cls), may_fail=any(term.may_fail for term in terms.values()))


def _holding(compiler: Compiler, node: ast.Call, cls: type) -> None:
    """Refuses a dataclass that does more than to hold its attributes."""
    try:
        hints(cls)
    except TypeError as error:
        compiler.refuse(node, f"{ast.unparse(node)!r}: {error}")


def _record(compiler: Compiler, node: ast.Call, scope: Scope, function: Any) -> Term:
    cls, document = compiler.resolved(node.args[0], scope), compiler.term(node.args[1], scope)
    if not dataclasses.is_dataclass(cls) or not isinstance(cls, type):
        compiler.refuse(node, f"{ast.unparse(node.args[0])!r} is no dataclass: write one")
    if document.may_fail:
        compiler.refuse(node, f"{ast.unparse(node)!r} has {rows.HIDDEN}")
    _holding(compiler, node, cls)
    return records.parsed_term(cls, document) if function is records.parsed else records.is_whole_term(cls, document)


def _replaced(compiler: Compiler, node: ast.Call, scope: Scope) -> Term:
    owner = compiler.term(node.args[0], scope)
    if owner.type.cls is None or owner.type.optional or len(node.args) > 1:
        compiler.refuse(node, f"{ast.unparse(node)!r} replaces something in {owner.type}: write an object")
    return _with(compiler, node, scope, owner, owner.type.cls)


def _extended(compiler: Compiler, node: ast.Call, scope: Scope) -> Term:
    cls, owner = compiler.resolved(node.args[0], scope), compiler.term(node.args[1], scope)
    if owner.type.cls is None or owner.type.optional or len(node.args) > 2:
        compiler.refuse(node, f"{ast.unparse(node)!r} extends {owner.type}: write an object")
    given = {*hints(owner.type.cls), *(each.arg for each in node.keywords)}
    if given != {*hints(cls)}:
        differing = sorted(str(each) for each in given ^ {*hints(cls)})
        compiler.refuse(node, f"{cls.__name__} and this differ by {', '.join(differing)}: write each once")
    return _with(compiler, node, scope, owner, cls)


def _with(compiler: Compiler, node: ast.Call, scope: Scope, owner: Term, cls: type) -> Term:
    """An object with other values of some attributes."""
    terms = {
        str(each.arg): _fitting(compiler, node, cls, str(each.arg), compiler.term(each.value, scope))
        for each in node.keywords
    }
    may_fail = owner.may_fail or any(term.may_fail for term in terms.values())
    return Term(f"merge({owner.text}, {pairs(terms)})", Type("object", cls=cls), may_fail=may_fail)


def _fitting(compiler: Compiler, node: ast.Call, cls: type, name: str, term: Term) -> Term:
    """A term for an attribute, of its type."""
    attributes = hints(cls)
    if name not in attributes:
        compiler.refuse(node, f"{cls.__name__} has no {name}: write one of {', '.join(attributes)}")
    wanted = read(attributes[name])
    if not wanted.holds(term.type):
        compiler.refuse(node, f"{name} of {cls.__name__} is {wanted}, and this is {term.type}: write {wanted}")
    if term.type.is_quotient:
        compiler.refuse(node, f"{name} of {cls.__name__} is {rows.OF_A_QUOTIENT}: write //, or divide later")
    return term
