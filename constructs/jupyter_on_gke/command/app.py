"""The command jupyter-on-gke: the names of its commands, each of which is imported when it is called."""

import importlib

import click

COMMANDS: dict[str, str] = {
    "demo": "jupyter_on_gke.demo.command",
    "check": "jupyter_on_gke.checking.command",
    "preview": "jupyter_on_gke.previewing.command",
    "upgrade-check": "jupyter_on_gke.upgrading.command",
    "wait": "jupyter_on_gke.waiting.command",
    "doctor": "jupyter_on_gke.doctoring.command",
}
"""Name -> the module that has it, as `command`. `check` answers in under a second: what others import, it does not."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which people use them."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None for another name."""
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(COMMANDS[cmd_name]).command
        if not isinstance(found, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]}.command is no command of click")
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """JupyterHub on Google Kubernetes Engine: what is known before an apply, and what is there after it."""
