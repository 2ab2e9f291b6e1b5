"""Fixtures: one synthesized stack for all tests, and what says whether Terraform can be had."""

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.control_plane import prepare_cluster
from tests.support.expectations import REFRESH
from tests.support.installed import Installed, install
from tests.support.needs import lack, path_without_terraform
from tests.support.once import Run, once
from tests.support.synth import Json, copy_project, read, synthesize
from tests.support.terraform import Workspace

PROBE = """{
  "terraform": {"required_providers": {"random": {"source": "random", "version": "3.7.2"},
                                       "google": {"source": "google", "version": "6.50.0"}}},
  "resource": {"google_project_service": {"probe": {"project": "probe-project", "service": "x.googleapis.com"}}}
}"""

CHART_FOLDER = "JUPYTERHUB_CHART"
HOW_TO_GET_TERRAFORM = "Terraform is not here: install Terraform 1.11 or newer to run this test."
HOW_TO_GET_PROVIDERS = (
    "Terraform's providers cannot be had: this test needs a network, or a mirror by TF_CLI_CONFIG_FILE."
)
HOW_TO_GET_STAND_INS = (
    "Terraform's providers are the real ones, which call Google Cloud: this test needs stand-ins "
    "for them, by TF_CLI_CONFIG_FILE."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write expectations anew instead of comparing")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores: hubs, browsers and terraform are waited for."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what runs programs of those who install the package."""
    for item in items:
        if "installed" in getattr(item, "fixturenames", ()):
            item.add_marker("synth")


def pytest_collection_finish() -> None:
    """From here on there is garbage. What has been collected stays: it need not be looked through again and again."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Nor need it be looked through when Python ends."""
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    # Nine thousand tests are collected, and nothing of them is garbage: to look for some takes half of that time.
    gc.disable()
    # Where it is not found, jsonschema does without: it compiles grammars for two seconds, for a format of nobody's.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # as Python has it for what is not there
    # A `make` that a test starts is nobody's child: with the flags of `make --jobs` it warns of a server of jobs.
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        os.environ.pop(name, None)
    if config.getoption("--refresh"):
        os.environ[REFRESH] = "1"


@pytest.fixture(scope="session", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    Run.folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return Run.folder


@pytest.fixture(scope="session")
def stack(shared: Path) -> Path:
    """The folder of the synthesized stack. Not to be written to."""
    return Path(once(shared, "stack", lambda folder: str(synthesize(copy_project(folder)))))


@pytest.fixture(scope="session")
def other_path(shared: Path) -> str:
    """A PATH without Terraform."""
    return once(shared, "without_terraform", path_without_terraform)


@pytest.fixture(autouse=True)
def without_terraform(request: pytest.FixtureRequest, other_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that does not say that it needs Terraform finds none, as on a machine that has none."""
    if not any(request.node.get_closest_marker(name) for name in ("terraform", "cli", "hub")):
        monkeypatch.setenv("PATH", other_path)


@pytest.fixture(scope="session")
def installed(shared: Path) -> Installed:
    """An environment in which the project is installed, as users do it."""
    environment = once(shared, "installed", lambda folder: str(install(folder).folder))
    return Installed(folder=Path(environment))


@pytest.fixture(scope="session")
def synthesized(stack: Path) -> Json:
    """The synthesized JSON."""
    return read(stack)


def probe(folder: Path) -> str:
    """What stands in the way of Terraform here: "" if nothing does."""
    if not shutil.which("terraform"):
        return HOW_TO_GET_TERRAFORM
    folder.mkdir()
    (folder / "probe.tf.json").write_text(PROBE, encoding="utf-8")
    workspace = Workspace(folder=folder)
    if workspace.run("init", "-input=false").code:
        return HOW_TO_GET_PROVIDERS
    return HOW_TO_GET_STAND_INS if workspace.apply().code else ""


@pytest.fixture(scope="session")
def terraform(shared: Path) -> str:
    """For tests that only validate: skips them where Terraform or its providers cannot be had."""
    missing = once(shared, "probe", probe)
    if missing in (HOW_TO_GET_TERRAFORM, HOW_TO_GET_PROVIDERS):
        lack("terraform", missing)
    return missing


@pytest.fixture(scope="session")
def stand_ins(terraform: str) -> None:
    """For tests that apply: skips them where that would call Google Cloud."""
    if terraform:
        lack("terraform", terraform)


@pytest.fixture(scope="session")
def api_server(shared: Path) -> None:
    """A Kubernetes API server that knows Google's kinds, and an empty namespace on it."""
    if "KUBECONFIG" not in os.environ or not shutil.which("kubectl"):
        lack(
            "cluster",
            "there is no Kubernetes API server: set KUBECONFIG, and have kubectl, to run this test.",
        )
    once(shared, "cluster", prepare_cluster)


@pytest.fixture(scope="session")
def helm() -> str:
    """The helm command."""
    found = shutil.which("helm")
    return found or lack("cluster", "helm is not here: install helm 3 to run this test.")


@pytest.fixture(scope="session")
def jupyterhub_chart() -> Path:
    """The folder of JupyterHub's chart."""
    if not os.environ.get(CHART_FOLDER):
        lack("chart", f"the JupyterHub chart is not here: set {CHART_FOLDER} to its folder (chart 4.4.0).")
    return Path(os.environ[CHART_FOLDER])
