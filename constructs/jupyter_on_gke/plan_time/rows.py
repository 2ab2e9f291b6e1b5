"""Which row of the table is for arguments of these types, and the term that it makes of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from jupyter_on_gke.expressions import quoted
from jupyter_on_gke.plan_time import patterns
from jupyter_on_gke.plan_time.table import Row
from jupyter_on_gke.plan_time.term import Term
from jupyter_on_gke.plan_time.types import ANY, BOOL, FLOAT, INT, NOTHING, STR, Type, joined, no_document

NAMED = {"str": STR, "bool": BOOL, "int": INT, "float": FLOAT, "None": NOTHING, "object": ANY}
LITERALS = ("literal", "finding", "pattern", "grouped", "path", "replacement")
PLACES = r"(\[[0-9]\])*"
KEY = rf"[.][a-zA-Z][-_a-zA-Z0-9]*{PLACES}"
PATH = rf"{PLACES}({KEY})*"


QUOTIENT = dataclasses.replace(FLOAT, computed=True)
HIDDEN = "an argument that may fail, which this would hide: give it a name first"
OF_A_QUOTIENT = "a quotient, of which Python has fewer digits"


class UnlikeError(Exception):
    """Why an argument is not taken."""


def chosen(rows: Sequence[Row], terms: Sequence[Term]) -> Term | None:
    """The term of the first row that takes arguments like these; None where none does."""
    for row in rows:
        bound: dict[str, Type] = {}
        if len(row.takes) == len(terms) and all(
            fits(spec, term.type, bound)
            and (spec not in LITERALS or term.written is not None)
            and (spec != "positive" or term.is_positive)
            and (spec != "tens" or re.fullmatch("10+", term.text))
            for spec, term in zip(row.takes, terms, strict=True)
        ):
            return applied(row, terms, bound)
    return None


def applied(row: Row, terms: Sequence[Term], bound: dict[str, Type]) -> Term:
    """What the row makes of the arguments."""
    texts = [
        _written(spec, term.written or "") if spec in LITERALS else term.at(row.inner)
        for spec, term in zip(row.takes, terms, strict=True)
    ]
    may_fail = any(term.may_fail for term in terms)
    if may_fail and re.search(r"\b(try|can)\(", row.terraform):
        raise UnlikeError(HIDDEN)
    gives = given(row.gives, bound)
    if gives == FLOAT and any(term.type.is_quotient for term in terms):
        gives = QUOTIENT
    is_positive = row.python is max and any(term.is_positive for term in terms)
    return Term(row.terraform.format(*texts), gives, row.level, may_fail or row.fails, is_positive=is_positive)


def _written(spec: str, text: str) -> str:
    if spec == "literal":
        if not text or (len(text) > 1 and text.startswith("/") and text.endswith("/")):
            raise UnlikeError(f"{text!r}, which Terraform takes for something else: write another text")
        return quoted(text)
    if spec == "path":
        path = text if text.startswith("[") else f".{text}"
        if not re.fullmatch(PATH, path):
            raise UnlikeError(f"{text!r}, which is no path of keys: write one like storage.type")
        return path
    if spec == "replacement":
        # To Terraform, a dollar sign begins the name of a group.
        return quoted(text.replace("$", "$$"))
    return _pattern(spec, text)


def _pattern(spec: str, text: str) -> str:
    try:
        pattern = patterns.compiled(text)
        if spec == "finding" and pattern.search(""):
            raise UnlikeError(f"{text!r}, which finds nothing between letters, too: write + for *")
        if spec == "grouped" and not pattern.groups:
            raise UnlikeError(f"{text!r}, which has no group: write ( )")
        if spec == "grouped" and patterns.repeats_a_group(text):
            raise UnlikeError(f"{text!r}, which repeats a group: write one around all that is repeated, with (?: )")
    except ValueError as error:
        raise UnlikeError(f"a pattern: {error}") from error
    return quoted(f"/{text}/" if spec == "finding" else text)


def fits(spec: str, type_: Type, bound: dict[str, Type]) -> bool:
    """Whether a type is what the table's word says; binds T, and the one type of `plain` and `maybe`."""
    if spec in ("object", "data", "plain", "maybe"):
        _refuse_unlike(spec, type_)
    if spec in ("any", "object", "data"):
        return True
    if spec in ("T", "plain", "maybe"):
        both = joined(bound.get("T", type_), type_)
        if both:
            bound["T"] = both
        is_plain = type_.is_plain and not (spec == "plain" and type_.optional)
        return both is not None and (spec == "T" or is_plain)
    if type_.optional:
        return spec == "None" and type_.name == "None"
    if "[" in spec:
        name, of = spec[:-1].split("[", 1)
        return type_.name == name and (type_.of is None or fits(of, type_.of, bound))
    if spec in ("float", "decimal"):
        return type_.is_number and not (spec == "decimal" and type_.computed)
    return type_.name == ("str" if spec in LITERALS else "int" if spec in ("positive", "tens") else spec)


def _refuse_unlike(spec: str, type_: Type) -> None:
    """UnlikeError for what the two languages write or compare in their own ways."""
    if spec in ("plain", "maybe"):
        if type_.computed:
            raise UnlikeError(f"{OF_A_QUOTIENT}: compare with <, or multiply out")
    elif found := no_document(type_, objects=spec == "data"):
        if found.computed:
            raise UnlikeError(f"{OF_A_QUOTIENT}: write //, or divide later")
        if found.name == "set":
            raise UnlikeError("a set, which no document has: write sorted(...)")
        raise UnlikeError(f"{found}, which is no document: write one of its attributes")


def given(spec: str, bound: dict[str, Type]) -> Type:
    """The type that the table's word says."""
    if spec.endswith(" | None"):
        return dataclasses.replace(given(spec.removesuffix(" | None"), bound), optional=True)
    if "[" in spec:
        name, of = spec[:-1].split("[", 1)
        return Type(name, of=bound.get("T") if of == "T" else given(of, bound))
    if spec == "quotient":
        return QUOTIENT
    return bound.get("T", NOTHING) if spec == "T" else NAMED[spec]
