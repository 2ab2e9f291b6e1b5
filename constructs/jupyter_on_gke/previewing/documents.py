"""Texts that are documents of their own: YAML or JSON, as a release's values are."""

import json

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


def is_document(text: Json) -> bool:
    """Whether a text may be a document."""
    return isinstance(text, str) and (text.startswith("{") or "\n" in text or ": " in text)


def document(text: Json) -> Json:
    """What a text says; None where it says no map."""
    if not is_document(text):
        return None
    try:
        found = json.loads(text) if text.startswith("{") else read_yaml(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
