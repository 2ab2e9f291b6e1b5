"""The test that is shipped beside the stack, with a team's tfvars: it needs no Google Cloud."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.commands import documented
from tests.support.synth import ROOT
from tests.support.terraform import Workspace

pytestmark = [pytest.mark.terraform, pytest.mark.usefixtures("stand_ins")]

PAGE = ROOT / "docs" / "ci.md"
NOBODYS = ("example.com", "example.org")
"""Names of which a plan warns, and so a test fails."""
WARNED = "generation-a-names.tfvars"
"""Its people's servers are on the hub's host."""


def try_out(stack: Path, folder: Path, file: Path, tool: str = "terraform") -> str:
    """What the test says of the file."""
    workspace = replace(Workspace.create(stack, folder, file), tool=tool)
    written = Path(workspace.var_files[0]).read_text(encoding="utf-8")
    for name in NOBODYS:
        written = written.replace(name, "our-company.dev")
    mine = folder / "mine.tfvars"
    mine.write_text(written, encoding="utf-8")
    workspace = replace(workspace, var_files=(mine,))
    workspace.init()
    (command,) = documented(PAGE, "without Google Cloud")
    if tool != "terraform":
        command = command.replace("terraform", tool, 1)
    return " ".join(workspace.shell(command).output.replace("│", " ").split())


@pytest.mark.parametrize("file", sorted((ROOT / "tfvars").glob("*.tfvars")), ids=lambda file: file.stem)
def test_what_is_shipped(file: Path, stack: Path, tmp_path: Path) -> None:
    said = try_out(stack, tmp_path, file)
    assert ("Success! 2 passed, 0 failed." in said) == (file.name != WARNED), said
    assert ("People's servers are on the hub's host" in said) == (file.name == WARNED), said


def test_what_is_refused(stack: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.tfvars"
    text = (ROOT / "tfvars" / "new-autopilot.tfvars").read_text(encoding="utf-8")
    file.write_text(f'{text}\nhome_disk_type = "pd-fast"\n', encoding="utf-8")
    said = try_out(stack, tmp_path, file)
    assert 'home_disk_type is "pd-fast"' in said
    assert "Failure! 0 passed, 1 failed, 1 skipped." in said
