"""`make plan ENV=dev` and the like: Terraform with one environment's file and state, and nothing else.

`python -m tools.environments COMMAND ENV [ARGUMENTS...]` synthesizes anew into environments/ENV.out, where nothing else
is that Terraform would load, says which backend is the state's, and runs the command there.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_on_gke.looking.terraform import missing, terraform
from jupyter_on_gke.provider_lock import LOCK, keep_lock
from tools.environment import Environment, refused, unsaved_refused, variables_refused

PROJECT = Path(__file__).parents[1]
TERRAFORM = terraform()
STAYS = {".terraform", LOCK, "errored.tfstate"}
TAKE_VARIABLES = {"apply", "console", "destroy", "import", "plan", "refresh"}
PREVIEW = "preview"
"""The command whose arguments are those of `jupyter-on-gke preview`, which has Terraform make a plan."""
ANYTHING = "terraform"
"""The command whose arguments begin with a command of Terraform's own."""


def main(arguments: Sequence[str]) -> str | int:
    """Runs a command; returns the sentence why not, or what Terraform returned."""
    command, name, *rest = arguments
    environment = Environment(name=name, project=PROJECT)
    if sentence := refused(environment, os.environ) or (command != ANYTHING and unsaved_refused(environment)):
        return sentence
    if sentence := missing(TERRAFORM):
        return sentence
    empty(environment)
    if synthesized := synthesize(environment):
        return synthesized
    stacks = sorted(each.parent for each in environment.out.glob("stacks/*/cdk.tf.json"))
    if len(stacks) != 1:
        made = ", ".join(each.name for each in stacks)
        return f"main.py makes {len(stacks)} stacks ({made}), and an environment has one state: leave one of them."
    (stack,) = stacks
    if sentence := variables_refused(environment, os.environ, sensitive_variables(stack)):
        return sentence
    return initialize(environment, stack) or run(environment, stack, command, rest)


def empty(environment: Environment) -> None:
    """Removes what an earlier synth or somebody left where Terraform would load it."""
    for file in environment.out.glob("stacks/*/*"):
        if file.name not in STAYS:
            shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()


def synthesize(environment: Environment) -> int:
    """Runs main.py anew: what is there may be older than it."""
    settings = {**os.environ, "CDKTF_OUTDIR": str(environment.out)}
    return subprocess.run([sys.executable, "main.py"], cwd=PROJECT, env=settings, check=False).returncode


def sensitive_variables(stack: Path) -> frozenset[str]:
    """What may be set in the shell, since it should be in no file."""
    declared = json.loads((stack / "cdk.tf.json").read_text(encoding="utf-8")).get("variable", {})
    return frozenset(name for name, each in declared.items() if each.get("sensitive"))


def initialize(environment: Environment, stack: Path) -> int:
    """Has Terraform use the environment's state. What it says is shown if it fails."""
    # An override takes the place of whatever backend main.py gave.
    text = f'terraform {{\n  backend "{environment.kind}" {{}}\n}}\n'
    (stack / "backend_override.tf").write_text(text, encoding="utf-8")
    command = [TERRAFORM, "init", "-input=false", f"-backend-config={environment.backends[0]}"]
    done = subprocess.run(command, cwd=stack, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    keep_lock(environment.out, stack.name)
    return done.returncode


def run(environment: Environment, stack: Path, command: str, rest: Sequence[str]) -> int:
    """Runs the command in the stack's folder."""
    if command == PREVIEW:
        return preview(environment, stack, rest)
    words = list(rest) if command == ANYTHING else [command, *rest]
    if words and words[0] in TAKE_VARIABLES:
        words.insert(1, f"-var-file={environment.variables}")
    if words and (words[0] == "plan" or "-auto-approve" in words):
        words.insert(1, "-input=false")
    return subprocess.run([TERRAFORM, *words], cwd=stack, check=False).returncode


def preview(environment: Environment, stack: Path, rest: Sequence[str]) -> int:
    """Says what a plan does."""
    program = [sys.executable, "-m", "jupyter_on_gke.command", "preview"]
    paths = [str(PROJECT / "constructs"), *filter(None, [os.environ.get("PYTHONPATH")])]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    arguments = ["--dir", str(stack), str(environment.variables), *rest]
    return subprocess.run([*program, *arguments], env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
