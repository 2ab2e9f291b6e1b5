"""Mallory's server is bad, everybody else's is a real one. Gets the pod's arguments."""

import os
import sys
from pathlib import Path

# By its place: a server does not find the package.
QUICKLY = Path(__file__).parents[2] / "constructs" / "jupyter_on_gke" / "demo" / "in_the_hub" / "start.py"

if os.environ["JUPYTERHUB_USER"].startswith("mallory"):
    command = [str(Path(__file__).with_name("user_server.py"))]
else:
    # CI is root.
    command = [str(QUICKLY), "jupyterhub.singleuser", *sys.argv[1:], "--ServerApp.allow_root=True"]
os.execv(sys.executable, [sys.executable, *command])  # noqa: S606
