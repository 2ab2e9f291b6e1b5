"""Values that stand where another type is wanted, and what people write instead."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable

from jupyter_on_gke.plan_time.types import STR, Type, attribute, hints

ASK = "ask `{0} is not None` first"
TRUTHS = {"list": "len({0}) > 0", "set": "len({0}) > 0", "dict": "len({0}) > 0", "str": '{0} != ""'} | dict.fromkeys(
    ("int", "float"), "{0} != 0"
)


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that somebody meant."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def one_of(name: str, known: Iterable[str]) -> str:
    """What to write for a name that is not known."""
    every = list(known)
    return near(name, every) or f"one of {', '.join(every)}"


# Expressions of other kinds.
SYNTAX = {
    "Lambda": "is a function: write one with @plan_time at the module's level",
    "NamedExpr": "gives a name in the middle: write it as a line before",
    "Await": "waits, which a plan does not: leave it out",
    "Starred": "takes something apart: write it within [ ]",
    "Slice": "cuts where nothing is cut: write the numbers from 0 of a list",
}


def of_syntax(node: ast.expr) -> str:
    """The sentence that refuses an expression of a kind that there is not."""
    return f"{ast.unparse(node)!r} {SYNTAX.get(type(node).__name__, 'is not done in a plan: write a comprehension')}"


def of_condition(node: ast.expr, type_: Type) -> str:
    """The sentence that refuses what is neither true nor false."""
    comparison = "{0} is not None" if type_.optional else TRUTHS.get(type_.name, "a comparison")
    code = ast.unparse(node)
    return f"{code!r} is {type_} and no bool: write {comparison.format(code)}"


def of_attribute(node: ast.Attribute, owner: Type) -> str:
    """The sentence that refuses an attribute."""
    code, name = ast.unparse(node.value), node.attr
    if owner.is_anything:
        return f'{code!r} is object, of which no attribute is known: write at({code}, "{name}")'
    if owner.optional:
        return f"{code!r} may be None: {ASK.format(code)}"
    if owner.name == "dict":
        return f'{code!r} is {owner}, which has no {name}: write {code}["{name}"] or {code}.get("{name}")'
    if owner.cls is None:
        return f"{code!r} is {owner}, which has no {name}: write a function of it"
    if hasattr(owner.cls, name):
        return f"{name} is no field of {owner}: write a function with @plan_time that takes one"
    return f"{owner} has no {name}: write {one_of(name, hints(owner.cls))}"


def of_text(node: ast.FormattedValue, type_: Type) -> str | None:
    """The sentence that refuses a value in an f-string; None for what stands there as it is."""
    code = ast.unparse(node.value)
    if node.conversion != -1:
        return f"'!{chr(node.conversion)}' of {code!r} is not done in a plan: leave it out"
    if node.format_spec:
        format_ = ast.unparse(node.format_spec).removeprefix("f")[1:-1]
        return f"':{format_}' of {code!r} is not done in a plan: leave it out"
    if type_ == STR or (type_.name == "int" and not type_.optional):
        return None
    return f"{code!r} in a text is {type_}: {_as_text(code, type_)}"


def _as_text(code: str, type_: Type) -> str:
    if type_.is_anything:
        return f"write text_of({code})"
    if type_.optional:
        return ASK.format(code)
    if type_.computed:
        return "write it with // instead of /, or math.floor(...)"
    if type_.cls:
        texts = [name for name in hints(type_.cls) if attribute(type_, name) == STR]
        return f"write one of its texts, like {code}.{texts[0]}" if texts else "write one of its attributes"
    if type_.name in ("list", "set"):
        texts_of_it = code if type_.of == STR else f"[... for each in {code}]"
        return f"write ', '.join({texts_of_it if type_.name == 'list' else f'sorted({code})'})"
    known = {"bool": f"'true' if {code} else 'false'", "dict": f"as_json({code})", "float": f"shown({code})"}
    return f"write {known.get(type_.name, 'a text')}"
