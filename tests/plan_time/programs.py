"""Plan-time functions that chance writes: of what the table has, put together in ways that nobody thought of.

A template has places for expressions, like `<str>`: `<str!>` for a name or a literal, and `<str key:int>` for one in
which a name, too, has a value. What the two languages do not share is refused, which is what most people see first.
"""

from __future__ import annotations

import re

from tests.plan_time import drawn

HEAD = """\
import math
from dataclasses import replace
from jupyter_on_gke.plan_time import *
from jupyter_on_gke.plan_time.records import named
from tests.plan_time.samples import Thing

ACCEPTED = {}

def tried(python):
    try:
        ACCEPTED[python.__name__] = plan_time(python)
    except PlanTimeError:
        pass

@plan_time
def joined(text: str, number: int = 2) -> str:
    if number < 1:
        return text
    both = f"{text}{number}"
    return f"{both}-{both}"

@plan_time
def first(texts: list[str], key: str) -> str:
    found = [each for each in texts if each != key]
    return found[0] if len(found) > 0 else key
"""
ARGUMENTS = {
    "text": "str", "amount": "int", "other": "int", "share": "float", "spot": "bool", "maybe": "str | None",
    "texts": "list[str]", "numbers": "list[int]", "labels": "dict[str, str]", "things": "list[Thing]",
    "document": "object", "documents": "list[object]",
}  # fmt: skip
# Those of Terraform's own loops in the table, and others.
NAMES = ("key", "each", "entry", "found", "values", "k", "v", "it", "whole", "for_", "null", "_x")
LITERALS = {
    "str": ("''", "'a'", "'cpu'", "'a/b'", "'${a}'", "'/a/'", "'1'"),
    "int": ("0", "1", "2", "3", "10", "-1"),
    "float": ("0.5", "1.0", "2.25"),
    "bool": ("True", "False"),
    "str | None": ("None", "'a'"),
    "list[str]": ("['a', 'b']", "[]"),
    "list[int]": ("[1, 0]", "[3]"),
    "dict[str, str]": ("{'a': 'b'}", "{}"),
    "list[Thing]": ("[Thing(name='a', count=0)]",),
    "object": ("{'a': [1, 'b']}", "[None, 0.5]", "'8'"),
    "list[object]": ("[]", "[{'a': 'b'}, ['a']]"),
}
TEMPLATES = {
    "str": (
        'f"<str!>"', 'f"{<int!>}"', 'f"{<int!>}-{<str!>}/"', "(<str> + <str>)", "str(<int>)", "str(<int> * <int>)",
        'f"{<int!> * -<int!>}"', "str(-<int!>)",
        'f"{-<int!>}"', "shown(<float>)", "lower(<str>)",
        'f"${<int!>}%{<str!>}{{x}}"', 'f"{<str!>}$"', 'f"{<str!>}{{x}}"',
        "start(sha256(<str>), <int>)", "','.join(<list[str]>)",
        "''.join(<str #:str> for # in <list[str]>)", "<list[str]>[0]", "<dict[str, str]>.get(<str>, <str>)",
        "<dict[str, str]>[<str>]", "joined(<str>)", "joined(<str>, <int>)", "first(<list[str]>, <str>)",
        "text_of(<object>)", "text_at(<object>, 'a')", "as_json(<object>)", "as_json(<list[Thing]>)",
        "as_json({'a': <int>, 'b': <float>})", "replaced('[^a-z]+', '-', <str>)", "without('^[a-z]', <str>)",
        "<str>.replace('a', <str>)", "<str>.removeprefix(<str>)", "<str>.strip('a/')", "trimmed(<str>)",
        "parsed(Thing, <object>).name", 'f"{parsed(Thing, document).count} nodes"', "<list[Thing]>[0].name",
        "(<str> if <bool> else <str>)", "(maybe if maybe is not None else <str>)",
    ),
    "int": (
        "(<int> + <int>)", "(<int> - <int>)", "(<int> * <int>)", "-<int>", "<int!> // <int!>", "<int> // 2",
        "<int> // max(1, <int>)", "len(<str>)", "len(<list[str]>)", "len(set(<list[str]>))", "sum(<list[int]>)",
        "min(<list[int]>)", "max(<list[int]>, default=<int>)", "min(<int>, <int>)", "max(<int>, 0)", "<list[int]>[0]",
        "thousandths(<float>)", "math.floor(<float>)", "sum(<int #:int> for # in <list[int]>)",
        "(<int> if <bool> else <int>)", "replace(<list[Thing]>[0], count=<int>).count",
    ),
    "float": ("<int!> / 10", "max(<float>, <float>)", "min(<float>, <int>)", "number(<str>, <float>)", "<int>"),
    "bool": (
        "(<bool> and <bool>)", "(<bool> or <bool>)", "not <bool>", "<int> < <float>", "<int> >= <int>",
        "<int> == <int>", "<int!> / <int!> > <int!>", "<str> == <str>", "<str> != <str | None>", "<str> in <list[str]>",
        "<str> not in <str>", "<str> in <dict[str, str]>", "<str>.startswith(<str>)", "<str> in {<str>, *<list[str]>}",
        "any(<bool #:str> for # in <list[str]>)", "all([<bool #:int> for # in <list[int]>])",
        "as_text(<object>) is None",
        "(maybe is not None and <bool maybe:str>)", "matches('^[a-z]+(-[a-z0-9]{1,3})?$', <str>)", "is_map(<object>)",
        "is_list(<object>)", "is_whole(Thing, <object>)", "<list[str]>[0] == <str>", "<int> in <list[int]>",
        "<str> in (<str #:str> for # in <list[str]>)", "(<bool> if <bool> else <bool>)",
    ),
    "str | None": ("<dict[str, str]>.get(<str>)", "as_text(<object>)", "(<str> if <bool> else None)", "<str>"),
    "list[str]": (
        "[<str #:str> for # in <list[str]>]", "[<str #:str> for # in <list[str]> if <bool #:str>]",
        "[<str #:int @:str> for #, @ in enumerate(<list[str]>) if <bool @:str>]",
        "[<str #:str @:str> for #, @ in sorted(<dict[str, str]>.items()) if <bool #:str>]",
        "[<str #:str @:int> for # in <list[str]> for @ in <list[int] #:str> if <bool @:int>]",
        "[#.name for # in <list[Thing]> if #.spot or <bool>]", "[# for # in <list[str]> if <list[str]>[0] == #]",
        "sorted(<list[str]>)", "sorted({<str #:str> for # in <list[str]>})", "distinct(<list[str]>)",
        "[*<list[str]>, <str>]", "<list[str]>[:2]", "<list[str]>[1:]", "<str>.split('/')", "keys_of(<object>)",
        "sorted(set(<list[str]>) - {<str>})", "common([<list[str]>, <list[str]>])", "captured('^(a)?(.)', <str>)",
        "(<list[str]> if <bool> else <list[str]>)",
    ),
    "list[int]": ("[<int #:str> for # in <list[str]>]", "[<int>, <int>]", "[#.count for # in <list[Thing]>]"),
    "dict[str, str]": (
        "{#: <str #:str> for # in <list[str]>}", "{<str #:str>: # for # in <list[str]> if <bool #:str>}",
        "{<str>: <str>, **<dict[str, str]>}", "(<dict[str, str]> | <dict[str, str]>)",
        "{#: <str @:str> for #, @ in sorted(<dict[str, str]>.items())}",
    ),
    "list[Thing]": (
        "[# for # in <list[Thing]> if #.count > <int>]", "[replace(#, name=<str>) for # in <list[Thing]>]",
        "[Thing(name=#, count=<int>) for # in <list[str]>]", "[parsed(Thing, #) for # in <list[object]>]",
    ),
    "object": (
        "at(<object>, 'a')", "attribute(<object>, <str>)", "{'a': <object>, <str>: [<int>, <str | None>]}",
        "as_number(<object>)", "as_bool(<object>)", "as_texts(<object>)", "as_text_map(<object>)", "<list[int]>",
        "[as_text_map(#) for # in <list[object]>]", "[as_texts(#) for # in <list[object]>]",
    ),
    "list[object]": ("listed(<object>)", "elements(<object>)", "[<object>, <object>]"),
}  # fmt: skip
PLACE = re.compile(r"<([^<>=! ][^<>!]*?)(!?)((?: [#@\w]+:\w+)*)>")


