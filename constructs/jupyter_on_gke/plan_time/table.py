"""What plan-time functions may use, and what each becomes in Terraform's language. Whatever is not here is refused.

Types are as in annotations, and `any`, which is whatever; T is any, the same in all of a row; a float takes an int.
`plain` is str, bool, int or float, `maybe` that or None; both operands have one such type. `literal` is a text that is
written there, `pattern` a regular expression that is (`grouped` with a group, `finding` between slashes, one that finds
nothing in ""), `replacement` what is put in the place of what one finds, `path` a path of keys; `decimal` is a number
that is no quotient, and `quotient` one that is; `positive` is known to be above 0, `tens` 10, 100 and so on, by which
what is divided has an end. `object` is what JSON holds, `data` that or an object of a dataclass.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jupyter_on_gke.plan_time import documents, functions
from jupyter_on_gke.plan_time.records import CONVERSIONS
from jupyter_on_gke.plan_time.term import ADD, AND, COMPARE, EQUAL, MULTIPLY, OR, UNARY, WHOLE


@dataclass(frozen=True)
class Row:
    """One of Python's functions, methods or operators for arguments of these types."""

    python: Callable[..., Any] | str | type[ast.AST]
    takes: tuple[str, ...]
    gives: str
    terraform: str
    fails: bool = False
    """Whether there are arguments for which it raises in Python, and stops Terraform."""
    level: int = WHOLE
    inner: int = 0
    """How tightly the arguments hold together at least."""


LETTERS = 'regexall("(?s).", {0})'
PAIRS = 'concat(regexall("(?s)..", {0}), regexall("(?s)..", replace({0}, "/^(?s)./", "")))'
CAPTURED = '[for found in try(regex({0}, {1}), []) : found == null ? "" : found]'

