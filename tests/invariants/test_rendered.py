"""What our chart makes of its values: rendered.yaml."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.iap.iap import CHART
from tests.support.charts import objects, render
from tests.support.documents import read_yaml
from tests.support.ingress import findings
from tests.support.promises import broken, promised
from tests.support.synth import Json

pytestmark = pytest.mark.cluster
RENDERED: dict[str, Any] = promised("rendered")
EACH = pytest.mark.parametrize("case", [pytest.param(each, id=each["case"]) for each in RENDERED["cases"]])


def written(synthesized: Json) -> Json:
    """What no deployment chooses, of what the stack gives to the chart."""
    given = synthesized["locals"]["values_of_iap_chart"]
    return {name: value for name, value in given.items() if isinstance(value, str) and "${" not in value}


def made(helm: str, synthesized: Json, case: Json) -> dict[str, Json]:
    """The objects by kind and name."""
    values = merge(merge(written(synthesized), RENDERED["values"]), case["values"])
    rendered = objects(render(helm, CHART, values))
    assert len({f"{each['kind']}/{each['metadata']['name']}" for each in rendered}) == len(rendered)
    return {f"{each['kind']}/{each['metadata']['name']}": each for each in rendered}


@EACH
def test_rendered(case: Json, helm: str, synthesized: Json) -> None:
    found = made(helm, synthesized, case)
    assert found.keys() == case["is"].keys()
    assert [line for name, promise in case["is"].items() for line in broken(found[name], promise, name)] == []


@EACH
def test_nothing_beside_it_is_let_in(case: Json, helm: str, synthesized: Json) -> None:
    """No default backend, no rule without a host, no backend without IAP."""
    found = made(helm, synthesized, case)
    spec = found["Ingress/the-ingress"]["spec"]
    assert spec.keys() <= {"rules", "tls"}
    annotations = {
        "cloud.google.com/neg": '{"ingress": true}',
        "cloud.google.com/backend-config": '{"default":"the-backend-config"}',
    }
    public = {"kind": "Service", "metadata": {"name": "servers-service", "annotations": annotations}}
    assert findings([public, *found.values()]) == []
    assert {yaml.safe_dump(each["metadata"]["labels"]) for each in found.values()} == {"team: research\n"}


def test_every_value_is_used() -> None:
    """A value that is set and does nothing is a promise that nobody keeps."""
    defaults = read_yaml((CHART / "values.yaml").read_text(encoding="utf-8"))
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(Path(CHART / "templates").glob("*.yaml")))
    paths = [f"{name}.{part}" for name, value in defaults.items() if isinstance(value, dict) for part in value]
    paths += [name for name, value in defaults.items() if not isinstance(value, dict) or not value]
    assert [path for path in paths if not re.search(rf"\.Values\.{re.escape(path)}\b", text)] == []


def test_the_stack_gives_every_value(synthesized: Json) -> None:
    """So that none of the chart's own defaults is in a cluster."""
    defaults = read_yaml((CHART / "values.yaml").read_text(encoding="utf-8"))
    given = synthesized["locals"]["values_of_iap_chart"]
    assert given.keys() == defaults.keys()
    for name, value in defaults.items():
        if isinstance(value, dict) and value:
            assert given[name].keys() == value.keys()
