"""What a plan-time function's annotations say, as far as Terraform has it."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import types
import typing
from collections.abc import Mapping, Sequence, Set
from typing import Any, Literal

SCALARS: dict[Any, str] = {str: "str", bool: "bool", int: "int", float: "float", type(None): "None"}
ANYTHING = "object"
HOLDERS: dict[Any, str] = {list: "list", tuple: "list", Sequence: "list"} | {
    set: "set",
    frozenset: "set",
    Set: "set",
    dict: "dict",
    Mapping: "dict",
}


@dataclasses.dataclass(frozen=True)
class Type:
    """A type of values: a scalar's or holder's name as above, or `object`: a dataclass, or anything without `cls`."""

    name: str
    of: Type | None = None
    """What a list, set or dict holds; None while nothing is known of it, as for an empty one."""
    cls: type | None = None
    optional: bool = False
    computed: bool = False
    """A quotient: Python has fewer digits of it than Terraform."""
    within: Type | None = None
    """Of `object`: what is in it that no document has."""

    def __str__(self) -> str:
        shown = self.cls.__name__ if self.cls else self.name
        if self.name in ("list", "set"):
            shown += f"[{self.of or '...'}]"
        if self.name == "dict":
            shown += f"[str, {self.of or '...'}]"
        says_none = self.name == "None" or self.is_anything
        return f"{shown} | None" if self.optional and not says_none else shown

    @property
    def is_number(self) -> bool:
        """Whether it is one of the two kinds of numbers."""
        return self.name in ("int", "float")

    @property
    def is_plain(self) -> bool:
        """Whether both languages tell equal values of it in the same way."""
        return self.name in SCALARS.values()

    def holds(self, other: Type) -> bool:
        """Whether what is of the other type can stand where this one is wanted: also an object with more attributes."""
        if self.is_anything:
            return no_document(other) is None and (self.optional or not other.optional)
        if self.of and other.of and self.name == other.name:
            return self.of.holds(other.of) and (self.optional or not other.optional)
        if self.cls and other.cls and issubclass(other.cls, self.cls):
            other = dataclasses.replace(other, cls=self.cls)
        both = joined(self, other)
        return both is not None and not both.is_anything and (self.optional or not both.optional)

    @property
    def is_anything(self) -> bool:
        """Whether nothing is known of it: what JSON can hold, as `object` is to Python."""
        return self.name == ANYTHING and self.cls is None

    @property
    def is_quotient(self) -> bool:
        """Whether it, or what it holds, is a quotient."""
        return self.computed or bool(self.of and self.of.is_quotient)

    def sure(self) -> Type:
        """The type without None."""
        return _optional(self, False)


STR, BOOL, INT, FLOAT, NONE = (Type(name) for name in ("str", "bool", "int", "float", "None"))
NOTHING = dataclasses.replace(NONE, optional=True)
ANY = Type(ANYTHING, optional=True)


def read(annotation: Any) -> Type:
    """The type of an annotation. TypeError where Terraform has none like it."""
    if annotation is type(None) or annotation is None:
        return NOTHING
    if annotation is object:
        return ANY
    if annotation in SCALARS:
        return Type(SCALARS[annotation])
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        hints(annotation)  # refuses what it has of its own
        return Type("object", cls=annotation)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Literal:
        return joined_all([read(type(value)) for value in arguments])
    if origin in (typing.Union, types.UnionType):
        return joined_all([read(argument) for argument in arguments])
    if origin in HOLDERS:
        return _holder(annotation, origin, arguments)
    raise _unlike(annotation)


ALLOWED = (
    "str, bool, int, float, None, object, a dataclass, or list, tuple[X, ...], frozenset[str] or dict[str, X] of these"
)


QUOTED = "write it without, and from __future__ import annotations above"


def _unlike(annotation: Any) -> TypeError:
    if isinstance(annotation, str):
        return TypeError(f"{annotation!r} is a type in quotes: {QUOTED}")
    return TypeError(f"{inspect.formatannotation(annotation)} is no type of plan-time functions: write {ALLOWED}")


def _holder(annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> Type:
    name = HOLDERS[origin]
    whole = {"dict": 2, "list": 2 if origin is tuple else 1, "set": 1}[name]
    if len(arguments) == whole:
        if name == "dict" and arguments[0] is str:
            return Type(name, of=read(arguments[1]))
        if (name == "set" and arguments[0] is str) or (name == "list" and arguments[1:] in ((), (...,))):
            return Type(name, of=read(arguments[0]))
    raise _unlike(annotation)


class UnlikeClassError(TypeError):
    """Why objects of a dataclass are not to Terraform what they are to Python: a sentence without its end."""


# What changes what is written to an object, or read of it.
OF_A_CLASS = ("__post_init__", "__new__", "__getattribute__")


@functools.cache
def attribute(type_: Type, name: str) -> Type | None:
    """The type of an attribute of an object; None if there is none."""
    known = hints(type_.cls) if type_.cls else {}
    return read(known[name]) if name in known else None


@functools.cache
def hints(cls: type) -> Mapping[str, Any]:
    """The annotations of a dataclass, of its fields alone. UnlikeClassError where it does more than to hold them.

    Also where an annotation is not known.
    """
    own = [name for name in OF_A_CLASS if getattr(cls, name, None) is not getattr(object, name, None)]
    # What a dataclass makes is in no file.
    made = getattr(cls.__init__, "__code__", None)  # type: ignore[misc]  # the class's, as it is
    if made is None or made.co_filename != "<string>":
        own.append("__init__")
    if own:
        raise UnlikeClassError(
            f"{cls.__name__} has its own {own[0]}, which Terraform does not run: write a plan-time function"
        )
    try:
        every = typing.get_type_hints(cls)
    except NameError as error:
        raise UnlikeClassError(
            f"{cls.__name__} has a type that is not known ({error}): import or define it above"
        ) from error
    return {field.name: every[field.name] for field in dataclasses.fields(cls)}


def joined(one: Type, other: Type) -> Type | None:
    """The type of what is either; None where they differ."""
    optional = one.optional or other.optional
    if "None" in (one.name, other.name):
        return _optional(other if one.name == "None" else one, optional)
    if one.is_number and other.is_number:
        either = {one.name, other.name}
        return Type("float" if "float" in either else "int", optional=optional, computed=one.computed or other.computed)
    if one.is_anything or other.is_anything:
        return _optional(_anything([one, other]), optional)
    if one.name != other.name or one.cls != other.cls:
        return None
    if one.of and other.of:
        return _optional(
            dataclasses.replace(one, of=joined(one.of, other.of) or _anything([one.of, other.of])), optional
        )
    return _optional(one if one.of or not other.of else dataclasses.replace(one, of=other.of), optional)


def _optional(type_: Type, optional: bool) -> Type:
    return type_ if type_.optional == optional else dataclasses.replace(type_, optional=optional)


def together(each: list[Type]) -> Type:
    """The type of what a list or map holds, which may be anything."""
    try:
        return joined_all(each)
    except TypeError:
        return _anything(each)


def _anything(each: list[Type]) -> Type:
    """The type of what may be any of these."""
    found = [no_document(type_, objects=True) for type_ in each] + [no_document(type_) for type_ in each]
    return dataclasses.replace(ANY, within=next((type_ for type_ in found if type_), None))


def no_document(type_: Type, *, objects: bool = False) -> Type | None:
    """What of a type is in no document: sets and quotients, and objects of a dataclass if these are not to be."""
    if type_.name == "set" or type_.computed or (type_.cls and not objects):
        return type_
    parts = [type_.of, type_.within, *(attribute(type_, name) for name in (hints(type_.cls) if type_.cls else ()))]
    return next((found for part in parts if part and (found := no_document(part, objects=objects))), None)


def joined_all(each: list[Type]) -> Type:
    """The type of what is any of them. TypeError where two differ."""
    result = each[0]
    for other in each[1:]:
        both = joined(result, other)
        if both is None:
            raise TypeError(f"{result} and {other} are not one type, as Terraform wants it")
        result = both
    return result
