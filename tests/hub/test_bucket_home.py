"""A home that is a bucket: a real server and its kernel on files whose mode nobody can change."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from pathlib import Path

import pytest

from jupyter_on_gke.demo.hub_process import START_SECONDS
from tests.support.cases import expected_values
from tests.support.server import make_server
from tests.support.settled import settled
from tests.support.synth import ROOT, Json

from .conftest import MakeHub
from .hubs import SINGLE_USER, Hub
from .notebooks import Notebooks

pytestmark = pytest.mark.terraform

ANN, BOB = "ann@corp.example", "bob@corp.example"
HERE = Path(__file__).parent
SEEN = """\
import os, pathlib, json
from IPython import get_ipython
runtime = pathlib.Path(os.environ["JUPYTER_RUNTIME_DIR"])
mode = lambda path: oct(path.stat().st_mode & 0o777)
print(json.dumps({
    "runtime": mode(runtime),
    "files": {each.name.split("-")[0]: mode(each) for each in runtime.glob("*.json")},
    "history": str(get_ipython().history_manager.hist_file),
    "home": os.path.expanduser("~"),
}))
"""


def environment(values: Json, storage: str) -> dict[str, str]:
    """What the notebook's container has for this choice of storage."""
    (notebook,) = make_server(values, ANN, profile="cpu", storage=storage).pod["spec"]["containers"]
    return {each["name"]: each["value"] for each in notebook["env"] if "value" in each}


@pytest.fixture(scope="module")
def for_buckets(synthesized: Json, terraform: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a home in a bucket adds to the environment, after the plan of a deployment with such homes."""
    values = expected_values(ROOT / "tests" / "cases" / "variants" / "existing-no_iap-no_bucket.tfvars")
    wanted = {"create_cluster": True, "user_buckets": [ANN], "gcs_bucket": "data"}
    plan = settled(synthesized, tmp_path_factory.mktemp("plan"), wanted)
    assert plan.refusals == []
    values["singleuser"]["profileList"] = plan.locals["profile_list"]
    values["singleuser"]["extraEnv"] = {"TEAM": "red"}
    disk, shared, bucket = (environment(values, storage) for storage in ("disk", "shared", "gcsfuse"))
    assert shared == disk, "the shared bucket is no home"
    assert bucket["TEAM"] == "red", "what the team sets stays"
    return {name: value for name, value in bucket.items() if name not in disk}


def start(make_hub: MakeHub, homes: Path, name: str, added: dict[str, str]) -> Hub:
    """A hub whose people have homes without chmod."""
    (homes / "tmp").mkdir()
    (homes / "bucket").mkdir()
    spawner = {
        "cmd": SINGLE_USER,
        # CI is root.
        "args": ["--ServerApp.allow_root=True"],
        "home_dir_template": str(homes / "bucket" / "{username}"),
        # On a busy machine, imports alone take longer than JupyterHub waits.
        "http_timeout": START_SECONDS,
        "environment": {
            "PYTHONPATH": str(HERE / "bucket_home"),
            "BUCKET": str(homes / "bucket"),
            # A pod has a /tmp of its own.
            **{key: value.replace("/tmp/", f"{homes}/tmp/") for key, value in added.items()},  # noqa: S108
        },
    }
    hub = {"authenticator_class": "dummy", "spawner_class": "simple"}
    return make_hub(name, {"JupyterHub": hub, "SimpleLocalProcessSpawner": spawner})


def test_a_kernel_starts(make_hub: MakeHub, for_buckets: dict[str, str], tmp_path: Path) -> None:
    server = Notebooks(start(make_hub, tmp_path, "bucket-home", for_buckets), ANN)
    seen = json.loads(asyncio.run(server.run(server.start_kernel(), SEEN)))
    assert seen["home"] == str(tmp_path / "bucket" / ANN)
    assert seen["runtime"] == "0o700", "kernels' keys are the person's alone"
    assert seen["files"] == {"kernel": "0o600", "jpserver": "0o600"}
    assert not seen["history"].startswith(seen["home"]), "a database in a bucket is uploaded whole with each cell"
    assert list((tmp_path / "bucket").rglob("*.sqlite*")) == []
    assert list((tmp_path / "bucket").rglob("kernel-*.json")) == []


def test_no_server_starts_without_that(make_hub: MakeHub, tmp_path: Path) -> None:
    """The stand-in for a bucket bites as the bucket does."""
    hub = start(make_hub, tmp_path, "bucket-home-bare", {})
    hub.api(f"/users/{BOB}", "POST")
    # Refused at once if the server ends while the request waits for it, accepted if it ends later.
    with contextlib.suppress(RuntimeError):
        hub.api(f"/users/{BOB}/server", "POST", {})
    end = time.monotonic() + START_SECONDS
    while "Permissions assignment failed for secure file" not in hub.log() and time.monotonic() < end:
        time.sleep(0.1)
    assert "Got '0o664' instead of '0o0600'" in hub.log()
