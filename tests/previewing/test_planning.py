"""preview and upgrade-check have Terraform make the plan, given a folder; what cannot be read is said."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from jupyter_on_gke.previewing import command as previewing
from jupyter_on_gke.previewing.changes import NO_PLAN
from jupyter_on_gke.upgrading import command as upgrading
from tests.support import providers
from tests.support.synth import ROOT
from tests.support.terraform import SAFE, Workspace

BOTH = pytest.mark.parametrize("command", [previewing.command, upgrading.command], ids=["preview", "upgrade-check"])
VARIABLES = ROOT / "tests" / "cases" / "variants" / "existing-no_iap-no_bucket.tfvars"


def said(command: click.Command, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(command, arguments, env=environment)


@pytest.mark.terraform
@pytest.mark.usefixtures("stand_ins")
def test_a_folder_and_files(stack: Path, tmp_path: Path) -> None:
    workspace = Workspace.create(stack, tmp_path, VARIABLES)
    fast = {**SAFE, "TF_REATTACH_PROVIDERS": providers.running(workspace.folder.glob("*.tf*"), SAFE)}
    before = said(previewing.command, "--dir", str(workspace.folder), str(VARIABLES), **fast)
    assert before.exit_code == 2
    assert f"Terraform was not initialized there: run terraform -chdir={workspace.folder} init first." in before.output

    workspace.init()
    there = sorted(workspace.folder.rglob("*"))
    found = said(previewing.command, "--dir", str(workspace.folder), "--no-lock", str(VARIABLES), **fast)
    assert found.exit_code == 0, found.output
    assert "1 namespace: ai-on-gke" in found.output
    checked = said(upgrading.command, "--dir", str(workspace.folder), str(VARIABLES), **fast)
    assert checked.exit_code == 0, checked.output
    assert "is made:\n" in checked.output
    assert sorted(workspace.folder.rglob("*")) == there, "a plan has secrets in it, and stays nowhere"

    wrong = tmp_path / "wrong.tfvars"
    wrong.write_text('cluster_location = "nowhere"\n', encoding="utf-8")
    refused = said(previewing.command, "--dir", str(workspace.folder), str(VARIABLES), str(wrong), **fast)
    assert refused.exit_code == 2
    assert 'cluster_location is "nowhere": write a region' in refused.output, "Terraform's own words"


@BOTH
def test_what_cannot_be_read(command: click.Command, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text("[", encoding="utf-8")
    assert said(command).exit_code == 2
    for arguments in ([str(file)], [str(tmp_path / "none")], [str(tmp_path)]):
        answer = said(command, *arguments)
        assert answer.exit_code == 2
        assert arguments[0] in answer.output
    assert said(command, str(file), str(file)).exit_code == 2
    for text in ("[]", "{}", '{"resource_changes": 1}'):
        file.write_text(text, encoding="utf-8")
        assert said(command, str(file)).exit_code == 2


@BOTH
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04\xff", b"{}\n{}\n", b"region = 1\n"], ids=["", "zip", "lines", "no"]
)
def test_a_file_that_is_no_json(command: click.Command, content: bytes, tmp_path: Path) -> None:
    """The plan itself, Terraform's lines of JSON, and others: not in Python's words."""
    file = tmp_path / "plan"
    file.write_bytes(content)
    answer = said(command, str(file))
    assert (answer.exit_code, answer.output) == (2, f"{file}: {NO_PLAN}\n")


@BOTH
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plan_that_windows_wrote(command: click.Command, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text('{"resource_changes": []}', encoding=encoding)
    assert said(command, str(file)).exit_code == 0


@BOTH
def test_folders_that_are_none(command: click.Command, tmp_path: Path) -> None:
    none = said(command, "--dir", str(tmp_path / "none"), str(VARIABLES))
    assert none.exit_code == 2
    assert "there is no such folder" in none.output
    missing = said(command, "--dir", str(tmp_path), str(tmp_path / "none.tfvars"))
    assert missing.exit_code == 2
    assert "none.tfvars is no file" in missing.output
    tool = said(command, "--dir", str(tmp_path), str(VARIABLES), TERRAFORM_BINARY_NAME="no-such-terraform")
    assert tool.exit_code == 2
    assert "no-such-terraform is not on the path" in tool.output


@BOTH
@pytest.mark.parametrize(("options", "lock"), [([], "true"), (["--no-lock"], "false")])
def test_what_terraform_is_told(command: click.Command, options: list[str], lock: str, tmp_path: Path) -> None:
    """A program in Terraform's place notes what it is told."""
    tool, notes = tmp_path / "terraform-that-notes", tmp_path / "notes"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {notes}\necho \'{{"resource_changes": []}}\'\n', encoding="utf-8")
    tool.chmod(0o755)
    answer = said(command, "--dir", str(tmp_path), *options, str(VARIABLES), TERRAFORM_BINARY_NAME=str(tool))
    assert answer.exit_code == 0, answer.output
    plan, show = notes.read_text(encoding="utf-8").splitlines()
    assert plan.startswith("plan -input=false ")
    assert plan.endswith(f" -lock={lock} -var-file={VARIABLES}")
    assert show.startswith("show -json ")
    assert not Path(show.split()[-1]).exists()


def test_a_pipe() -> None:
    answer = CliRunner().invoke(previewing.command, ["-", "--json"], input='{"resource_changes": []}')
    assert answer.exit_code == 0
    assert json.loads(answer.output)["made"] == []
    assert (
        "The plan changes nothing."
        in CliRunner().invoke(previewing.command, ["-"], input='{"resource_changes": []}').output
    )
