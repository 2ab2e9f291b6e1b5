"""Backends of cdktf, given to the stack as to any other: HttpBackend(hub, ...) and the like."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cdktf import (
    CloudBackend,
    GcsBackend,
    HttpBackend,
    LocalBackend,
    NamedCloudWorkspace,
    NamedRemoteWorkspace,
    RemoteBackend,
    S3Backend,
)

from constructs import Construct
from jupyter_on_gke import App, JupyterOnGke, State
from tests.support.serving import serving
from tests.support.synth import ROOT, Json, read
from tests.support.terraform import Workspace

VARIABLES = ROOT / "tests" / "cases" / "variants" / "existing-no_iap-no_bucket.tfvars"
Backend = Callable[[Construct], Any]
BACKENDS: list[tuple[str, Backend, Json]] = [
    (
        "http",
        lambda hub: HttpBackend(hub, address="https://states.example.com/jupyter"),
        {"backend": {"http": {"address": "https://states.example.com/jupyter"}}},
    ),
    (
        "s3",
        lambda hub: S3Backend(hub, bucket="our-states", key="jupyter", region="eu-west-1"),
        {"backend": {"s3": {"bucket": "our-states", "key": "jupyter", "region": "eu-west-1"}}},
    ),
    (
        "cloud",
        lambda hub: CloudBackend(hub, organization="our-team", workspaces=NamedCloudWorkspace("jupyter")),
        {"cloud": {"organization": "our-team", "workspaces": {"name": "jupyter"}}},
    ),
    (
        "remote",
        lambda hub: RemoteBackend(hub, organization="our-team", workspaces=NamedRemoteWorkspace("jupyter")),
        {"backend": {"remote": {"organization": "our-team", "workspaces": {"name": "jupyter"}}}},
    ),
    (
        "gcs",
        lambda hub: GcsBackend(hub, bucket="our-states", prefix="hubs/research", encryption_key="key"),
        {"backend": {"gcs": {"bucket": "our-states", "prefix": "hubs/research", "encryption_key": "key"}}},
    ),
    (
        "local",
        lambda hub: LocalBackend(hub, path="/var/lib/states/jupyter.tfstate"),
        {"backend": {"local": {"path": "/var/lib/states/jupyter.tfstate"}}},
    ),
    (
        "http, in a construct of the stack",
        lambda hub: HttpBackend(Construct(hub, "elsewhere"), address="https://states.example.com/jupyter"),
        {"backend": {"http": {"address": "https://states.example.com/jupyter"}}},
    ),
]


def with_backend(backend: Backend, folder: Path, state: State | None = None) -> Path:
    """The folder of a stack that was given this backend."""
    app = App(outdir=str(folder / "cdktf.out"))
    backend(JupyterOnGke(app, "jupyter", state=state) if state else JupyterOnGke(app, "jupyter"))
    app.synth()
    return folder / "cdktf.out" / "stacks" / "jupyter"


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
@pytest.mark.parametrize(("backend", "block"), [pytest.param(*rest, id=name) for name, *rest in BACKENDS])
def test_a_backend_of_cdktf(backend: Backend, block: Json, tmp_path: Path) -> None:
    folder = with_backend(backend, tmp_path)
    synthesized = read(folder)["terraform"]
    assert {key: value for key, value in synthesized.items() if key != "required_providers"} == block
    workspace = Workspace(folder=folder)
    workspace.must("init", "-input=false", "-backend=false")
    workspace.must("validate")


@pytest.mark.synth
def test_a_backend_and_a_bucket_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="jupyter has a backend of its own and the state bucket our-states"):
        with_backend(BACKENDS[0][1], tmp_path, State(bucket="our-states"))


class States(BaseHTTPRequestHandler):
    """Keeps states by path, and their locks, as Terraform's http backend wants it."""

    kept: ClassVar[dict[str, bytes]] = {}
    locks: ClassVar[list[str]] = []

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, code: int, body: bytes = b"") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        state = self.kept.get(self.path, b"")
        self.answer(200 if state else 204, state)

    def do_POST(self) -> None:
        self.kept[self.path.partition("?")[0]] = self.body()
        self.answer(200)

    def do_LOCK(self) -> None:
        self.locks.append(json.loads(self.body())["Operation"])
        self.answer(200)

    def do_UNLOCK(self) -> None:
        self.body()
        self.answer(200)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def states() -> Iterator[str]:
    """The address of a server for states."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), States)) as server:
        yield f"http://127.0.0.1:{server.server_port}/jupyter"


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_a_state_behind_http(tmp_path: Path) -> None:
    with states() as address:
        folder = with_backend(
            lambda hub: HttpBackend(hub, address=address, lock_address=address, unlock_address=address), tmp_path
        )
        workspace = Workspace(folder=folder, var_files=[VARIABLES])
        workspace.init()
        applied = workspace.apply()
        assert applied.code == 0, applied.output
        state = json.loads(States.kept["/jupyter"])
        assert "helm_release" in {each["type"] for each in state["resources"]}
        assert States.locks == ["OperationTypeApply"]
        assert workspace.plan("-detailed-exitcode").code == 0
        assert workspace.destroy().code == 0
        assert json.loads(States.kept["/jupyter"])["resources"] == []
    assert list(tmp_path.rglob("*.tfstate")) == [folder / ".terraform" / "terraform.tfstate"]
