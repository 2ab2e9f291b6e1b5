"""Which deployment and which cluster are looked at, and what is said where none can be."""

import os
from pathlib import Path

import pytest

from jupyter_on_gke.looking.deployment import Deployment, Written, deployment
from jupyter_on_gke.looking.kubectl import kubectl
from jupyter_on_gke.looking.programs import CannotLookError, Done, run
from tests.support.stand_in_programs import Programs, outputs
from tests.support.synth import Json

NOT_INITIALIZED = """
Error: Backend initialization required, please run "terraform init"

Reason: Initial configuration of the requested backend "gcs"
"""
WITHOUT_PLUGIN = """\
E1128 08:00:00.000000 7 memcache.go:265] "Unhandled Error" err="executable gke-gcloud-auth-plugin not found"
Unable to connect to the server: getting credentials: exec: executable gke-gcloud-auth-plugin not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
"""
FORBIDDEN = (
    'Error from server (Forbidden): deployments.apps is forbidden: User "ann" cannot list resource "deployments"'
)
CREDENTIALS: str = outputs()["kubectl_credentials"]["value"]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = Programs(tmp_path)
    monkeypatch.setenv("PATH", programs.environment["PATH"])
    monkeypatch.delenv("TERRAFORM_BINARY_NAME", raising=False)
    monkeypatch.chdir(tmp_path)
    return programs


