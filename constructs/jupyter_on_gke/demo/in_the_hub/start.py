"""Runs a module of JupyterHub as `python -m` does, without what takes half of its start and nobody uses.

jsonschema imports rfc3987_syntax, which compiles grammars for two seconds, to check formats of texts (`iri`) that no
schema of Jupyter's has: https://github.com/jupyter-server/jupyter_server/issues/1559. Where it is not installed,
jsonschema does without.
"""

import runpy
import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # as Python has it for what is not to be found
# The module's name is in the place of this file's; the working directory is searched, as with -m, not this folder.
del sys.argv[0]
sys.path[0] = ""
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
