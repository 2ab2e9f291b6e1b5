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
# A pod has a /tmp of its own; what is in this machine's, somebody else may have put there.
os.environ["IPYTHONDIR"] = str(Path(".ipython").absolute())
os.environ["JUPYTER_DATA_DIR"] = str(Path(".jupyter/data").absolute())
os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(".jupyter/runtime").absolute())
quickly = str(Path(__file__).with_name("start.py"))
command = [sys.executable, quickly, "jupyterhub.singleuser", *sys.argv[1:], "--ServerApp.allow_root=True"]
os.execv(sys.executable, command)  # noqa: S606  # the same Python