@pytest.mark.parametrize("said", ["get pods -o json", "get pods --watch", "logs", "logs hub\n--tail=1", "top"])
def test_an_answer_without_a_script_is_the_scripts(
    said: str, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.answer("kubectl", "get pods", "first\n")
    programs.answer("kubectl", "get pods", {"items": ["名前"]})
    programs.answer("kubectl", "get pods --watch", "no such thing", fails=True)
    programs.answer("kubectl", "logs", "", fails=True)
    started = run("kubectl", *said.split(" "))
    programs.answered_here(monkeypatch)
    assert run("kubectl", *said.split(" ")) == started
    asked = programs.asked("kubectl")
    assert asked == asked[: len(asked) // 2] * 2


def ours(**changes: str) -> Deployment:
    found = outputs(**changes)
    return Deployment(
        namespace=found["kubernetes_namespace"]["value"],
        host=found["domain"]["value"],
        servers_host=found["servers_domain"]["value"],
        address=found["jupyterhub_ip_address"]["value"],
        uri=found["jupyterhub_uri"]["value"],
        project="demo-project",
        cluster="ml",
        location="us-central1",
        credentials=found["kubectl_credentials"]["value"],
    )


def test_by_the_outputs_of_terraform(programs: Programs, tmp_path: Path) -> None:
    (tmp_path / "stack").mkdir()
    programs.answer("terraform", "output -json", outputs())
    assert deployment(Written(folder=tmp_path / "stack")) == ours()


def test_by_those_of_opentofu(programs: Programs, tmp_path: Path) -> None:
    (tmp_path / "cdktf.out/stacks/jupyter").mkdir(parents=True)
    programs.answer("tofu", "output -json", outputs())
    assert deployment(Written()) == ours()


def test_by_the_program_that_the_environment_names(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "tofu")
    programs.answer("terraform", "output -json", "made by another version", fails=True)
    programs.answer("tofu", "output -json", outputs())
    assert deployment(Written(folder=tmp_path)) == ours()


def test_what_is_written_is_heard_first(programs: Programs, tmp_path: Path) -> None:
    programs.answer("terraform", "output -json", outputs())
    written = Written(folder=tmp_path, namespace="theirs", host="hub.example.com", address="192.0.2.1")
    found = deployment(written)
    assert (found.namespace, found.host, found.address) == ("theirs", "hub.example.com", "192.0.2.1")
    assert found.cluster == "ml"


def test_a_namespace_is_enough() -> None:
    assert deployment(Written(namespace="theirs")) == Deployment(namespace="theirs")


def test_an_older_state_names_the_cluster(programs: Programs, tmp_path: Path) -> None:
    programs.answer("terraform", "output -json", outputs(kubectl_credentials=""))
    assert deployment(Written(folder=tmp_path)).credentials == (
        "gcloud container clusters get-credentials ml --location us-central1 --project demo-project"
    )


@pytest.mark.parametrize(
    ("written", "answer", "fails", "sentence"),
    [
        (Written(), {}, False, "cdktf.out/stacks/jupyter is not there: name the stack's folder with --dir"),
        (Written(folder=Path()), {}, False, "The outputs have no kubernetes_namespace: apply first"),
        (Written(folder=Path()), "Oh", False, "terraform output -json is no JSON: 'Oh'"),
        (Written(folder=Path()), "Error: no state\n", True, "terraform output in . says: Error: no state"),
        (Written(folder=Path()), NOT_INITIALIZED, True, "terraform output in . says: Error: Backend initialization re"),
        (Written(folder=Path()), {"kubernetes_namespace": "n"}, False, "The outputs have no kubernetes_namespace"),
        (Written(outputs=Path("bytes.json")), {}, False, "bytes.json is no JSON"),
        (Written(namespace="n", host="hub..example"), {}, False, "hub..example is no name of a host: write one as"),
        (Written(outputs=Path("none.json")), {}, False, "none.json cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_known(programs: Programs, written: Written, answer: Json, fails: bool, sentence: str) -> None:
    programs.answer("terraform", "output -json", answer, fails=fails)
    Path("bytes.json").write_bytes("{}".encode("utf-16"))
    with pytest.raises(CannotLookError) as error:
        deployment(written)
    assert str(error.value).startswith(sentence)


def test_kubectl_asks_the_cluster_of_the_outputs(programs: Programs) -> None:
    programs.cluster()
    assert kubectl(ours(), None).context == "gke_demo-project_us-central1_ml"
    assert "--context gke_demo-project_us-central1_ml --namespace ai-on-gke" in programs.asked("kubectl")[-1]


def test_a_context_that_is_said_is_used(programs: Programs) -> None:
    programs.cluster()
    assert kubectl(ours(), "mine").context == "mine"
    assert "--context mine" in programs.asked("kubectl")[-1]


def test_a_context_of_another_name_is_used(programs: Programs) -> None:
    """As Connect Gateway's, or one that somebody renamed."""
    programs.cluster()
    programs.answer("kubectl", "config get-contexts", "work\n")
    programs.answer("kubectl", "config current-context", "work\n")
    assert kubectl(ours(), None).context == ""
    assert "--context" not in programs.asked("kubectl")[-1]


def test_another_cluster_is_not_asked(programs: Programs) -> None:
    programs.cluster()
    programs.answer("kubectl", "config get-contexts", "gke_other_us-east1_ml\n")
    programs.answer("kubectl", "config current-context", "gke_other_us-east1_ml\n")
    with pytest.raises(CannotLookError) as error:
        kubectl(ours(), None)
    assert str(error.value) == f"kubectl reaches gke_other_us-east1_ml, which is another cluster: run {CREDENTIALS}"


def test_without_kubectl(programs: Programs) -> None:
    with pytest.raises(CannotLookError) as error:
        kubectl(ours(), None)
    assert str(error.value) == f"kubectl is not on the path: install it, and run {CREDENTIALS}"


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        (
            "error: You must be logged in to the server\n",
            f"kubectl gets no answer (error: You must be logged in to the server): run {CREDENTIALS}",
        ),
        (
            WITHOUT_PLUGIN,
            "kubectl needs gke-gcloud-auth-plugin, which is not on the path: run gcloud components install "
            "gke-gcloud-auth-plugin, or where apt brought gcloud, apt-get install "
            "google-cloud-cli-gke-gcloud-auth-plugin",
        ),
        (FORBIDDEN, f"kubectl is refused ({FORBIDDEN}): ask for a role that may read the namespace"),
    ],
)
def test_without_access(programs: Programs, says: str, sentence: str) -> None:
    programs.cluster()
    programs.answer("kubectl", "get deployments hub", says, fails=True)
    with pytest.raises(CannotLookError) as error:
        kubectl(ours(), None)
    assert str(error.value) == sentence


def program(folder: Path, content: bytes) -> None:
    file = folder / "bin" / "kubectl"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o755)


def test_a_program_for_another_machine(programs: Programs) -> None:
    program(programs.folder, b"\x7fELF of another architecture")
    with pytest.raises(
        CannotLookError, match=r"kubectl does not run \(Exec format error\): install it for this machine"
    ):
        kubectl(ours(), None)


def test_what_is_no_utf_8_is_read(programs: Programs) -> None:
    program(programs.folder, b"#!/bin/sh\nprintf 'a\\377b'; printf 'c\\377d' >&2\n")
    assert run("kubectl") == Done(code=0, out="a\ufffdb", error="c\ufffdd")


def test_nobody_is_asked_anything(programs: Programs) -> None:
    """As for a password, for which a command in CI would wait."""
    program(programs.folder, b"#!/bin/sh\nread answer || answer=nothing; echo $answer\n")
    reads, writes = os.pipe()
    os.write(writes, b"typed\n")
    os.close(writes)
    before = os.dup(0)
    os.dup2(reads, 0)
    try:
        assert run("kubectl").out == "nothing\n"
    finally:
        os.dup2(before, 0)
        os.close(before)
        os.close(reads)


def test_without_a_hub(programs: Programs) -> None:
    programs.cluster()
    programs.answer("kubectl", "get deployments component=hub", {"items": []})
    with pytest.raises(CannotLookError) as error:
        kubectl(ours(), None)
    assert str(error.value).startswith("There is no hub in the namespace ai-on-gke of the cluster that kubectl reaches")


@pytest.mark.parametrize(
    ("says", "fine"),
    [
        ('Error from server (BadRequest): container "hub" in pod "hub-1" is waiting to start: ContainerCreating', True),
        ("Error from server (BadRequest): pod hub-1 does not have a host assigned", True),
        ('Error from server (Forbidden): pods "hub-1" is forbidden: User cannot get resource "pods/log"', False),
    ],
)
def test_a_log_that_is_not_there_yet(programs: Programs, says: str, fine: bool) -> None:
    programs.cluster()
    programs.answer("kubectl", "logs deployment/hub", says, fails=True)
    found = kubectl(ours(), None)
    if fine:
        assert found.log("deployment/hub", "1h") == ""
    else:
        with pytest.raises(CannotLookError, match="Forbidden"):
            found.log("deployment/hub", "1h")


def test_a_log_is_read_whole(programs: Programs) -> None:
    """The first lines of a day may have the cause."""
    programs.cluster()
    programs.answer("kubectl", "logs deployment/hub", "[W 2026-11-28 08:00:00.000 JupyterHub a:1] b\n" * 6000)
    assert kubectl(ours(), None).log("deployment/hub", "24h").count("\n") == 6000
    asked = programs.asked("kubectl")[-1]
    assert "--since=24h" in asked
    assert not {"--tail", "--limit-bytes"} & {word.partition("=")[0] for word in asked.split()}
