"""The synthesized file: a contract in every byte, and the same on every machine."""

import re
import sys
from pathlib import Path

import pytest
from cdktf import TerraformVariable

from constructs import Construct
from jupyter_on_gke import App, JupyterOnGke
from tests.support.expectations import expect_text, pretty
from tests.support.synth import Json, copy_project, read, synthesize
from tests.support.walk import walk

SNAPSHOTS = Path(__file__).parent / "snapshots"


def addresses(synthesized: Json) -> list[str]:
    """Every address that a state or a configuration of somebody may hold."""
    managed = [f"{kind}.{name}" for kind, named in synthesized["resource"].items() for name in named]
    data = [f"data.{kind}.{name}" for kind, named in synthesized["data"].items() for name in named]
    rest = [
        f"{prefix}.{name}"
        for block, prefix in (("variable", "var"), ("locals", "local"), ("output", "output"))
        for name in synthesized[block]
    ]
    return sorted(managed) + sorted(data) + sorted(rest)


def test_whole_json(synthesized: Json) -> None:
    expect_text(pretty(synthesized), SNAPSHOTS / "cdk.tf.json")


def test_addresses_are_a_contract(synthesized: Json) -> None:
    expect_text("\n".join(addresses(synthesized)) + "\n", SNAPSHOTS / "addresses.txt")


def test_no_address_has_a_hash(synthesized: Json) -> None:
    hashed = [address for address in addresses(synthesized) if re.search(r"[0-9A-F]{8}", address)]
    assert hashed == []


def test_two_synths_in_different_folders_are_identical(tmp_path: Path) -> None:
    first = synthesize(copy_project(tmp_path / "one"))
    second = synthesize(copy_project(tmp_path / "another" / "and-deeper"))
    files = sorted(file.relative_to(first) for file in first.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(second) for file in second.rglob("*") if file.is_file())
    assert Path("cdk.tf.json") in files
    for file in files:
        assert (first / file).read_bytes() == (second / file).read_bytes(), file


def test_no_path_of_the_machine(stack: Path) -> None:
    text = (stack / "cdk.tf.json").read_text(encoding="utf-8")
    for path in (str(stack.parents[2]), str(Path.home()), sys.prefix, str(Path(__file__).parents[1])):
        assert path not in text


def test_states_are_beside_the_output_by_default(synthesized: Json) -> None:
    file = "../../../terraform.jupyter.tfstate"
    assert synthesized["terraform"]["backend"] == {"local": {"path": file, "workspace_dir": f"{file}.d"}}


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        pytest.param({"STATE_BUCKET": "our-state"}, {"bucket": "our-state", "prefix": "jupyter"}, id="bucket"),
        pytest.param(
            {"STATE_BUCKET": "our-state", "STATE_PREFIX": "hubs/research"},
            {"bucket": "our-state", "prefix": "hubs/research"},
            id="bucket and prefix",
        ),
    ],
)
def test_state_in_a_bucket_when_asked_for(environment: dict[str, str], backend: Json, tmp_path: Path) -> None:
    synthesized = read(synthesize(copy_project(tmp_path / "project"), **environment))
    assert synthesized["terraform"]["backend"] == {"gcs": backend}


def test_two_elements_of_one_kind_and_name_are_an_error(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = JupyterOnGke(app, "jupyter")
    TerraformVariable(Construct(stack, "elsewhere"), "project_id", type="string")
    with pytest.raises(
        RuntimeError, match="jupyter/elsewhere/project_id has the address of jupyter/variables/project_id"
    ):
        app.synth()


def test_lists_keep_their_keys(synthesized: Json) -> None:
    """A dict in a list loses its keys between Python and JavaScript: no empty object may come of it."""

    # Meant to be empty: the cluster's ranges are GKE's to choose.
    meant = {"ip_allocation_policy"}
    empty = [path for path, value in walk(synthesized["resource"]) if value == {}]
    found = [path for path in empty if path.split(".")[-1] not in meant]
    assert found == []
