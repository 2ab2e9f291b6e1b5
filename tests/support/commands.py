"""The commands that a page shows, run as they are written."""

import re
import sys
from pathlib import Path

from tests.support.synth import ROOT
from tests.support.terraform import Workspace


def documented(page: Path, heading: str) -> list[str]:
    """The terraform commands below a mark in the page, as a shell would read them."""
    text = page.read_text(encoding="utf-8").split(f"<!-- commands: {heading} -->")[1]
    block = text.split("```sh\n")[1].split("```")[0].replace("my.tfvars", '"$TFVARS"')
    return [line for line in block.splitlines() if line]


def run_documented(workspace: Workspace, page: Path, heading: str) -> None:
    """Runs the commands in a shell, without being asked; ours as an installation brings it."""
    ours = f"PYTHONPATH={ROOT / 'constructs'} {sys.executable} -m jupyter_on_gke.command"
    for line in documented(page, heading):
        command = re.sub(r"^terraform (apply|destroy)", r"terraform \1 -auto-approve -input=false", line)
        command = re.sub(r"^jupyter-on-gke", ours, command)
        done = workspace.shell(command)
        assert done.code == 0, f"{command}:\n{done.output}"
