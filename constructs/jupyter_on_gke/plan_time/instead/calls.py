"""Functions, methods and names that plan-time functions do not know, and what people write instead."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator, Mapping
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.plan_time import table
from jupyter_on_gke.plan_time.callee import Callee
from jupyter_on_gke.plan_time.instead.values import ASK, near, one_of
from jupyter_on_gke.plan_time.types import Type

if TYPE_CHECKING:
    from jupyter_on_gke.plan_time.scope import Scope

DECLARE = "declare a variable"
CLOCK = f"asks a clock, and a plan has none: {DECLARE} for the moment"
CHANCE = f"is chance, and a plan is the same each time: {DECLARE}, or a resource of the provider random"
HERE = f"asks this machine, and not the plan: {DECLARE}"
MODULES = {"time": CLOCK, "datetime": CLOCK, "random": CHANCE, "secrets": CHANCE, "uuid": CHANCE} | dict.fromkeys(
    ("os", "posix", "sys", "platform", "socket", "pathlib", "io", "_io", "subprocess"), HERE
)
# By the name that Python has for it.
FUNCTIONS = {
    "int": "number(text, otherwise), or math.floor(number)",
    "float": "number(text, otherwise)",
    "bool": "a comparison",
    "dict": "{...}",
    "tuple": "a list",
    "range": "enumerate(list) in a comprehension",
    "zip": "enumerate(list) in a comprehension",
    "reversed": "the list the other way round",
    "filter": "a comprehension",
    "map": "a comprehension",
    "isinstance": "is_map(...), is_list(...) or as_text(...)",
    "type": "is_map(...), is_list(...) or as_text(...)",
    "getattr": "the attribute, or attribute(document, key)",
    "hasattr": "attribute(document, key) is not None",
    "abs": "max(number, -number)",
    "round": "math.floor(...) or math.ceil(...)",
    "repr": "an f-string",
    "format": "an f-string",
    "print": "a sentence, which a rule returns",
    "re.match": "matches(pattern, text)",
    "re.search": "matches(pattern, text)",
    "re.fullmatch": "matches(pattern, text), with ^ and $",
    "re.findall": "captured(pattern, text)",
    "re.sub": "replaced(pattern, replacement, text)",
    "re.split": "text.split(...)",
    "json.dumps": "as_json(...)",
    "textwrap.dedent": "the text as it is",
}
# What a value has in Python, by its type: its code is put for {0}.
METHODS = {
    "str": {
        "lower": "lower({0})",
        "casefold": "lower({0})",
        "strip": "trimmed({0})",
        "isdigit": 'matches("^[0-9]+$", {0})',
        "isdecimal": 'matches("^[0-9]+$", {0})',
        "isnumeric": 'matches("^[0-9]+$", {0})',
        "isalpha": 'matches("^[A-Za-z]+$", {0})',
        "isalnum": 'matches("^[A-Za-z0-9]+$", {0})',
        "format": "an f-string",
        "splitlines": '{0}.split("\\n")',
        "find": "... in {0}",
        "index": "... in {0}",
    },
    "list": {
        "append": "[*{0}, ...]",
        "extend": "[*{0}, *...]",
        "insert": "[..., *{0}]",
        "sort": "sorted({0})",
        "copy": "{0}",
        "count": "len([each for each in {0} if each == ...])",
        "index": "... in {0}",
    },
    "dict": {
        "items": "sorted({0}.items()), in a comprehension",
        "values": "[value for _, value in sorted({0}.items())]",
        "update": "{{**{0}, **...}}",
        "setdefault": "{{**{0}, ...}}",
        "copy": "{0}",
    },
    "set": {
        "union": "{0} | ...",
        "intersection": "{0} & ...",
        "difference": "{0} - ...",
        "issubset": "len({0} - ...) == 0",
        "add": "{0} | ...",
    },
    "object": {
        "get": "attribute({0}, ...)",
        "keys": "keys_of({0})",
        "values": "elements({0})",
        "items": "sorted(entries({0}).items()), in a comprehension",
    },
}
OURS = frozenset(str(row.python.__name__) for row in table.FUNCTIONS if isinstance(row.python, FunctionType))
KINDS = {"str": "texts", "list": "lists", "dict": "maps", "set": "sets", "int": "numbers", "float": "numbers"}


def python(known: Mapping[str, Any], node: ast.expr, scope: Scope) -> Any:
    """What Python has by a name of the module, whatever it is; None where it has nothing."""
    if isinstance(node, ast.Name) and node.id not in scope.names:
        return known.get(node.id, getattr(builtins, node.id, None))
    if isinstance(node, ast.Attribute):
        owner = python(known, node.value, scope)
        return None if owner is None else getattr(owner, node.attr, None)
    return None


def is_of_python(known: Mapping[str, Any], node: ast.Attribute, scope: Scope) -> bool:
    """Whether it is something of a module or a class, and no method of a value."""
    return isinstance(python(known, node.value, scope), (ModuleType, type))


def of_call(node: ast.expr, value: Any, known: Mapping[str, Any], scope: Scope, within: str) -> str:
    """The sentence that refuses what is called, and is no method of a value; `within` is the function's own name."""
    code = ast.unparse(node)
    if code in scope.names:
        return f"{code!r} is a value, and no function: write a function with @plan_time"
    if value is None:
        if code in OURS:
            return f"{code} is not imported here: write from jupyter_on_gke.plan_time import {code}"
        if code == within:
            return f"{code} calls itself, and Terraform has no recursion: write a comprehension"
        return of_unknown(code, _functions(known), f"there is no {code} above this function", "define it there")
    if not callable(value):
        return f"{code!r} is a value, and no function: write a function with @plan_time"
    name, module = _origin(value)
    if instead := FUNCTIONS.get(name):
        return f"{code!r} is not done in a plan: write {instead}"
    return f"{code!r} {MODULES.get(module) or _unmarked(value, module)}"


