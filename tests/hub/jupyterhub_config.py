"""The hub's configuration in tests: sections from a JSON file, as the chart's hub.config gives them."""

import json
import os
import sys
from pathlib import Path

import jupyterhub

c = get_config()  # type: ignore[name-defined]  # noqa: F821

here = Path(__file__).parent
work = Path.cwd()
for section, settings in json.loads((work / "hub.json").read_text()).items():
    c[section].update(settings)

c.JupyterHub.log_level = "DEBUG"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(work / "home" / "{username}")
c.Spawner.cmd = [sys.executable, str(here / "user_server.py")]
c.Spawner.environment = {
    "RECORD": str(work / "record.jsonl"),
    "HUB_VERSION": jupyterhub.__version__,
}
c.Spawner.options_form = """
<p>Choose a server:</p>
<label><input type="radio" name="profile" value="cpu" checked> CPU, 2 cores and 4 GiB</label><br>
<label><input type="radio" name="profile" value="gpu"> GPU, one NVIDIA L4</label>
"""
c.JupyterHub.services = [{"name": "tests", "api_token": os.environ["TESTS_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "tokens"]}
]


def failing_hook(authenticator, handler, auth_model):  # type: ignore[no-untyped-def]
    """A hook of an administrator who made a mistake; JupyterHub answers 500 and logs headers."""
    if auth_model["name"].startswith("hook-fails"):
        raise RuntimeError("the hook failed")
    return auth_model


c.Authenticator.post_auth_hook = failing_hook
