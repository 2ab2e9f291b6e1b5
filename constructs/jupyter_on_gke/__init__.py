"""JupyterHub on Google Kubernetes Engine, as constructs of the CDK for Terraform."""

import os

# jsii warns at length on a Node.js that is past its end of life; Node 20 works. It reads this when
# cdktf is imported, so programs take App from here.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

from imports._node import load_late

load_late()

from cdktf import App

from jupyter_on_gke.stack import JupyterOnGke
from jupyter_on_gke.state import State

__all__ = ["App", "JupyterOnGke", "State"]
