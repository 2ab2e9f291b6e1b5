"""Where a plan comes from: a file, a pipe, or Terraform itself, which is run on a stack's folder."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jupyter_on_gke.looking.terraform import missing, terraform
from jupyter_on_gke.previewing.changes import NO_PLAN, Json

PIPE = "-"
INIT = "Terraform was not initialized there: run {tool} -chdir={folder} init first."
# The released provider's words, and those of Google's library.
WITHOUT_CREDENTIALS = ("No credentials loaded", "could not find default credentials")
WITHOUT = "Without credentials nobody knows what is there. What files alone say: jupyter-on-gke preview FILE.tfvars..."


def read_document(file: Path) -> Json:
    """What a file of JSON says, or what comes by a pipe. ValueError and OSError where it says nothing."""
    found = sys.stdin.buffer.read() if f"{file}" == PIPE else file.read_bytes()
    try:
        # Of bytes it reads the mark that Windows puts before a text, and that shell's UTF-16.
        return json.loads(found)
    except ValueError as error:
        raise ValueError(NO_PLAN) from error


def planned(folder: Path, files: Sequence[Path], *, lock: bool = True) -> Json:
    """What `terraform plan` says of a stack with these files of variables. ValueError with Terraform's own words.

    The plan is in a folder that only its owner reads, and gone afterwards: there are secrets in it.
    """
    if not folder.is_dir():
        raise ValueError("there is no such folder: write the one in which make synth has put cdk.tf.json.")
    if none := next((each for each in files if not each.is_file()), None):
        raise ValueError(f"{none} is no file: write files of variables, as my.auto.tfvars.")
    tool = terraform()
    if sentence := missing(tool):
        raise ValueError(sentence)
    with tempfile.TemporaryDirectory(prefix="plan-") as place:
        plan = f"{place}/plan"
        options = ["-input=false", "-no-color", f"-out={plan}", f"-lock={'true' if lock else 'false'}"]
        _run([tool, "plan", *options, *(f"-var-file={each.resolve()}" for each in files)], folder)
        document: Json = json.loads(_run([tool, "show", "-json", plan], folder))
    return document


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        if "terraform init" in said or "tofu init" in said:
            said = f"{said}\n{INIT.format(tool=command[0], folder=folder)}"
        if any(words in said for words in WITHOUT_CREDENTIALS):
            said = f"{said}\n{WITHOUT}"
        raise ValueError(f"{command[0]} {command[1]} says:\n{said}")
    return done.stdout