class Program:
    """One function's text, of the chance of its number."""

    def __init__(self, number: int) -> None:
        self.chance = drawn.Random(f"program {number}")
        self.is_rule = number % 3 == 0
        self.gives = "str" if self.is_rule else self.chance.choice(sorted(TEMPLATES))
        self.fresh = 0
        arguments = ", ".join(f"{name}: {type_}" for name, type_ in ARGUMENTS.items())
        body = self.body(ARGUMENTS, 2)
        self.text = "\n".join(["@tried", f"def program_{number}({arguments}) -> {self.gives}:", *body])

    def body(self, names: dict[str, str], depth: int) -> list[str]:
        """Statements that return in the end."""
        names, lines = dict(names), []
        for _ in range(self.chance.randrange(3)):
            if self.chance.random() < 0.4:
                type_ = self.chance.choice(("str", "int", "list[str]", "bool", "str | None"))
                self.fresh += 1
                lines.append(f"name_{self.fresh} = {self.expression(type_, names, 2)}")
                names[f"name_{self.fresh}"] = type_
            elif depth > 0:
                lines += self.branches(names, depth)
        return [f"    {line}" for line in [*lines, self.returned(names)]]

    def branches(self, names: dict[str, str], depth: int) -> list[str]:
        lines = [f"if {self.expression('bool', names, 2)}:", *self.body(names, depth - 1)]
        if self.chance.random() < 0.3:
            lines += [f"elif {self.expression('bool', names, 1)}:", *self.body(names, depth - 1)]
        if self.chance.random() < 0.1:
            lines += ["else:", *self.body(names, depth - 1)]
        return lines

    def returned(self, names: dict[str, str]) -> str:
        if self.is_rule and self.chance.random() < 0.8:
            said = self.simple(self.chance.choice(("str", "int")), names)
            return 'return ""' if self.chance.random() < 0.6 else f'return f"no {{{said}}}"'
        return f"return {self.expression(self.gives, names, 3)}"

    def simple(self, type_: str, names: dict[str, str]) -> str:
        """A name, or else a literal."""
        known = [name for name, of in names.items() if of == type_]
        return self.chance.choice(known if known and self.chance.random() < 0.8 else LITERALS[type_])

    def expression(self, type_: str, names: dict[str, str], depth: int) -> str:
        """Something of the type."""
        if depth < 1 or self.chance.random() < 0.2:
            return self.simple(type_, names)
        one, other = self.chance.sample(NAMES, 2)
        template = self.chance.choice(TEMPLATES[type_]).replace("#", one).replace("@", other)

        def filled(place: re.Match[str]) -> str:
            inside = {**names, **dict(each.split(":") for each in place[3].split())}
            if not place[2]:
                return self.expression(place[1], inside, depth - 1)
            # A text of 3.11 has no quotes within its quotes.
            return next(name for name in self.chance.sample(sorted(inside), len(inside)) if inside[name] == place[1])

        return PLACE.sub(filled, template)


def module(count: int) -> str:
    """A module with so many programs; those that are accepted are in its ACCEPTED."""
    return "\n\n".join([HEAD, *(Program(number).text for number in range(count))]) + "\n"
