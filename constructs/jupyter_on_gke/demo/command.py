"""`jupyter-on-gke demo`: the hub on this machine, with the values that a deployment would have."""

from __future__ import annotations

import importlib.util
import json
import signal
import socket
import tempfile
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jupyter_on_gke.command.console import console
from jupyter_on_gke.demo.computing import computed

if TYPE_CHECKING:
    from jupyter_on_gke.demo.running import Demo

DEFAULT_PORT = 8000
NEEDED = ("aiohttp", "cryptography", "google.auth", "jupyterhub", "jwt", "kubespawner", "requests")
FILLED_IN = {
    "your-project-id": "demo-project",
    "you@example.com": "you@corp.example",
    "your-client-secret": "the-clients-secret",
}
"""What stands in the files to copy -> what the demo takes for it."""
EXAMPLE = {
    "project_id": "demo-project",
    "cluster_name": "ml-cluster",
    "cluster_location": "us-central1",
    "create_cluster": True,
    "autopilot_cluster": True,
    "create_network": True,
    "network": "jupyter",
    "members_allowlist": "user:you@corp.example",
}


class Steps:
    """Says each step, with the seconds since the start; in JSON nothing but the last."""

    def __init__(self, as_json: bool) -> None:
        self._begin, self._json, self._console = time.monotonic(), as_json, console()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._begin

    def say(self, text: str) -> None:
        """A step."""
        if not self._json:
            self._console.print(f"{self.seconds:5.1f} s  {text}", soft_wrap=True)

    def ready(self, demo: Demo) -> None:
        """Where to begin."""
        if self._json:
            found = {"url": demo.first_page, "pods": demo.pods_page, "seconds": round(self.seconds, 1)}
            return click.echo(json.dumps(found | ({"password": demo.password} if demo.password else {})))
        self.say("it answers")
        self._console.print(f"\nOpen {demo.first_page}", style="good", soft_wrap=True)
        if demo.password:
            self._console.print(f"Without IAP: the user is admin, the password {demo.password}", soft_wrap=True)
        self._console.print(f"Pods and nodes: {demo.pods_page}\nCtrl-C ends it.\n", soft_wrap=True)
        return None


@click.command("demo")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0: any free one.")
@click.option("--open", "opens", is_flag=True, help="Open a browser.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON when it answers, and nothing else.")
def command(files: tuple[Path, ...], port: int, opens: bool, as_json: bool) -> None:
    """Run the hub on this machine, with what tfvars FILES say: profiles, images, storage, who may pass.

    Sign in as any address, choose a profile, see the pod and its node, work in a notebook of this machine. Nothing of
    Google Cloud is asked. Without FILES it is a new Autopilot cluster with the default profiles.

    Exits with 0 after Ctrl-C, 1 where a file is refused or something is missing, 2 for a wrong command line.
    """
    # What a shell starts in the background ignores the first; the last is a terminal that was closed.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    steps = Steps(as_json)
    try:
        with tempfile.TemporaryDirectory(prefix="jupyter-on-gke-demo-") as folder:
            _run(files, Path(folder), port, opens, steps)
    except KeyboardInterrupt:
        steps.say("ended")
    except (ValueError, OSError, RuntimeError) as error:
        raise click.ClickException(str(error)) from None


def _run(files: tuple[Path, ...], folder: Path, port: int, opens: bool, steps: Steps) -> None:
    if missing := [name for name in NEEDED if not _is_there(name)]:
        raise RuntimeError(f"{', '.join(missing)} is not installed: run `make demo`, or install jupyter-on-gke[demo].")
    if port and not _is_free(port):
        raise RuntimeError(f"port {port} is taken: write another one, like --port {port + 1}, or 0 for any.")
    variables = _variables(files)
    steps.say(f"read {', '.join(map(str, files)) or 'a new Autopilot cluster with the default profiles'}")
    # Needs what is not installed where nobody wants a demo.
    from jupyter_on_gke.demo.running import Demo

    facts = computed(variables)
    if facts.is_there:
        steps.say("taken for a cluster of Autopilot, as nobody asks Google")
    demo = Demo(facts, folder=folder, port=port, say=steps.say)
    steps.say("computed the chart's values, as a plan would; started IAP's stand-in")
    try:
        demo.start()
        steps.ready(demo)
        if opens:
            webbrowser.open(_page_that_leads_to(demo.first_page, folder).as_uri())
        _watch(demo, folder, steps)
    finally:
        steps.say("stopping people's servers, proxy and hub")
        demo.stop()


def _page_that_leads_to(address: str, folder: Path) -> Path:
    """A file that nobody else may read: everybody on the machine sees what a browser is told to open."""
    page = folder / "open.html"
    page.touch(mode=0o600)
    page.write_text(f'<meta http-equiv="refresh" content="0; url={address}">\n', encoding="utf-8")
    return page


def _watch(demo: Demo, folder: Path, steps: Steps) -> None:
    """Says what people choose, until somebody ends it."""
    from jupyter_on_gke.demo.pages import choices

    said: list[dict[str, Any]] = []
    while demo.hub.process.poll() is None:
        chosen = choices(folder)
        for choice in chosen:
            if choice not in said:
                profile = choice["options"].get("profile", "no profile")
                steps.say(f"{choice['person']}: {profile}; pod {choice['pod']['metadata']['name']} on {choice['node']}")
        said = chosen
        time.sleep(0.3)
    raise RuntimeError(f"the hub ended:\n{demo.hub.log()[-3000:]}")


def _variables(files: tuple[Path, ...]) -> dict[str, Any]:
    """What the files say, a later one over an earlier one."""
    from jupyter_on_gke.demo.tfvars import read_tfvars

    return {name: _filled_in(value) for name, value in read_tfvars(files).items()} if files else EXAMPLE


def _filled_in(value: Any) -> Any:
    if isinstance(value, str):
        for place, text in FILLED_IN.items():
            value = value.replace(place, text)
        return value
    if isinstance(value, dict):
        return {key: _filled_in(each) for key, each in value.items()}
    return [_filled_in(each) for each in value] if isinstance(value, list) else value


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the demo's own server does: what a stopped one leaves for a minute is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
