"""The hub's configuration in tests, beside that of the demo."""

import os
import sys
from pathlib import Path

import jupyterhub
import jupyterhub.spawner

from jupyter_on_gke.demo.hub_process import IN_THE_HUB

c = get_config()  # type: ignore[name-defined]  # noqa: F821

here = Path(__file__).parent
work = Path.cwd()
sys.path.insert(0, str(here))
from ports import free_port  # type: ignore[import-not-found]  # noqa: E402

jupyterhub.spawner.random_port = free_port
c.JupyterHub.log_level = "DEBUG"
c.PodRecorder.local_cmd = [sys.executable, str(here / "user_server.py")]
# Tests let starts fail on purpose, one after another.
c.PodRecorder.consecutive_failure_limit = 0
c.PodRecorder.environment = {
    "RECORD": str(work / "record.jsonl"),
    "HUB_VERSION": jupyterhub.__version__,
}
c.JupyterHub.services = [{"name": "tests", "api_token": os.environ["TESTS_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "tokens"]}
]

if os.environ.get("TESTS_SERVERS_HOST"):
    from server_hosts import server_domains

    c.JupyterHub.subdomain_hook = server_domains(os.environ["TESTS_SERVERS_HOST"])

load_subconfig(str(IN_THE_HUB / "jupyterhub_config.py"))  # type: ignore[name-defined]  # noqa: F821


def failing_hook(authenticator, handler, auth_model):  # type: ignore[no-untyped-def]
    """A hook of an administrator who made a mistake; JupyterHub answers 500 and logs headers."""
    if auth_model["name"].startswith("hook-fails"):
        raise RuntimeError("the hook failed")
    return auth_model


c.Authenticator.post_auth_hook = failing_hook
