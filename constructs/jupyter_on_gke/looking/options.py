"""The options with which commands are told which deployment they look at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from jupyter_on_gke.looking.deployment import STACK

Function = TypeVar("Function", bound=Callable[..., Any])

CANNOT_LOOK = 2
OPTIONS = (
    click.option(
        "--dir",
        "folder",
        type=click.Path(path_type=Path),
        help=f"The stack's folder, in which terraform output is asked. By default {STACK}.",
    ),
    click.option(
        "--outputs", type=click.Path(path_type=Path), help="A file with what terraform output -json printed, instead."
    ),
    click.option("--namespace", help="JupyterHub's namespace. Alone, Terraform is not asked."),
    click.option("--context", help="kubectl's context. By default the cluster's own, or else the current one."),
    click.option("--json", "as_json", is_flag=True, help="Write JSON for programs."),
)


def of_a_deployment(command: Function) -> Function:
    """Gives a command these options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
