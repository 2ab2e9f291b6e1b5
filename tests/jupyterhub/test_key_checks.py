"""Keys of people's values that the chart does not have, as Python computes it."""

from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import key_checks as keys
from jupyter_on_gke.jupyterhub.chart_keys import CHART_KEYS
from jupyter_on_gke.jupyterhub.variables import CHART_VERSION
from jupyter_on_gke.variables.likeness import nearest


def said(values: dict[str, Any], *, chart: str = "jupyterhub", version: str = CHART_VERSION) -> str:
    unknown = keys.unknown_keys(keys.written_maps(values), CHART_KEYS)
    near = keys.near_keys(keys.key_likeness(unknown, CHART_KEYS))
    return keys.keys_are_the_charts(unknown, keys.key_advice(unknown, near, CHART_KEYS), chart, version)


@pytest.mark.parametrize(
    ("values", "instead"),
    [
        ({"hubb": {}}, "hubb, which the chart does not have: write hub instead of hubb."),
        ({"hub": {"db": {"pvcs": {}}}}, "hub.db.pvcs, which the chart does not have: write hub.db.pvc instead of "),
        ({"uid": 1}, "uid, which the chart does not have: write singleuser.uid instead of uid."),
        ({"auth": {}}, "auth, which the chart does not have: leave auth out."),
        # A dot in a key is none between keys.
        ({"hub.image": {"name": "a"}}, "hub.image, which the chart does not have: "),
    ],
)
def test_refused(values: dict[str, Any], instead: str) -> None:
    assert said(values).startswith(f"jupyterhub_values has {instead}")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"hub": None, "singleuser": "text", "custom": {"a": {"b": {"c": 1}}}, "global": {"x": 1}},
        {"hub": {"config": {"Mine": {"a": 1}}, "extraConfig": {"mine": "text"}, "image": {"name": "a", "tag": "b"}}},
        {path: dict.fromkeys(of) for path, of in CHART_KEYS.items() if path and "." not in path},
    ],
)
def test_accepted(values: dict[str, Any]) -> None:
    assert said(values) == ""


def test_of_another_chart_nothing_is_known() -> None:
    for other in ({"version": "4.4.1"}, {"chart": "./charts/jupyterhub"}, {"chart": "/charts/jupyterhub"}):
        assert said({"hubb": {}}, **other) == ""
    assert said({"hubb": {}}, chart="oci://registry.example.com/jupyterhub") != ""


@pytest.mark.parametrize(
    ("name", "found"), [("hubb", "hub"), ("Hub", "hub"), ("x", ""), ("hu", "hub"), ("proxi", "proxy")]
)
def test_nearest(name: str, found: str) -> None:
    assert nearest(name, ["hub", "proxy", "singleuser"]) == found
