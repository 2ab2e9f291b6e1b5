"""Variables that are lists of objects: which attributes they have, what is refused of them, and what is filled in.

Terraform's own types of objects drop an attribute that they do not name without a word. So such a variable takes
any value, and its form is checked here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cached_property
from typing import Any

from jupyter_on_gke.expressions import Expression, data
from jupyter_on_gke.plan_time import PlanTime, plan_time
from jupyter_on_gke.plan_time.types import hints, read
from jupyter_on_gke.variables.variable import Validation, validation

# Each fails for null, as for what cannot be converted. coalesce would take an empty string for null.
CONVERSIONS = {
    "string": 'join("", [{}])',
    "number": "coalesce(tonumber({}))",
    "bool": "coalesce(tobool({}))",
    "list(string)": "tolist([for entry in {} : tostring(entry)])",
    "map(string)": "tomap({{for key, entry in {} : key => tostring(entry)}})",
}
# In `for name, value in written`. Lists and maps are written as such.
WRONG = {
    "string": "!can(tostring(value))",
    "number": "!can(tonumber(value))",
    "bool": "!can(tobool(value))",
    "list(string)": "value != null && (can(keys(value)) || !can([for entry in value : tostring(entry)]))",
    "map(string)": "value != null && !can([for key in keys(value) : tostring(value[key])])",
}
IN_WORDS = {
    "string": "a text",
    "number": "a number",
    "bool": "true or false",
    "list(string)": "a list of texts",
    "map(string)": "a map of texts",
}
TERRAFORM = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "bool",
    "list[str]": "list(string)",
    "dict[str, str]": "map(string)",
}
"""A type of Python -> Terraform's."""
NULLS = {"string": "tostring(null)", "number": "tonumber(null)", "bool": "tobool(null)"}
# How much of two names has to be the same, so that one is taken for the other.
NEAR = 0.5


