"""Charts rendered by helm: our own with what a case gives it, and JupyterHub's."""

import json
import subprocess
from functools import cache
from pathlib import Path

from jupyter_on_gke.iap.iap import CHART
from tests.support.cases import case_files, expected
from tests.support.control_plane import NAMESPACE
from tests.support.documents import read_yaml, read_yamls
from tests.support.synth import Json

# GKE's current default; helm would ask the cluster, which `helm template` does not.
KUBERNETES_VERSION = "1.34.0"


def render(helm: str, chart: Path, values: Json) -> str:
    where = ["--namespace", NAMESPACE, "--kube-version", KUBERNETES_VERSION]
    done = subprocess.run(
        [helm, "template", "jupyterhub", str(chart), *where, "--values", "-"],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def objects(rendered: str) -> list[Json]:
    """The objects of a rendered chart."""
    return [each for each in read_yamls(rendered) if each]


def iap_release(file: Path) -> Json:
    return expected(file)["values"].get("helm_release.iap[0]", {})


@cache
def iap_cases() -> tuple[Path, ...]:
    """The cases whose expectation says what was given to our own chart."""
    return tuple(file for file in case_files() if "values" in iap_release(file))


def iap_values(file: Path) -> Json:
    """What a case gives to our own chart."""
    return read_yaml(iap_release(file)["values"][0])


def render_iap(helm: str, file: Path) -> str:
    """Our own chart, as a case has it."""
    return render(helm, CHART, iap_values(file))
