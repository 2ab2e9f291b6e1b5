"""The commands that README and docs show: each has a test, and the way from the README to a hub is walked."""

import ast
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.environments.projects import fast_providers, project_in, run
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.filled_in import PLACEHOLDERS
from tests.support.synth import ROOT

KNOWN: dict[str, dict[str, str]] = {
    page: tests
    for page, tests in read_yaml((CASES / "commands.yaml").read_text(encoding="utf-8")).items()
    if isinstance(tests, dict)
}
CLOUD = "Google Cloud"
WALK = "tests/test_pages.py::test_from_the_readme_to_a_hub_and_back"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OURS = '#!/bin/sh\nPYTHONPATH=constructs exec .venv/bin/python -m jupyter_on_gke.command "$@"\n'
"""The command as an installation brings it."""


def shown(page: Path) -> list[str]:
    """The commands of a page, without what is said of them."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", "", block).splitlines()]
    return [command for line in lines if (command := re.sub(r"(^|\s+)# .*", "", line).strip())]


def test_each_command_has_its_test() -> None:
    commands = {page.relative_to(ROOT).as_posix(): set(shown(page)) for page in PAGES if shown(page)}
    assert {page: {*tests} for page, tests in KNOWN.items()} == commands


def test_the_tests_are_there() -> None:
    for test in {each for tests in KNOWN.values() for each in tests.values()} - {CLOUD}:
        file, _, name = test.partition("::")
        functions = list(ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))))
        assert name in [each.name for each in functions if isinstance(each, ast.FunctionDef)], test


@pytest.mark.terraform
@pytest.mark.slow
@pytest.mark.usefixtures("stand_ins")
def test_from_the_readme_to_a_hub_and_back(stack: Path, tmp_path: Path) -> None:
    """As they are written, one after another; between the first and the second, somebody fills in the file."""
    project = project_in(tmp_path)
    (project / "tfvars").symlink_to(ROOT / "tfvars")
    shutil.rmtree(project / ".venv")
    (project / ".venv").symlink_to(sys.prefix)
    ours = project / "bin" / "jupyter-on-gke"
    ours.parent.mkdir()
    ours.write_text(OURS, encoding="utf-8")
    ours.chmod(0o755)
    walked = [command for tests in KNOWN.values() for command, test in tests.items() if test == WALK]
    order = ["cp", "make check", "jupyter-on-gke check", "make synth", "init", "jupyter-on-gke preview", "apply -var"]
    order = [*order, "output", "deletion_protection", "destroy"]
    places = {command: min(at for at, part in enumerate(order) if part in command) for command in walked}
    shell = {**fast_providers(stack), "TF_CLI_ARGS_apply": "-auto-approve", "TF_CLI_ARGS_destroy": "-auto-approve"}
    shell["PATH"] = f"{ours.parent}:{run(project, 'printenv', 'PATH').output.strip()}"
    for command in sorted(walked, key=places.__getitem__):
        done = run(project, "bash", "-c", command, **shell)
        assert done.code == 0, f"{command}:\n{done.output}"
        if command.startswith("cp"):
            fill_in(project)
        if command.endswith("next_steps"):
            assert "Open https://" in done.output
    assert '"resources": []' in (project / "terraform.jupyter.tfstate").read_text(encoding="utf-8")


def fill_in(project: Path) -> None:
    """What somebody writes into the copied file, and files beside it that a page speaks of."""
    file = project / "my.auto.tfvars"
    text = file.read_text(encoding="utf-8")
    for placeholder, value in PLACEHOLDERS.items():
        text = text.replace(placeholder, value.replace("example.com", "our-company.dev"))
    file.write_text(text + 'admin_users = ["ann@our-company.dev"]\n', encoding="utf-8")
    (project / "more.tfvars").write_text("home_disk_size_gb = 20\n", encoding="utf-8")
    (project / "my.tfvars.json").write_text(
        '{"project_id": "demo-project", "cluster_name": "ml-cluster", "cluster_location": "us-central1", '
        '"members_allowlist": "user:ann@our-company.dev", "admin_users": ["ann@our-company.dev"]}',
        encoding="utf-8",
    )
