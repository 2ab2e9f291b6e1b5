"""What is refused of any list of objects: another form, attributes that are not there or not known, other types."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_on_gke.plan_time import (
    PlanTime,
    as_bool,
    as_json,
    as_number,
    as_text,
    as_text_map,
    as_texts,
    at,
    attribute,
    distinct,
    elements,
    is_list,
    is_map,
    is_whole,
    keys_of,
    listed,
    lower,
    plan_time,
)
from jupyter_on_gke.variables.likeness import nearest

WHOLE_NUMBER = "whole number"
IN_WORDS = {
    "string": "a text",
    "number": "a number",
    WHOLE_NUMBER: "a whole number",
    "bool": "true or false",
    "list(string)": "a list of texts",
    "map(string)": "a map of texts",
}


@dataclass(frozen=True, kw_only=True)
class Attributes:
    """What is known of a variable's objects: a local, which validations may read as it follows from no variable."""

    types: dict[str, str]
    """In Terraform's words, or a whole number, which it has no word for."""
    meant: dict[str, str]
    """What people write, in small letters -> the attribute that they mean."""


@plan_time
def shown_as(written: object, index: int) -> str:
    """How a message calls an object."""
    name = as_text(at(written, "name"))
    return name if name is not None else f"number {index + 1}"


def is_list_of_objects(variable: str, required: Sequence[str]) -> PlanTime[[object], str]:
    """Refuses what is no list of objects."""
    example = ", ".join(f'{name} = "..."' for name in required)

    @plan_time
    def list_of_objects(value: object) -> str:
        if is_list(value) and all(is_map(each) for each in elements(value)):
            return ""
        return f"{variable} is no list of objects: write [{{{example}}}], or [] for none."

    return list_of_objects


def has_required(variable: str, element: str, cls: type, required: Sequence[str]) -> PlanTime[[object], str]:
    """Refuses objects without the attributes that everybody writes."""
    no, both = " or no ".join(required), " and ".join(required)

    @plan_time
    def required_attributes(value: object) -> str:
        missing = [
            shown_as(written, index)
            for index, written in enumerate(listed(value))
            if is_map(written) and not is_whole(cls, written)
        ]
        if len(missing) > 0:
            return f"{variable}: {', '.join(missing)} has no {no}: write {both} of each {element}."
        return ""

    return required_attributes


@plan_time
def unknown(written: object, attributes: Attributes) -> list[str]:
    """The names of attributes that no such object has."""
    return sorted(set(keys_of(written)) - attributes.types.keys())


@plan_time
def advice(name: str, attributes: Attributes) -> str:
    """What to write instead of an attribute."""
    instead = attributes.meant.get(lower(name), nearest(name, sorted(attributes.types)))
    return f"leave {name} out" if instead == "" else f"write {instead} instead of {name}"


def has_known_alone(variable: str, element: str) -> PlanTime[[object, Attributes], str]:
    """Refuses attributes that no such object has, with what was meant."""

    @plan_time
    def known_attributes(value: object, attributes: Attributes) -> str:
        wrong = [
            f"{shown_as(written, index)} has {', '.join(names)}"
            for index, written in enumerate(listed(value))
            for names in [unknown(written, attributes)]
            if len(names) > 0
        ]
        if len(wrong) > 0:
            names = distinct([name for written in listed(value) for name in unknown(written, attributes)])
            instead = [advice(name, attributes) for name in names]
            return f"{variable}: {'; '.join(wrong)}, which no {element} has: {', '.join(instead)}."
        return ""

    return known_attributes


@plan_time
def is_of(type_: str, value: object) -> bool:
    """Whether a value is of a type, as which null is taken, too."""
    if value is None:
        return True
    if type_ in ("list(string)", "map(string)"):
        return as_texts(value) is not None if type_ == "list(string)" else as_text_map(value) is not None
    if type_ in ("number", WHOLE_NUMBER):
        number = as_number(value)
        return number is not None and (type_ == "number" or math.floor(number) == number)
    return as_bool(value) is not None if type_ == "bool" else as_text(value) is not None


@plan_time
def mistyped(written: object, attributes: Attributes) -> list[str]:
    """The names of attributes whose values are of other types."""
    return [
        name
        for name in keys_of(written)
        if name in attributes.types
        and not all(is_of(attributes.types.get(name, ""), value) for value in [attribute(written, name)])
    ]


def has_types(variable: str) -> PlanTime[[object, Attributes], str]:
    """Refuses attributes of other types."""

    @plan_time
    def types_of_attributes(value: object, attributes: Attributes) -> str:
        wrong = [
            f"{shown_as(written, index)} has {name} = {as_json(attribute(written, name))}"
            for index, written in enumerate(listed(value))
            for name in mistyped(written, attributes)
        ]
        if len(wrong) > 0:
            names = distinct([name for written in listed(value) for name in mistyped(written, attributes)])
            instead = [f"{IN_WORDS.get(attributes.types.get(name, ''), '')} as {name}" for name in names]
            return f"{variable}: {', '.join(wrong)}: write {', '.join(instead)}."
        return ""

    return types_of_attributes


def has_one_name(variable: str, name: str, also: str) -> PlanTime[[object], str]:
    """Refuses an attribute that is written under both of its names, with different values."""

    @plan_time
    def one_name(value: object) -> str:
        wrong = [
            shown_as(written, index)
            for index, written in enumerate(listed(value))
            if attribute(written, name) is not None
            and attribute(written, also) is not None
            and as_json(attribute(written, name)) != as_json(attribute(written, also))
        ]
        if len(wrong) > 0:
            return f"{variable}: {', '.join(wrong)} has {name} and {also}, two names of one thing: write {name} alone."
        return ""

    return one_name
