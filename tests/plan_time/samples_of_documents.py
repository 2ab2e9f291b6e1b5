"""Plan-time functions that read what people wrote, and make documents."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_on_gke.plan_time import (
    as_bool,
    as_decoded,
    as_json,
    as_number,
    as_text,
    as_text_map,
    as_texts,
    at,
    attribute,
    captured,
    elements,
    entries,
    is_list,
    is_map,
    is_network,
    is_whole,
    keys_of,
    listed,
    parsed,
    plan_time,
    present,
    text_at,
    text_of,
    trimmed,
)
from jupyter_on_gke.plan_time.records import named


@plan_time
def read(document: object) -> list[object]:
    return [at(document, "storage.type"), at(document, "storage"), keys_of(document), elements(at(document, "list"))]


@plan_time
def parts_of_maps(document: object, maybe: str | None) -> list[dict[str, object]]:
    storage = entries(at(document, "storage"))
    return [entries(document), storage, present(storage), {"a": 1, **present({"text": maybe, "b": "c"})}]


@plan_time
def limits(limit: float | None) -> dict[str, object]:
    return {"a": "b", **present({"limit": limit})}


@plan_time
def converted(document: object, text: str, number: float, spot: bool) -> list[object]:
    return [
        as_text(document),
        as_text(at(document, "storage.type")),
        text_of(document),
        text_of(number),
        text_at(document, "storage.type"),
        text_at(document, "list[0]"),
        as_text(number),
        as_text(spot),
        as_number(text),
        as_number(document),
        as_number(at(document, "storage.type")),
    ]


@plan_time
def known(document: object) -> str:
    type_ = as_text(at(document, "storage.type"))
    return type_ if type_ is not None else "dynamic"


@plan_time
def as_written(document: object, texts: list[str], number: float) -> list[str]:
    return [as_json(document), as_json(texts), as_json({"b": number, "a": texts})]


@plan_time
def places(document: object) -> list[object]:
    return [at(document, "list[0]"), at(document, "list[1].a"), at(document, "storage[0][1]"), at(document, "[1].a")]


@plan_time
def decoded(document: object, text: str, number: int) -> list[str | None]:
    return [
        as_decoded(document),
        as_decoded(text),
        as_decoded("YQ=="),
        as_decoded({"a": 1400}),
        as_decoded(number),
        as_decoded("w6kK\nYWJj"),
        as_decoded("YQ="),
        as_decoded("/w=="),
    ]


@plan_time
def without_blanks(text: str) -> list[str]:
    return [trimmed(text), trimmed(f"\n{text}\t"), trimmed(f"  {text} {text}")]


@plan_time
def parts(text: str) -> list[str]:
    return [*captured("^([a-z]+)-([a-z0-9]+)?", text), *captured("(x)|(y)", text)]


@plan_time
def networks(text: str, octet: int, length: int) -> list[bool]:
    return [
        is_network(text),
        is_network(f"10.{octet}.0.0/{length}"),
        is_network(f"10.00{octet}.0.1/0{length}"),
        is_network(f"fd00::{octet}/{length}"),
        is_network(f"10.{octet}.0/{length}"),
        is_network("0.0.0.0/0"),
        is_network("10.0.0.0/255.0.0.0"),
        is_network("10.0.0.0"),
    ]


@plan_time
def document(text: str, number: int, spot: bool, texts: list[str], labels: dict[str, str]) -> dict[str, object]:
    """Values of several types, and keys that are there or not."""
    return {
        "name": text,
        "count": number,
        "nothing": None,
        **({"nested": {"texts": texts, "number": [1, text, {"a": True}]}} if spot else {}),
        **({"other": texts} if not spot else {"labels": labels}),
        "last": [{"a": 1}, *([{"b": text}] if spot else []), {"c": [text]}],
    }


@plan_time
def either_document(spot: bool, text: str, number: int) -> list[object]:
    return [{"a": text}] if spot else [number, text]


@plan_time
def of_types(document: object, text: str, number: float, spot: bool) -> list[object]:
    return [
        as_bool(document),
        as_bool(text),
        as_bool(spot),
        as_bool(at(document, "type")),
        as_texts(document),
        as_texts([text, number, spot]),
        as_texts({"a": text}),
        as_texts(at(document, "list")),
        as_text_map(document),
        as_text_map({"a": text, "b": number}),
        as_text_map(at(document, "storage")),
    ]


@plan_time
def kinds(document: object, text: str, texts: list[str]) -> list[object]:
    return [
        is_map(document),
        is_list(document),
        is_map({"a": text}),
        is_list(texts),
        is_list(text),
        not is_list(document),
        listed(document),
        listed(texts),
        listed({"a": text}),
        attribute(document, "type"),
        attribute(document, text),
        attribute({"a": text}, "a"),
    ]


@dataclass(frozen=True, kw_only=True)
class Written:
    """Something that people write."""

    name: str
    type: str
    count: int = named(2, also="amount")
    share: float | None = named(None, also="a")
    spot: bool = True
    list: list[str] = field(default_factory=lambda: ["a"])
    storage: dict[str, str] = field(default_factory=dict)


@plan_time
def parsed_documents(document: object, text: str, number: float, spot: bool) -> list[Written]:
    known = {"name": text, "type": number, "count": number, "share": text, "spot": spot, "storage": {"a": text}}
    return [
        parsed(Written, document),
        parsed(Written, known),
        parsed(Written, {"name": spot, "list": [text, number], "amount": 5, "a": number}),
    ]


@plan_time
def whole(document: object, text: str) -> list[bool]:
    return [
        is_whole(Written, document),
        is_whole(Written, {"name": text, "type": 1}),
        is_whole(Written, {"name": text, "type": None}) or not is_whole(Written, document),
    ]


@plan_time
def positive_divisors(count: int, share: int) -> list[float]:
    return [count / max(1, share), count // 3, share // max(share, 2)]


@plan_time
def counted(document: object, text: str) -> list[str]:
    """Whole numbers as people see them."""
    return [
        f"{parsed(Written, document).count} nodes",
        f"{parsed(Written, {'count': text}).count} nodes",
        f"{parsed(Written, {'amount': 8.0}).count} nodes",
    ]


@plan_time
def numbers_in_texts(text: str, texts: list[str]) -> list[object]:
    return [
        *[as_number(each) for each in texts],
        as_number(text),
        [as_number(f"{text}{sign}5") for sign in ("", ".", "e", "E+", "p", "-", "_", "e-")],
        [as_number(each) for each in ("Inf", "-Inf", "inf", "NaN", "0x1f", "1p3", "1_0", "+5", ".5", "5.", "00", "1e")],
        as_json({"a": 5e-05, "b": 1e25, "c": [0.1, 100.0]}),
        parsed(Written, {"count": "Inf", "share": "1p3"}).count,
    ]


@plan_time
def named_as_in_rows(documents: list[object]) -> list[object]:
    """Names that the table's own loops have, too."""
    return [
        [as_text_map(key) for key in documents],
        [as_texts(entry) for entry in documents],
        [listed(each) for each in documents],
        [elements(each) for each in documents],
        [is_list(each) for each in documents],
        [captured("^(a)?", found) for found in ["a", "b"]],
        [present({"a": k, "b": v}) for k in documents for v in documents],
    ]


@plan_time
def parsed_as_in_rows(documents: list[object]) -> list[list[Written]]:
    return [
        [parsed(Written, key) for key in documents],
        [parsed(Written, entry) for entry in documents],
    ]
