"""The chart's values of a deployment, as helm would merge them."""

from jupyter_on_gke.demo.merging import merge
from tests.support.documents import read_yaml
from tests.support.synth import Json


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
