"""The command jupyter-on-gke lists its commands, and each says what it does."""

import subprocess

import pytest
from click.testing import CliRunner

from jupyter_on_gke.command.app import COMMANDS, main
from tests.support.synth import ROOT


def test_commands_are_listed() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert "Exits with" in result.output, "codes that CI can use"


def test_another_name_is_refused() -> None:
    result = CliRunner().invoke(main, ["chekc"])
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.output


@pytest.mark.parametrize(
    ("arguments", "runs"),
    [
        (["wait"], "wait"),
        # With a folder Terraform would be asked.
        (["wait", "ARGS=--namespace theirs"], "wait --namespace theirs"),
        (["wait", "ENV=dev", "ARGS=--timeout 0"], "wait --dir environments/dev.out/stacks/jupyter --timeout 0"),
        (["doctor", "ARGS=ann@example.com"], "doctor ann@example.com"),
    ],
)
def test_make_has_what_looks_at_a_deployment(arguments: list[str], runs: str) -> None:
    done = subprocess.run(["make", "--dry-run", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split(" -m jupyter_on_gke.command ")[1].split() == runs.split()
