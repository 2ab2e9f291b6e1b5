"""The synthesized file: a contract in every byte, and the same on every machine."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cdktf import TerraformVariable

from constructs import Construct
from jupyter_on_gke import App, JupyterOnGke
from jupyter_on_gke.expressions import settle
from jupyter_on_gke.migration import LEFT, MOVED
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


def test_no_path_of_the_machine(stack: Path) -> None:
    text = (stack / "cdk.tf.json").read_text(encoding="utf-8")
    for path in (str(stack.parents[2]), str(Path.home()), sys.prefix, str(Path(__file__).parents[1])):
        assert path not in text


def test_states_are_beside_the_output_by_default(synthesized: Json) -> None:
    file = "../../../terraform.jupyter.tfstate"
    assert synthesized["terraform"]["backend"] == {"local": {"path": file, "workspace_dir": f"{file}.d"}}


@pytest.mark.synth
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


@pytest.mark.synth
def test_two_elements_of_one_kind_and_name_are_an_error(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = JupyterOnGke(app, "jupyter")
    TerraformVariable(Construct(stack, "elsewhere"), "project_id", type="string")
    with pytest.raises(
        RuntimeError, match="jupyter/elsewhere/project_id has the address of jupyter/variables/project_id"
    ):
        app.synth()


@pytest.mark.synth
def test_two_locals_of_one_name_are_an_error(tmp_path: Path) -> None:
    stack = JupyterOnGke(App(outdir=str(tmp_path)), "jupyter")
    with pytest.raises(ValueError, match="jupyter has a local members already: give this one another name"):
        settle(Construct(stack, "elsewhere"), "members", "${var.members}")


def test_the_json_has_only_what_scanners_read(synthesized: Json) -> None:
    """checkov skips the file for a block without a label, trivy for a block that it does not know."""
    known = {"//", "check", "data", "locals", "output", "provider", "resource", "terraform", "variable"}
    assert synthesized.keys() <= known
    plain = [path for path, value in synthesized["terraform"].items() if not isinstance(value, dict)]
    assert plain == []


def test_files_beside_the_json(stack: Path) -> None:
    """They are part of the configuration, as much as the JSON."""
    assert (stack / "versions.tf").read_text(encoding="utf-8") == 'terraform {\n  required_version = ">= 1.11"\n}\n'
    lines = (stack / "migration.tf").read_text(encoding="utf-8").splitlines()
    assert (lines.count("moved {"), lines.count("removed {")) == (len(MOVED), len(LEFT))


def test_lists_keep_their_keys(synthesized: Json) -> None:
    """A dict in a list loses its keys between Python and JavaScript: no empty object may come of it."""

    # Meant to be empty: the cluster's ranges are GKE's to choose.
    meant = {"ip_allocation_policy"}
    empty = [path for path, value in walk(synthesized["resource"]) if value == {}]
    found = [path for path in empty if path.split(".")[-1] not in meant]
    assert found == []


def with_line_ends_of_windows(project: Path) -> None:
    for file in project.rglob("*"):
        if file.is_file():
            text = file.read_bytes().replace(b"\r\n", b"\n")
            file.write_bytes(text.replace(b"\n", b"\r\n"))


def with_what_desktops_leave(project: Path) -> None:
    for folder in [project, *(each for each in project.rglob("*") if each.is_dir())]:
        (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1\0")
        (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    for file in [*project.rglob("*.yaml"), *project.rglob("jupyterhub/hub/*.py")]:
        file.with_name(f"._{file.name}").write_bytes(b"\0\5\x16\7Mac OS X\xff")


def with_other_modes(project: Path) -> None:
    for file in project.rglob("*"):
        file.chmod(0o700)


@pytest.mark.synth
@pytest.mark.parametrize(
    ("change", "environment"),
    [
        pytest.param(with_line_ends_of_windows, {}, id="CRLF"),
        pytest.param(with_what_desktops_leave, {}, id=".DS_Store"),
        pytest.param(with_other_modes, {}, id="file modes"),
        pytest.param(
            lambda _: None,
            {"LC_ALL": "C", "LANG": "C", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"},
            id="locale and time zone",
        ),
    ],
)
def test_another_machine_synthesizes_the_same(
    change: Callable[[Path], None], environment: dict[str, str], stack: Path, tmp_path: Path
) -> None:
    """In a folder elsewhere, and deeper."""
    project = copy_project(tmp_path / "another" / "and-deeper")
    change(project)
    made = tree(synthesize(project, **environment))
    assert "cdk.tf.json" in made
    assert made == tree(stack)


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Path -> mode and content of every file."""
    return {
        file.relative_to(folder).as_posix(): (file.stat().st_mode, file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file()
    }