FUNCTIONS = (
    Row(len, ("str",), "int", f"length({LETTERS})"),
    Row(len, ("list[T]",), "int", "length({0})"),
    Row(len, ("set[str]",), "int", "length({0})"),
    Row(len, ("dict[T]",), "int", "length({0})"),
    Row(any, ("list[bool]",), "bool", "anytrue({0})"),
    Row(all, ("list[bool]",), "bool", "alltrue({0})"),
    Row(sum, ("list[int]",), "int", "sum(concat([0], {0}))"),
    Row(min, ("list[int]",), "int", "min({0}...)", fails=True),
    Row(min, ("list[float]",), "float", "min({0}...)", fails=True),
    Row(min, ("int", "int"), "int", "min({0}, {1})"),
    Row(min, ("float", "float"), "float", "min({0}, {1})"),
    Row(max, ("list[int]",), "int", "max({0}...)", fails=True),
    Row(max, ("list[float]",), "float", "max({0}...)", fails=True),
    Row(max, ("int", "int"), "int", "max({0}, {1})"),
    Row(max, ("float", "float"), "float", "max({0}, {1})"),
    Row(sorted, ("list[str]",), "list[str]", "sort({0})"),
    Row(sorted, ("set[str]",), "list[str]", "sort({0})"),
    Row(sorted, ("dict[T]",), "list[str]", "keys({0})"),
    Row(list, ("list[T]",), "list[T]", "{0}"),
    Row(set, ("list[str]",), "set[str]", "toset({0})"),
    Row(frozenset, ("list[str]",), "set[str]", "toset({0})"),
    Row(math.floor, ("float",), "int", "floor({0})"),
    Row(math.ceil, ("float",), "int", "ceil({0})"),
    Row(str, ("int",), "str", "tostring({0})"),
    Row(functions.matches, ("pattern", "str"), "bool", "can(regex({0}, {1}))"),
    Row(functions.without, ("finding", "str"), "str", 'replace({1}, {0}, "")'),
    Row(functions.replaced, ("finding", "replacement", "str"), "str", "replace({2}, {0}, {1})"),
    Row(functions.lower, ("str",), "str", "lower({0})"),
    Row(functions.start, ("str", "int"), "str", "substr({0}, 0, max({1}, 0))"),
    Row(functions.sha256, ("str",), "str", "sha256({0})"),
    Row(functions.distinct, ("list[str]",), "list[str]", "distinct({0})"),
    Row(functions.pairs_of_letters, ("str",), "list[str]", PAIRS),
    Row(functions.common, ("list[list[str]]",), "list[str]", "try(sort(setintersection({0}...)), [])"),
    Row(functions.number, ("str", "float"), "float", f'try(tonumber(regex("{functions.NUMBER}", {{0}})), {{1}})'),
    Row(functions.number, ("str",), "float", f'tonumber(regex("{functions.NUMBER}", {{0}}))', fails=True),
    Row(functions.hexadecimal, ("str",), "int", 'parseint(regex("^[0-9a-f]+$", {0}), 16)', fails=True),
    Row(functions.thousandths, ("decimal",), "int", "floor({0} * 1000 + 0.5)", inner=MULTIPLY),
    Row(functions.shown, ("decimal",), "str", "tostring({0})"),
    Row(documents.attribute, ("object", "str"), "object", "try({0}[can(keys({0})) ? {1} : null], null)", inner=WHOLE),
    Row(documents.at, ("object", "path"), "object", "try({0}{1}, null)", inner=WHOLE),
    Row(documents.keys_of, ("object",), "list[str]", "try(keys({0}), [])"),
    Row(documents.elements, ("object",), "list[object]", "try([for each in {0} : each], [])"),
    Row(documents.entries, ("object",), "dict[object]", "try(merge({0}), {{}})"),
    Row(documents.present, ("dict[T]",), "dict[T]", "{{for k, v in {0} : k => v if v != null}}"),
    Row(documents.listed, ("object",), "list[object]", "try([for each in (can(keys({0})) ? null : {0}) : each], [])"),
    Row(documents.is_map, ("object",), "bool", "can(keys({0}))"),
    Row(documents.is_list, ("object",), "bool", "can([for each in {0} : each]) && !can(keys({0}))", level=AND),
    Row(documents.as_text, ("object",), "str | None", "try(tostring({0}), null)"),
    Row(documents.text_of, ("object",), "str", 'try(join("", [{0}]), "")'),
    Row(documents.text_at, ("object", "path"), "str", 'try(join("", [{0}{1}]), "")', inner=WHOLE),
    Row(documents.as_number, ("object",), "float | None", f"try({CONVERSIONS['number']}, null)"),
    Row(documents.as_bool, ("object",), "bool | None", "try(tobool({0}), null)"),
    Row(documents.as_texts, ("object",), "list[str] | None", f"try({CONVERSIONS['list(string)']}, null)"),
    Row(documents.as_text_map, ("object",), "dict[str] | None", f"try({CONVERSIONS['map(string)']}, null)"),
    Row(documents.as_decoded, ("object",), "str | None", "try(base64decode({0}), null)"),
    Row(documents.as_json, ("data",), "str", "jsonencode({0})"),
    Row(documents.trimmed, ("str",), "str", "trimspace({0})"),
    Row(documents.captured, ("grouped", "str"), "list[str]", CAPTURED),
    Row(documents.is_network, ("str",), "bool", "can(cidrhost({0}, 0))"),
)

METHODS = (
    Row("startswith", ("str", "str"), "bool", "startswith({0}, {1})"),
    Row("endswith", ("str", "str"), "bool", "endswith({0}, {1})"),
    Row("removeprefix", ("str", "str"), "str", "trimprefix({0}, {1})"),
    Row("removesuffix", ("str", "str"), "str", "trimsuffix({0}, {1})"),
    Row("strip", ("str", "literal"), "str", "trim({0}, {1})"),
    Row("replace", ("str", "literal", "str"), "str", "replace({0}, {1}, {2})"),
    Row("split", ("str", "literal"), "list[str]", "split({1}, {0})"),
    Row("join", ("str", "list[str]"), "str", "join({0}, {1})"),
    Row("get", ("dict[T]", "str"), "T | None", "try({0}[{1}], null)", inner=WHOLE),
    Row("get", ("dict[T]", "str", "T"), "T", "try({0}[{1}], {2})", inner=WHOLE),
    Row("keys", ("dict[T]",), "set[str]", "toset(keys({0}))"),
)