@dataclass(frozen=True, kw_only=True)
class Objects:
    """The attributes of a variable's objects, each of which expressions call `element`."""

    variable: str
    element: str
    cls: type
    """What an object is: a dataclass, whose attributes without default are texts that everybody writes."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """What people write, in small letters -> the attribute that they mean, which a remark in brackets may follow."""

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Attributes that everybody writes."""
        return tuple(each.name for each in fields(self.cls) if _default(each) is MISSING)

    @cached_property
    def attributes(self) -> dict[str, tuple[str, Any]]:
        """The other attributes -> Terraform type and default."""
        types = hints(self.cls)
        return {
            each.name: (TERRAFORM[str(read(types[each.name]).sure())], _default(each))
            for each in fields(self.cls)
            if each.name not in self.required
        }

    @property
    def known(self) -> list[str]:
        """The names of all attributes."""
        return [*self.required, *self.attributes]

    @property
    def _written(self) -> str:
        """The list as it was written; of what is no list, an empty one."""
        return f"try([for each in var.{self.variable} : each if !can(keys(var.{self.variable}))], [])"

    @property
    def _is_whole(self) -> str:
        """True where `written` has what it must."""
        return " && ".join(f"can({CONVERSIONS['string'].format(f'written.{name}')})" for name in self.required)

    @property
    def names(self) -> str:
        """An expression: the names of all objects."""
        return f"{self.filled('name')}[*].name"

    def filled(self, *names: str) -> Expression:
        """An expression: the list with every attribute, or with these, of its type and with its default filled in.

        What is refused by `checks` takes the default, or is left out, so that it is refused once.
        """
        wanted = {name: Expression(self._value(name)) for name in names or self.known}
        return Expression(f"[for written in {self._written} : {data(wanted)} if {self._is_whole}]")

    def _value(self, name: str) -> str:
        if name in self.required:
            return CONVERSIONS["string"].format(f"written.{name}")
        type_, default = self.attributes[name]
        filling = NULLS[type_] if default is None else data(default)
        return f"try({CONVERSIONS[type_].format(f'written.{name}')}, {filling})"

    def every(self, condition: str, message: str) -> Validation:
        """A condition on the element, for every one; the message names those that fail it."""
        used = sorted({"name", *re.findall(rf"\b{self.element}\.(\w+)", condition)})
        of_each = f"for {self.element} in {self.filled(*used)} :"
        return Validation(
            condition=f"alltrue([{of_each} {condition}])",
            message=f'{self.variable}: ${{join(", ", [{of_each} {self.element}.name if !({condition})])}} {message}.',
        )

    def each(self, holds: PlanTime[[Any], bool], message: str) -> Validation:
        """What must hold for each object; the message names those for which it does not."""
        variable, cls = self.variable, self.cls
        (name,) = holds.takes

        @plan_time
        def every_object(objects: list[cls]) -> str:  # type: ignore[valid-type]
            wrong = [one.name for one in objects if not holds(one)]  # type: ignore[attr-defined]
            if len(wrong) == 0:
                return ""
            return f"{variable}: {', '.join(wrong)} {message}."

        used = sorted({"name", *re.findall(r"\bone\.(\w+)", holds.terraform(**{name: "one"}))})
        return validation(every_object, objects=self.filled(*used))

    def checks(self) -> tuple[Validation, ...]:
        """What holds for any list of these objects."""
        return (self._is_list(), self._has_required(), self._has_known_alone(), self._has_types())

    def _is_list(self) -> Validation:
        example = ", ".join(f'{name} = \\"...\\"' for name in self.required)
        return Validation(
            condition=f"!can(keys(var.{self.variable})) && can([for each in var.{self.variable} : keys(each)])",
            message=f'{self.variable} is no list of objects: write ${{"[{{{example}}}]"}}, or [] for none.',
        )

    def _has_required(self) -> Validation:
        missing = f"can(keys(written)) && !({self._is_whole})"
        some = f"[for index, written in {self._written} : {shown()} if {missing}]"
        return Validation(
            condition=f"alltrue([for written in {self._written} : !({missing})])",
            message=f'{self.variable}: ${{join(", ", {some})}}'
            f" has no {' or no '.join(self.required)}: write {' and '.join(self.required)} of each {self.element}.",
        )

    def _has_known_alone(self) -> Validation:
        unknown = f"sort(setsubtract(try(keys(written), []), {json.dumps(self.known)}))"
        has = f'"${{{shown()}}} has ${{join(", ", {unknown})}}"'
        some = f"[for index, written in {self._written} : {has} if length({unknown}) > 0]"
        return Validation(
            condition=f"alltrue([for written in {self._written} : length({unknown}) == 0])",
            message=f'{self.variable}: ${{join("; ", {some})}}, which no {self.element} has: '
            f'${{join(", ", distinct(flatten([for written in {self._written} : [for name in {unknown} : '
            f"{self._advice()}]])))}}.",
        )

    def _advice(self) -> str:
        """An expression: what to write instead of the attribute `name`."""
        alike = f"length(setintersection({pairs_of_letters('lower(name)')}, {pairs_of_letters('known')}))"
        score = f"2 * {alike} / max(1, length(name) + length(known) - 2)"
        scores = f"{{for known in {json.dumps(self.known)} : known => {score}}}"
        nearest = (
            f"one([for scores in [{scores}] : try([for known, score in scores : known "
            f'if score >= {NEAR} && score == max(values(scores)...)][0], "")])'
        )
        return (
            f"one([for meant in [lookup({data(dict(self.meant))}, lower(name), {nearest})] : "
            'meant == "" ? "leave ${name} out" : "write ${meant} instead of ${name}"])'
        )

    def _has_types(self) -> Validation:
        by_type: dict[str, list[str]] = {"string": list(self.required)}
        for name, (type_, _) in self.attributes.items():
            by_type.setdefault(type_, []).append(name)
        wrong = " || ".join(
            f"(contains({json.dumps(names)}, name) ? {WRONG[type_]} : false)" for type_, names in by_type.items()
        )
        words = {name: IN_WORDS[type_] for type_, names in by_type.items() for name in names}
        some = f'[for name, value in written : "${{{shown()}}} has ${{name}} = ${{jsonencode(value)}}" if {wrong}]'
        cure = f'[for name, value in written : "${{{data(words)}[name]}} as ${{name}}" if {wrong}]'
        each = f"for index, written in {self._written} : try"
        return Validation(
            condition=f"alltrue(flatten([{each}([for name, value in written : !({wrong})], [])]))",
            message=f'{self.variable}: ${{join(", ", flatten([{each}({some}, [])]))}}: write '
            f'${{join(", ", distinct(flatten([{each}({cure}, [])])))}}.',
        )


def _default(field_: Field[Any]) -> Any:
    return field_.default if field_.default_factory is MISSING else field_.default_factory()


def shown() -> str:
    """An expression: how a message calls the object `written`."""
    return 'try(join("", [written.name]), "number ${index + 1}")'


def pairs_of_letters(name: str) -> str:
    """An expression: the pairs of neighbouring letters in a name."""
    return f"toset([for place in range(max(1, length({name}) - 1)) : substr({name}, place, 2)])"
