"""The app: one stack, whose choices are Terraform variables. Run it with `make synth` or `cdktf synth`."""

import gc
import os
import shutil
import sys
from pathlib import Path

if not shutil.which("node"):
    sys.exit("Node.js is not on the path: install Node.js 20 or newer (https://nodejs.org), in which cdktf runs.")

# The package lives in constructs/, which itself is no package: it would hide PyPI's constructs.
sys.path.insert(0, str(Path(__file__).parent / "constructs"))

# A synth ends before looking for garbage pays: a sixth of its time.
gc.disable()

from jupyter_on_gke import App, JupyterOnGke, State

app = App()
JupyterOnGke(app, "jupyter", state=State.from_environment(os.environ))
app.synth()

# Nor when Python ends, where it looks through all that cdktf has made: another fifth.
gc.freeze()
