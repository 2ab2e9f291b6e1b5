"""Resources, data sources and checks in Terraform's own syntax. Which keys are blocks, the providers' schemas say."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.expression import expression
from tests.support.synth import Json

KINDS = {"resource": "resource_schemas", "data": "data_source_schemas"}
Schemas = Mapping[str, Mapping[str, Json]]
"""Kind, as providers name it -> type -> schema."""
NONE: Schemas = {kind: {} for kind in KINDS.values()}
# What Terraform itself reads as references, not as expressions.
REFERENCES = ("depends_on", "ignore_changes", "replace_triggered_by")


def written(synthesized: Json, schemas: Schemas) -> tuple[dict[str, list[str]], Json]:
    """Address -> lines of what is written in the other syntax, and what stays in JSON: types without a known schema."""
    found: dict[str, list[str]] = {}
    rest = {name: blocks for name, blocks in synthesized.items() if name not in (*KINDS, "check")}
    for kind, of in KINDS.items():
        for type_, named in synthesized.get(kind, {}).items():
            if type_ not in schemas[of]:
                rest.setdefault(kind, {})[type_] = named
                continue
            for name, bodies in named.items():
                for body in _each(bodies):
                    lines = block(f'{kind} "{type_}" "{name}"', _resource(body, schemas[of][type_]["block"]))
                    found.setdefault(f"{kind}.{type_}.{name}", []).extend(lines)
    for name, check in synthesized.get("check", {}).items():
        assert check.keys() <= {"assert", "//"}, f"check {name} has more than assertions"
        found[f"check.{name}"] = [*block(f'check "{name}"', conditions("assert", check["assert"]))]
    return found, rest


def _each(blocks: Json) -> list[Any]:
    """JSON has one block as it is, several in a list."""
    return blocks if isinstance(blocks, list) else [] if blocks is None else [blocks]


def block(head: str, lines: Iterator[str]) -> Iterator[str]:
    """A block with these lines in it."""
    yield f"{head} {{"
    yield from lines
    yield "}"


def _resource(body: Json, schema: Json) -> Iterator[str]:
    """What every resource may have, and what its type has."""
    for name in ("depends_on", "provider"):
        if name in body:
            yield f"{name} = {_references(body[name])}"
    for name in ("count", "for_each"):
        if name in body:
            yield f"{name} = {expression(body[name])}"
    for lifecycle in _each(body.get("lifecycle")):
        yield from block("lifecycle", _lifecycle(lifecycle))
    of_every = ("//", "depends_on", "provider", "count", "for_each", "lifecycle")
    assert not body.keys() & {"connection", "provisioner"}
    yield from _body({name: value for name, value in body.items() if name not in of_every}, schema)


def _body(body: Json, schema: Json) -> Iterator[str]:
    """What the schema says, at any depth."""
    blocks = schema.get("block_types", {})
    for name, value in body.items():
        if name == "dynamic":
            for label, dynamics in value.items():
                for dynamic in _each(dynamics):
                    yield from block(f'dynamic "{label}"', _dynamic(dynamic, blocks[label]["block"]))
        elif name in blocks:
            for each in _each(value):
                yield from block(name, _body(each, blocks[name]["block"]))
        else:
            yield f"{name} = {expression(value)}"


def _dynamic(dynamic: Json, schema: Json) -> Iterator[str]:
    assert dynamic.keys() == {"for_each", "content"}
    yield f"for_each = {expression(dynamic['for_each'])}"
    yield from block("content", _body(dynamic["content"], schema))


def _lifecycle(lifecycle: Json) -> Iterator[str]:
    for name, value in lifecycle.items():
        if name in ("precondition", "postcondition"):
            yield from conditions(name, value)
        else:
            yield f"{name} = {_references(value) if name in REFERENCES else expression(value)}"


def conditions(name: str, blocks: Json) -> Iterator[str]:
    """Blocks of a condition and its sentence: assertions, preconditions, validations."""
    for each in _each(blocks):
        yield from block(name, (f"{key} = {expression(text)}" for key, text in each.items() if key != "//"))


def _references(value: Json) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)
