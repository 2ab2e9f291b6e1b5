"""The chart's values of a deployment, as helm would merge them."""

from typing import Any

from tests.support.documents import read_yaml
from tests.support.synth import Json


def merge(base: Any, over: Any) -> Any:
    """Maps key by key, everything else replaced: helm's rule."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {key: merge(base.get(key), over[key]) if key in over else base[key] for key in {**base, **over}}
    return over


def release_values(release: Json) -> Json:
    """The values that a planned or applied helm_release hands to the chart."""
    merged: Json = {}
    for document in release["values"]:
        merged = merge(merged, read_yaml(document) or {})
    for each in release.get("set_sensitive") or []:
        nested: Json = each["value"]
        for key in reversed(each["name"].split(".")):
            nested = {key: nested}
        merged = merge(merged, nested)
    return merged
