"""A person's server on this machine: JupyterHub's own, with the pod's arguments."""

import os
import sys
from pathlib import Path

WELCOME = """{
 "cells": [{"cell_type": "code", "execution_count": null, "id": "hello", "metadata": {}, "outputs": [],
  "source": ["import os\\n", "print('Server of', os.environ['JUPYTERHUB_USER'])"]}],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4, "nbformat_minor": 5
}
"""

notebook = Path("start-here.ipynb")
if not notebook.exists():
    notebook.write_text(WELCOME, encoding="utf-8")
# The prefix needs TLS and a host for each person: the demo has neither.
os.environ["JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED"] = "0"
# Nobody's own settings: a pod has none either.
os.environ["JUPYTER_CONFIG_DIR"] = str(Path(".jupyter").absolute())
command = [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:], "--ServerApp.allow_root=True"]
os.execv(sys.executable, command)  # noqa: S606  # the same Python
