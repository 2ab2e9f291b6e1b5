"""Texts that are documents of their own: YAML or JSON, as a release's values are."""

import json
from collections.abc import Iterable

import yaml

from jupyter_on_gke.previewing.changes import Json

# By libyaml where PyYAML has it, ten times as fast and the same data. Both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Json:
    """What a text of YAML says; JSON is YAML, too. ValueError where it says nothing."""
    try:
        return yaml.load(text, LOADER)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(f"it is neither YAML nor JSON: {' '.join(f'{error}'.split())}") from error


def _said(text: str) -> Json:
    """JSON by its own reader, which is faster. ValueError where it says nothing."""
    return json.loads(text) if text.startswith("{") else read_yaml(text)


def is_document(text: Json) -> bool:
    """Whether a text may be a document."""
    return isinstance(text, str) and (text.startswith("{") or "\n" in text or ": " in text)


def document(text: Json) -> Json:
    """What a text says; None where it says no map."""
    if not is_document(text):
        return None
    try:
        found = _said(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def mapping(text: Json) -> dict[str, Json] | None:
    """The map that a document of settings says, empty where it says nothing; None where it cannot be read."""
    if not isinstance(text, str):
        return None
    try:
        found = _said(text)
    except ValueError:
        return None
    return {} if found is None else found if isinstance(found, dict) else None


def merged(documents: Iterable[dict[str, Json]]) -> dict[str, Json]:
    """Documents as Helm merges them: maps into each other, and of all else the later one."""
    found: dict[str, Json] = {}
    for each in documents:
        found = _over(found, each)
    return found


def _over(one: Json, other: Json) -> Json:
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{name: _over(one.get(name), value) for name, value in other.items()}}
    return other


def part(of: Json, *path: str) -> dict[str, Json]:
    """The map at a path; an empty one where there is none."""
    for name in path:
        of = of.get(name) if isinstance(of, dict) else None
    return of if isinstance(of, dict) else {}
