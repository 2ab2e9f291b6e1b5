"""The Ingress and what belongs to it, as helm renders them: no way past IAP, HTTPS or the host."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from jupyter_on_gke.iap import CHART
from tests.support.cases import CASES, case_id, expected_values
from tests.support.ingress import CONFIG_OF_BACKEND, findings
from tests.support.synth import Json
from tests.test_charts import helm, iap_cases, iap_release, render

__all__ = ["helm"]
pytestmark = pytest.mark.cluster


def objects_of(helm: str, file: Path) -> list[Json]:
    """Our chart's objects, and the Service that JupyterHub's chart makes of the values."""
    rendered = render(helm, CHART, yaml.safe_load(iap_release(file)["values"][0]))
    annotations = expected_values(file)["proxy"]["service"]["annotations"]
    public = {"kind": "Service", "metadata": {"name": "proxy-public", "annotations": annotations}}
    return [public, *(each for each in yaml.safe_load_all(rendered) if each)]


@pytest.mark.parametrize("file", [pytest.param(file, id=case_id(file)) for file in iap_cases()])
def test_nothing_is_open(file: Path, helm: str) -> None:
    objects = objects_of(helm, file)
    assert [each["kind"] for each in objects].count("Ingress") == 1
    assert findings(objects) == []


def change(kind: str, edit: Callable[[Json], object]) -> Callable[[list[Json]], None]:
    """An edit of every object of the kind."""

    def apply(objects: list[Json]) -> None:
        for each in objects:
            if each["kind"] == kind:
                edit(each)

    return apply


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (change("Ingress", lambda it: it["spec"].update(defaultBackend={})), "the Ingress takes any host"),
        (change("Ingress", lambda it: it["spec"]["rules"][0].pop("host")), "the Ingress takes any host"),
        (change("ManagedCertificate", lambda it: it["spec"].update(domains=["x"])), "198.51.100.20.nip.io has no"),
        (change("FrontendConfig", lambda it: it["spec"].pop("sslPolicy")), "there is no TLS policy"),
        (change("FrontendConfig", lambda it: it["spec"].pop("redirectToHttps")), "HTTP is not redirected"),
        (change("BackendConfig", lambda it: it["spec"]["iap"].update(enabled=False)), "proxy-hub is not behind IAP"),
        (change("BackendConfig", lambda it: it["spec"].pop("customResponseHeaders")), "proxy-public has no HSTS"),
        (
            change(
                "Service", lambda it: it["metadata"]["annotations"].update({CONFIG_OF_BACKEND: '{"ports":{"80":"x"}}'})
            ),
            "proxy-public is not behind IAP",
        ),
    ],
)
def test_what_is_open_is_found(edit: Callable[[list[Json]], None], sentence: str, helm: str) -> None:
    objects = copy.deepcopy(objects_of(helm, CASES / "variants" / "standard_public-iap-new_bucket.tfvars"))
    edit(objects)
    assert any(found.startswith(sentence) for found in findings(objects))
