"""Variables that are lists of objects: which attributes they have, what is refused of them, and what is filled in.

Terraform's own types of objects drop an attribute that they do not name without a word. So such a variable takes
any value, and its form is checked here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from functools import cache, cached_property
from typing import Any

from jupyter_on_gke.expressions import Later, constant, of_each_later, var
from jupyter_on_gke.plan_time import PlanTime, is_whole, listed, parsed, plan_time, records
from jupyter_on_gke.plan_time.types import hints
from jupyter_on_gke.variables import object_rules
from jupyter_on_gke.variables.object_rules import Attributes
from jupyter_on_gke.variables.variable import Validation, validation


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
    def required(self) -> list[str]:
        """Attributes that everybody writes."""
        return records.required(self.cls)

    @cached_property
    def attributes(self) -> dict[str, tuple[str, Any]]:
        """The other attributes -> Terraform type and default."""
        types = records.terraform_types(self.cls)
        return {
            each.name: (types[each.name], records.default(each))
            for each in fields(self.cls)
            if each.name not in self.required
        }

    @property
    def known(self) -> list[str]:
        """The names of all attributes."""
        return [*self.required, *self.attributes]

    @property
    def names(self) -> Later:
        """An expression: the names of all objects."""
        return of_each_later(self.filled("name"), "name")

    def filled(self, *names: str) -> Later:
        """An expression: the list with every attribute, or with these, of its type and with its default filled in.

        What is refused by `checks` takes the default, or is left out, so that it is refused once.
        """
        return self._filled(lambda: names)

    def _filled(self, names: Callable[[], tuple[str, ...]]) -> Later:
        value = var(self.variable)
        return Later(
            lambda: filled(self.cls, names()).terraform(value=value),
            lambda values: filled(self.cls, ())(value.computed(values)),
        )

    def each(self, holds: PlanTime[[Any], bool], message: str) -> Validation:
        """What must hold for each object; the message names those for which it does not."""
        variable, cls = self.variable, self.cls

        @plan_time
        def every_object(objects: list[cls]) -> str:  # type: ignore[valid-type]
            wrong = [one.name for one in objects if not holds(one)]  # type: ignore[attr-defined]
            if len(wrong) == 0:
                return ""
            return f"{variable}: {', '.join(wrong)} {message}."

        def used() -> tuple[str, ...]:
            (name,) = holds.takes
            return (*sorted({"name", *re.findall(r"\bone\.(\w+)", holds.terraform(**{name: "one"}))}),)

        return validation(every_object, objects=self._filled(used))

    def checks(self) -> tuple[Validation, ...]:
        """What holds for any list of these objects."""
        value, known = var(self.variable), constant(self.local, self.described())
        twice = [records.names(each) for each in fields(self.cls) if len(records.names(each)) > 1]
        return (
            validation(object_rules.is_list_of_objects(self.variable, self.required), value=value),
            validation(
                object_rules.has_required(self.variable, self.element, self.cls, self.required),
                value=value,
            ),
            validation(object_rules.has_known_alone(self.variable, self.element), value=value, attributes=known),
            validation(object_rules.has_types(self.variable), value=value, attributes=known),
            *(validation(object_rules.has_one_name(self.variable, *each), value=value) for each in twice),
        )

    @property
    def local(self) -> str:
        """The name of the local that says what is known of the objects."""
        return f"attributes_of_{self.variable}"

    def described(self) -> Attributes:
        """What is known of the objects."""
        whole = dict.fromkeys(records.whole_numbers(self.cls), object_rules.WHOLE_NUMBER)
        types = records.terraform_types(self.cls) | whole
        return Attributes(
            types={name: types[each.name] for each in fields(self.cls) for name in records.names(each)},
            meant=dict(self.meant),
        )


@cache
def filled(cls: type, names: tuple[str, ...]) -> PlanTime[[object], list[Any]]:
    """The function that fills in these attributes, or all."""
    wanted = some(cls, names) if names else cls

    @plan_time
    def filled_in(value: object) -> list[wanted]:  # type: ignore[valid-type]  # made of the class at hand
        return [parsed(wanted, written) for written in listed(value) if is_whole(cls, written)]

    return filled_in


def some(cls: type, names: tuple[str, ...]) -> type:
    """A class with some of the attributes, in the order of the names."""
    of = {each.name: each for each in fields(cls)}
    each = [
        (
            name,
            hints(cls)[name],
            field(default=of[name].default, default_factory=of[name].default_factory, metadata=of[name].metadata),
        )
        for name in names
    ]
    return make_dataclass(f"{cls.__name__}In", each, frozen=True, kw_only=True)