# Terraform takes something by zero for infinite, and writes a sign of zero, as of -1 times it.
DIVISOR = "({1} == 0 ? null : {1})"

OPERATORS = (
    Row(ast.Add, ("int", "int"), "int", "{0} + {1}", level=ADD, inner=ADD),
    Row(ast.Add, ("str", "str"), "str", 'join("", [{0}, {1}])'),
    Row(ast.Sub, ("int", "int"), "int", "{0} - {1}", level=ADD, inner=MULTIPLY),
    Row(ast.Sub, ("set[str]", "set[str]"), "set[str]", "setsubtract({0}, {1})"),
    Row(ast.Mult, ("int", "positive"), "int", "{0} * {1}", level=MULTIPLY, inner=UNARY),
    Row(ast.Mult, ("positive", "int"), "int", "{0} * {1}", level=MULTIPLY, inner=UNARY),
    Row(ast.Mult, ("int", "int"), "int", "{0} * {1} + 0", level=ADD, inner=UNARY),
    Row(ast.Div, ("int", "tens"), "float", "{0} / {1}", level=MULTIPLY, inner=UNARY),
    Row(ast.Div, ("int", "positive"), "quotient", "{0} / {1}", level=MULTIPLY, inner=UNARY),
    Row(ast.Div, ("int", "int"), "quotient", f"{{0}} / {DIVISOR}", fails=True, level=MULTIPLY, inner=UNARY),
    Row(ast.FloorDiv, ("int", "positive"), "int", "floor({0} / {1})", inner=UNARY),
    Row(ast.FloorDiv, ("int", "int"), "int", f"floor({{0}} / {DIVISOR})", fails=True, inner=UNARY),
    Row(ast.BitAnd, ("set[str]", "set[str]"), "set[str]", "setintersection({0}, {1})"),
    Row(ast.BitOr, ("set[str]", "set[str]"), "set[str]", "setunion({0}, {1})"),
    Row(ast.BitOr, ("dict[T]", "dict[T]"), "dict[T]", "merge({0}, {1})"),
    Row(ast.USub, ("int",), "int", "0 - {0}", level=ADD, inner=MULTIPLY),
    Row(ast.Not, ("bool",), "bool", "!{0}", level=UNARY, inner=WHOLE),
    Row(ast.And, ("bool", "bool"), "bool", "{0} && {1}", level=AND, inner=AND),
    Row(ast.Or, ("bool", "bool"), "bool", "{0} || {1}", level=OR, inner=OR),
)

COMPARISONS = (
    Row(ast.Eq, ("maybe", "maybe"), "bool", "{0} == {1}", level=EQUAL, inner=COMPARE),
    Row(ast.NotEq, ("maybe", "maybe"), "bool", "{0} != {1}", level=EQUAL, inner=COMPARE),
    Row(ast.Lt, ("float", "float"), "bool", "{0} < {1}", level=COMPARE, inner=ADD),
    Row(ast.LtE, ("float", "float"), "bool", "{0} <= {1}", level=COMPARE, inner=ADD),
    Row(ast.Gt, ("float", "float"), "bool", "{0} > {1}", level=COMPARE, inner=ADD),
    Row(ast.GtE, ("float", "float"), "bool", "{0} >= {1}", level=COMPARE, inner=ADD),
    Row(ast.Is, ("any", "None"), "bool", "{0} == null", level=EQUAL, inner=COMPARE),
    Row(ast.IsNot, ("any", "None"), "bool", "{0} != null", level=EQUAL, inner=COMPARE),
    Row(ast.In, ("str", "str"), "bool", "strcontains({1}, {0})"),
    Row(ast.In, ("plain", "list[plain]"), "bool", "contains({1}, {0})"),
    Row(ast.In, ("str", "set[str]"), "bool", "contains({1}, {0})"),
    Row(ast.In, ("str", "dict[T]"), "bool", "contains(keys({1}), {0})"),
)

BUILTINS: dict[str, Callable[..., Any]] = {
    each.__name__: each for each in (len, any, all, sum, min, max, sorted, list, set, frozenset, str, enumerate)
}
