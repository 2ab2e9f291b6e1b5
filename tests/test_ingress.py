"""The Ingress and what belongs to it, as helm renders them: no way past IAP, HTTPS or the host."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cases import CASES, by_id, expected_values
from tests.support.charts import iap_cases, objects, render_iap
from tests.support.ingress import CONFIG_OF_BACKEND, findings
from tests.support.synth import Json

pytestmark = pytest.mark.cluster


def objects_of(helm: str, file: Path) -> list[Json]:
    """Our chart's objects, and the Service that JupyterHub's chart makes of the values."""
    annotations = expected_values(file)["proxy"]["service"]["annotations"]
    public = {"kind": "Service", "metadata": {"name": "proxy-public", "annotations": annotations}}
    return [public, *objects(render_iap(helm, file))]


@pytest.mark.parametrize("file", by_id(iap_cases()))
def test_nothing_is_open(file: Path, helm: str) -> None:
    made = objects_of(helm, file)
    assert [each["kind"] for each in made].count("Ingress") == 1
    assert findings(made) == []


def change(kind: str, edit: Callable[[Json], object]) -> Callable[[list[Json]], None]:
    """An edit of every object of the kind."""

    def apply(made: list[Json]) -> None:
        for each in made:
            if each["kind"] == kind:
                edit(each)

    return apply


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (change("Ingress", lambda it: it["spec"].update(defaultBackend={})), "the Ingress takes any host"),
        (change("Ingress", lambda it: it["spec"]["rules"][0].pop("host")), "the Ingress takes any host"),
        (change("Ingress", lambda it: it["spec"]["rules"][1].update(host="*")), "the Ingress takes any host"),
        (
            change("Ingress", lambda it: it["spec"]["rules"][1].update(it["spec"]["rules"][0], host="x.example.com")),
            "198.51.100.20.nip.io and another host share a backend",
        ),
        (
            change("Ingress", lambda it: it["spec"]["rules"][1].update(host="*.servers.example.com")),
            "*.servers.example.com has no certificate",
        ),
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
    made = objects_of(helm, CASES / "variants" / "standard_public-iap-new_bucket.tfvars")
    edit(made)
    assert any(found.startswith(sentence) for found in findings(made))
