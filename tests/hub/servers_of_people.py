"""Mallory's server is bad, everybody else's is a real one. Gets the pod's arguments."""

import os
import sys
from pathlib import Path

from jupyter_on_gke.demo.hub_process import IN_THE_HUB

if os.environ["JUPYTERHUB_USER"].startswith("mallory"):
    command = [str(Path(__file__).with_name("user_server.py"))]
else:
    # CI is root.
    command = [str(IN_THE_HUB / "start.py"), "jupyterhub.singleuser", *sys.argv[1:], "--ServerApp.allow_root=True"]
os.execv(sys.executable, [sys.executable, *command])  # noqa: S606
