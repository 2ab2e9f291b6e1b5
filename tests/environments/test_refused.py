"""What is refused before anything is synthesized or asked of a state, each in one sentence."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.state_settings import environment_refused
from tests.environments.projects import add_environment, project_in, run
from tests.support.buckets import Buckets
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tools.environment import Environment, refused, unsaved_refused, variables_refused

GOOD = {
    f"{name}.{kind}": text
    for name in ("dev", "prod")
    for kind, text in (("tfvars", ""), ("gcs.tfbackend", f'bucket = "our-states"\nprefix = "jupyter/{name}"\n'))
}
REFUSED = read_yaml((CASES / "environments.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in REFUSED])
def test_refused(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in {**GOOD, **case.get("files", {})}.items():
        file = tmp_path / "environments" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_text(text, encoding="utf-8")
    environment = Environment(name=case["env"], project=tmp_path)
    shell = case.get("shell", {})
    sentence = (
        refused(environment, shell)
        or variables_refused(environment, shell, frozenset({"client_secret"}))
        or unsaved_refused(environment)
    )
    assert sentence == case["refused"]
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("shell", "sentence"),
    [
        ({}, ""),
        ({"STATE_BUCKET": "our-states", "STATE_PREFIX": "hubs/research"}, ""),
        ({"STATE_DIRECTORY": "/var/lib/runner", "XDG_STATE_HOME": "/home/me", "STATE_isPost": "true"}, ""),
        ({"STATE_BUKET": "our-states"}, "STATE_BUKET is set, which nothing reads: write STATE_BUCKET, or unset it."),
        ({"STATE_BACKEND": "gcs"}, "STATE_BACKEND is set, which nothing reads: write STATE_BUCKET, or unset it."),
        ({"state_prefix": "x"}, "state_prefix is set, which nothing reads: write STATE_PREFIX, or unset it."),
        (
            {"STATE_BUCKET": ""},
            "STATE_BUCKET is set and empty: write the bucket's name, or unset it for a state beside cdktf.out.",
        ),
        ({"STATE_BUCKET": "gs://our-states"}, "STATE_BUCKET is gs://our-states: write its name alone, our-states."),
        (
            {"STATE_BUCKET": "our-states/hubs"},
            "STATE_BUCKET is our-states/hubs: write its name alone, our-states, and the folder hubs as the prefix.",
        ),
        (
            {"STATE_PREFIX": "hubs"},
            "The state's prefix is hubs, and there is no bucket: set STATE_BUCKET too, or leave out the prefix.",
        ),
    ],
)
def test_a_state_that_is_not_where_it_seems(shell: dict[str, str], sentence: str) -> None:
    assert environment_refused(shell) == sentence


@pytest.mark.synth
def test_a_synth_says_the_sentence_alone(tmp_path: Path) -> None:
    done = run(project_in(tmp_path), ".venv/bin/python", "main.py", STATE_BUKET="our-states")
    assert done.code == 1
    assert done.output == "STATE_BUKET is set, which nothing reads: write STATE_BUCKET, or unset it.\n"


@pytest.mark.synth
@pytest.mark.parametrize(
    ("arguments", "shell", "sentence"),
    [
        pytest.param([], {}, "ENV is missing: write it behind the command, ENV=dev (there are dev).", id="nowhere"),
        pytest.param(
            [], {"ENV": "dev"}, "ENV is missing: write it behind the command, ENV=dev (there are dev).", id="exported"
        ),
        pytest.param(
            ["ENV=dev"],
            {"TERRAFORM_BINARY_NAME": "terrafrom"},
            "terrafrom is not on the path: install Terraform 1.11 or newer, or set TERRAFORM_BINARY_NAME=tofu.",
            id="no terraform",
        ),
        pytest.param(
            ["ENV=dev"],
            {"TF_VAR_gcs_bucket": "x"},
            "TF_VAR_gcs_bucket is set: write gcs_bucket into environments/dev.tfvars, and unset it.",
            id="a variable in the shell",
            marks=pytest.mark.terraform,
        ),
    ],
)
def test_make_says_the_sentence(arguments: list[str], shell: dict[str, str], sentence: str, tmp_path: Path) -> None:
    project = project_in(tmp_path)
    with Buckets() as nowhere:
        add_environment(project, "dev", "", nowhere)
    done = run(project, "make", "--no-print-directory", "plan", *arguments, **shell)
    assert done.output.splitlines()[0] == sentence
    assert done.code == 2
    assert len(done.output.splitlines()) == 2, "the other line is make's own"
