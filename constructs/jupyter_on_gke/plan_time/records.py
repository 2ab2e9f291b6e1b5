"""Objects of a dataclass from documents that people wrote: as Terraform's own types of objects make them."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any, TypeVar

from jupyter_on_gke.plan_time import documents
from jupyter_on_gke.plan_time.term import AND, WHOLE, Term, literal, pairs
from jupyter_on_gke.plan_time.types import BOOL, INT, Type, hints, read

T = TypeVar("T")

TERRAFORM = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "bool",
    "list[str]": "list(string)",
    "dict[str, str]": "map(string)",
}
"""A type of Python -> Terraform's."""
PYTHON = {
    "string": documents.as_text,
    "number": documents.as_number,
    "bool": documents.as_bool,
    "list(string)": documents.as_texts,
    "map(string)": documents.as_text_map,
}
# Each fails for null, as for what cannot be converted. coalesce would take an empty string for null.
CONVERSIONS = {
    "string": 'join("", [{0}])',
    "number": f'tonumber(regex("{documents.SIGNS}", {{0}}))',
    "bool": "coalesce(tobool({0}))",
    "list(string)": 'tolist([for entry in (can(keys({0})) ? null : {0}) : join("", [entry])])',
    "map(string)": 'tomap({{for key, entry in (can(keys({0})) ? {0} : null) : key => join("", [entry])}})',
}
ALSO = "also"
"""The other name of a field, in its metadata."""
NULLS = {"string": "tostring(null)", "number": "tonumber(null)", "bool": "tobool(null)"}


def required(cls: type) -> list[str]:
    """Attributes without a default, which are texts that everybody writes."""
    return [each.name for each in dataclasses.fields(cls) if default(each) is dataclasses.MISSING]


@functools.cache
def terraform_types(cls: type) -> dict[str, str]:
    """Attribute -> its type in Terraform's words."""
    types = {name: str(read(hint).sure()) for name, hint in hints(cls).items()}
    for name, type_ in types.items():
        if type_ not in TERRAFORM:
            raise TypeError(
                f"{name} of {cls.__name__} is {type_}, which is not read: write one of {', '.join(TERRAFORM)}"
            )
    return {name: TERRAFORM[type_] for name, type_ in types.items()}


@functools.cache
def whole_numbers(cls: type) -> frozenset[str]:
    """The attributes that are whole numbers, which Terraform has no type for."""
    return frozenset(name for name, hint in hints(cls).items() if read(hint).sure() == INT)


def named(default: Any, *, also: str) -> Any:
    """A field with this default, whose value a document may have under another name, too."""
    return dataclasses.field(default=default, metadata={ALSO: also})


def names(field: dataclasses.Field[Any]) -> list[str]:
    """What a document may call a field, the better name first."""
    return [field.name, *([field.metadata[ALSO]] if ALSO in field.metadata else [])]


def default(field: dataclasses.Field[Any]) -> Any:
    """What a field is where nothing is given; MISSING where something must be."""
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def parsed(cls: type[T], document: object) -> T:
    """An object of the document; what it does not have, or not of its type, is as by default, and "" without one."""
    types = terraform_types(cls)  # type: ignore[arg-type]  # a class can be a key
    values: dict[str, Any] = {}
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        found = [PYTHON[types[field.name]](documents.at(document, name)) for name in names(field)]
        written = [value for value in found if value is not None]
        values[field.name] = written[0] if written else _or_empty(default(field))
    return cls(**values)


def is_whole(cls: type, document: object) -> bool:
    """Whether the document has what every object of the class must have."""
    return all(documents.as_text(documents.at(document, name)) is not None for name in required(cls))


def parsed_term(cls: type, document: Term) -> Term:
    """`parsed` in Terraform."""
    types, entries = terraform_types(cls), {}
    for field in dataclasses.fields(cls):
        conversion = CONVERSIONS[types[field.name]]
        found = ", ".join(conversion.format(f"{document.at(WHOLE)}.{name}") for name in names(field))
        otherwise = default(field)
        written = NULLS[types[field.name]] if otherwise is None else literal(_or_empty(otherwise)).text
        entries[field.name] = Term(f"try({found}, {written})", read(hints(cls)[field.name]))
    return Term(pairs(entries), Type("object", cls=cls), may_fail=document.may_fail)


def is_whole_term(cls: type, document: Term) -> Term:
    """`is_whole` in Terraform."""
    conditions = [f"can({CONVERSIONS['string'].format(f'{document.at(WHOLE)}.{name}')})" for name in required(cls)]
    return Term(" && ".join(conditions) or "true", BOOL, AND if len(conditions) > 1 else WHOLE, document.may_fail)


def _or_empty(value: Any) -> Any:
    return "" if value is dataclasses.MISSING else value