def _unmarked(value: Any, module: str) -> str:
    if module not in sys.stdlib_module_names:
        if isinstance(value, type):
            return "is no dataclass: mark it with @dataclass"
        if isinstance(value, FunctionType):
            return "is no plan-time function: mark it with @plan_time"
    return "is not done in a plan: write a function with @plan_time, or give what it comes to as an argument"


def _origin(value: Any) -> tuple[str, str]:
    """The name that Python has for a function, and the module it is of."""
    of = getattr(value, "__module__", None) or getattr(getattr(value, "__self__", None), "__module__", None) or ""
    name = getattr(value, "__qualname__", type(value).__name__)
    return (name if of == "builtins" else f"{of}.{name}"), str(of).partition(".")[0]


def _functions(known: Mapping[str, Any]) -> Iterator[str]:
    """The names of what can be called."""
    yield from (*table.BUILTINS, *OURS)
    rows = {row.python for row in table.FUNCTIONS}
    for name, value in known.items():
        if isinstance(value, (Callee, type)) or (callable(value) and value in rows):
            yield name


def of_unknown(code: str, known: Iterator[str], what: str, otherwise: str) -> str:
    """The sentence that refuses a name that nobody has given."""
    meant = near(code, known)
    return f"{what}: {f'write {meant}' if meant else otherwise}"


def of_name(node: ast.expr, value: Any, known: Mapping[str, Any], scope: Scope) -> str:
    """The sentence that refuses a name which stands for no constant."""
    code = ast.unparse(node)
    if value is None:
        values = (name for name, each in known.items() if not callable(each) and not isinstance(each, ModuleType))
        every = iter([*scope.names, *(name for name in values if not name.startswith("__"))])
        return of_unknown(code, every, f"{code!r} is no value here", "give it as an argument")
    _, module = _origin(value)
    if what := MODULES.get(module):
        return f"{code!r} {what}"
    return f"{code!r} is a function or a class, and no value here: call it, or give a value as an argument"


def of_method(call: ast.Call, method: ast.Attribute, owner: Type) -> str | None:
    """The sentence that refuses a method; None where a value of the type has it."""
    code, name = ast.unparse(method.value), method.attr
    if owner.optional and not owner.is_anything:
        return f"{code!r} may be None: {ASK.format(code)}"
    has = [str(row.python) for row in table.METHODS if row.takes[0].partition("[")[0] == owner.name]
    if name in has and call.args:
        return None
    what = f"{KINDS.get(owner.name, f'values of {owner}')} have no .{name}() here"
    if instead := METHODS.get("object" if owner.is_anything else owner.name, {}).get(name):
        return f"{what}: write {instead.format(code)}"
    if name in has:
        return None
    if owner.cls and hasattr(owner.cls, name):
        return f"{name} is a method of {owner}: write a function with @plan_time that takes one"
    methods = [f".{each}()" for each in dict.fromkeys(has)]
    return f"{what}: write {one_of(f'.{name}()', methods) if methods else 'a function of them'}"
