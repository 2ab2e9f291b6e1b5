"""Hub and servers of the demo start without compiling grammars that nobody uses."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_on_gke.demo.hub_process import IN_THE_HUB

STARTED = ("jupyterhub", "jupyterhub.singleuser")
# Whose schemas hub and servers load; the last are here where the demo was run.
HAVE_SCHEMAS = ("jupyter_events", "jupyterhub")
MAY_BE_HERE = ("jupyter_server", "jupyterlab", "jupyterlab_server", "nbformat")
LEFT_OUT = re.compile(r"""\bformat["']?\s*:\s*["']?iri""")


@pytest.mark.slow
@pytest.mark.parametrize("module", STARTED)
def test_it_runs_the_module_without_the_grammars(module: str, tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", str(IN_THE_HUB / "start.py"), module, "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "jsonschema._format" in imported, "nothing would import the grammars, so start.py is needed no more"
    assert not imported & {"rfc3987_syntax.syntax_helpers", "lark"}
    itself = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == itself.stdout


def test_no_schema_has_the_formats() -> None:
    assert all(schemas(package) for package in HAVE_SCHEMAS)
    files = [file for package in (*HAVE_SCHEMAS, *MAY_BE_HERE) for file in schemas(package)]
    assert [file for file in files if LEFT_OUT.search(file.read_text(encoding="utf-8"))] == []
    assert LEFT_OUT.search("format: iri-reference")
    assert LEFT_OUT.search('{"format": "iri"}')


def schemas(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    every = Path(spec.origin).parent.rglob("*") if spec and spec.origin else ()
    return [file for file in every if "schema" in str(file) and file.suffix in (".json", ".yaml", ".yml")]
