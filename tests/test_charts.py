"""Charts rendered by helm, and their objects accepted by a Kubernetes API server."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from jupyter_on_gke.iap import CHART
from tests.support.cases import case_files, case_id, expected, expected_values
from tests.support.needs import lack
from tests.support.once import once
from tests.support.synth import Json

pytestmark = pytest.mark.cluster

NAMESPACE = "chart-tests"
GOOGLES_KINDS = Path(__file__).parent / "googles-kinds.yaml"
# GKE's current default; helm would ask the cluster, which `helm template` does not.
KUBERNETES_VERSION = "1.34.0"
CHART_FOLDER = "JUPYTERHUB_CHART"


@pytest.fixture(scope="session")
def helm() -> str:
    """The helm command."""
    found = shutil.which("helm")
    return found or lack("cluster", "helm is not here: install helm 3 to run this test.")


@pytest.fixture(scope="session")
def api_server(shared: Path) -> None:
    """A Kubernetes API server that knows Google's kinds, and an empty namespace on it."""
    if "KUBECONFIG" not in os.environ or not shutil.which("kubectl"):
        lack(
            "cluster",
            "there is no Kubernetes API server: set KUBECONFIG, and have kubectl, to run this test.",
        )
    once(shared, "cluster", prepare_cluster)


def prepare_cluster(_: Path) -> str:
    kubectl("apply", "--filename", str(GOOGLES_KINDS))
    kubectl("wait", "--for=condition=established", "--timeout=60s", "--filename", str(GOOGLES_KINDS))
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}}
    kubectl("apply", "--filename", "-", given=yaml.safe_dump(namespace))
    return "prepared"


def kubectl(*arguments: str, given: str = "") -> str:
    done = subprocess.run(["kubectl", *arguments], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def render(helm: str, chart: Path, values: Json) -> str:
    where = ["--namespace", NAMESPACE, "--kube-version", KUBERNETES_VERSION]
    done = subprocess.run(
        [helm, "template", "jupyterhub", str(chart), *where, "--values", "-"],
        input=yaml.safe_dump(values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def accept(rendered: str) -> list[str]:
    """Has the API server judge every object, without keeping it; returns kind/name of each."""
    # Server-side dry run with strict fields: a misspelt field is an error, not dropped.
    kubectl(
        *("apply", "--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts"),
        *("--namespace", NAMESPACE, "--filename", "-"),
        given=rendered,
    )
    objects = [each for each in yaml.safe_load_all(rendered) if each]
    return sorted(f"{each['kind']}/{each['metadata']['name']}" for each in objects)


def iap_cases() -> Iterator[Path]:
    """The cases whose expectation says what was given to our own chart."""
    for file in case_files():
        if "values" in iap_release(file):
            yield file


def iap_release(file: Path) -> Json:
    return expected(file)["values"].get("helm_release.iap[0]", {})


@pytest.mark.parametrize("file", [pytest.param(file, id=case_id(file)) for file in iap_cases()])
def test_our_chart_is_accepted(file: Path, helm: str, api_server: None) -> None:
    values = yaml.safe_load(iap_release(file)["values"][0])
    rendered = render(helm, CHART, values)
    assert accept(rendered) == sorted(
        [
            f"BackendConfig/{values['backendConfigName']}",
            f"FrontendConfig/{values['frontendConfigName']}",
            f"Ingress/{values['ingressName']}",
            f"ManagedCertificate/{values['certificateName']}",
            f"Role/{values['ingressName']}-reader",
            f"RoleBinding/{values['ingressName']}-reader",
            *([f"Service/{values['hub']['serviceName']}"] if values["hub"]["separate"] else []),
        ]
    )
    objects = {each["kind"]: each for each in yaml.safe_load_all(rendered) if each}
    iap = objects["BackendConfig"]["spec"]["iap"]
    assert iap["enabled"] is True
    assert iap.get("oauthclientCredentials", {}).get("secretName", "") == values["oauthSecretName"]
    assert objects["BackendConfig"]["spec"]["timeoutSec"] == 86400
    assert objects["FrontendConfig"]["spec"]["redirectToHttps"]["enabled"] is True
    rules = objects["Ingress"]["spec"]["rules"]
    assert [rule["host"] for rule in rules] == [values["host"]]
    paths = {path["path"]: path["backend"]["service"]["name"] for path in rules[0]["http"]["paths"]}
    hub = {"/hub": values["hub"]["serviceName"]} if values["hub"]["separate"] else {}
    assert paths == {"/": values["service"]["name"]} | hub
    assert objects["Role"]["rules"] == [
        {
            "apiGroups": ["networking.k8s.io"],
            "resources": ["ingresses"],
            "resourceNames": [values["ingressName"]],
            "verbs": ["get"],
        }
    ]
    assert "defaultBackend" not in objects["Ingress"]["spec"], "other hosts must not reach JupyterHub"
    assert objects["ManagedCertificate"]["spec"]["domains"] == [values["host"]]


@pytest.mark.parametrize("file", [pytest.param(file, id=case_id(file)) for file in case_files()])
def test_the_jupyterhub_chart_is_accepted(file: Path, helm: str, api_server: None) -> None:
    if not os.environ.get(CHART_FOLDER):
        lack("chart", f"the JupyterHub chart is not here: set {CHART_FOLDER} to its folder (chart 4.4.0).")
    values = expected_values(file)
    kinds = {each.split("/")[0] for each in accept(render(helm, Path(os.environ[CHART_FOLDER]), values))}
    assert {"Deployment", "Service", "NetworkPolicy", "Secret", "ConfigMap", "PersistentVolumeClaim"} <= kinds
    # Pods that Autopilot would bill or refuse.
    assert not kinds & {"DaemonSet", "StatefulSet"}
