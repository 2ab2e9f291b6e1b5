"""Nested data, part by part."""

from collections.abc import Iterator

from tests.support.synth import Json


def walk(data: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Everything in the data, itself included, with its path: `.key` for each key, `[0]` for each place in a list."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, f"{path}.{key}")
    if isinstance(data, list):
        for place, value in enumerate(data):
            yield from walk(value, f"{path}[{place}]")
