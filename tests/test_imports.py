"""The bindings: only what is used is loaded, and the ordinary way of importing a provider stays open."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.synth import ROOT

PROVIDERS = ("google", "helm", "kubernetes", "random")


def run(program: str) -> str:
    """What a new Python process prints."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_name_of_the_stub_is_there(provider: str) -> None:
    module = __import__(f"jupyter_on_gke.imports.{provider}", fromlist=["*"])
    assert module.__all__
    for name in module.__all__:
        assert getattr(module, name).__name__ == name
    assert set(module.__all__) <= set(dir(module))


def test_an_unknown_name_says_where_to_add_it() -> None:
    import jupyter_on_gke.imports.google as google

    with pytest.raises(AttributeError, match=r"imports\.google has no class 'Nope': add it to google\.pyi"):
        getattr(google, "Nope")  # noqa: B009


def test_a_class_is_loaded_when_it_is_first_used() -> None:
    loaded = run(
        "import sys; sys.path.insert(0, 'constructs'); import jupyter_on_gke.imports.google as google\n"
        "before = [name for name in sys.modules if name.startswith('cdktf_cdktf_provider_google')]\n"
        "google.ProjectService\n"
        "after = [name for name in sys.modules if name.startswith('cdktf_cdktf_provider_google')]\n"
        "after = [name for name in after if not name.endswith('._private')]\n"
        "print(before, sorted(after))"
    )
    package = "cdktf_cdktf_provider_google"
    assert loaded == f"[] ['{package}', '{package}._jsii', '{package}.project_service']"


WAITS = """#!/bin/sh
for each in $(seq 600); do [ -e begin ] && break; sleep 0.05; done
exec node "$@"
"""


@pytest.mark.synth
@pytest.mark.parametrize("first", ["from jupyter_on_gke import App, JupyterOnGke", "import cdktf"])
def test_python_goes_on_while_nodejs_starts(first: str, tmp_path: Path) -> None:
    """Here Node.js does not begin before all is imported."""
    node = tmp_path / "node"
    node.write_text(WAITS, encoding="utf-8")
    node.chmod(0o755)
    program = (
        f"import jupyter_on_gke\n{first}\nimport jupyter_on_gke.stack\n"
        "open('begin', 'w').close()\n"
        "print(jupyter_on_gke.App(outdir='out').node.path == '')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "constructs"), "JSII_NODE": str(node)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


@pytest.mark.slow
def test_the_whole_stack_loads_few_modules() -> None:
    count = run(
        "import sys; sys.path.insert(0, 'constructs'); import jupyter_on_gke.stack\n"
        "names = [name for name in sys.modules if name.startswith('cdktf_cdktf_provider_google.')]\n"
        "print(len([name for name in names if not name.endswith('._private')]))"
    )
    assert int(count) <= 30


@pytest.mark.parametrize(
    "way",
    [
        "from cdktf_cdktf_provider_helm import release; print(release.Release.__name__)",
        "import cdktf_cdktf_provider_helm as helm; print(helm.release.Release.__name__)",
        "from cdktf_cdktf_provider_helm import *; print(release.Release.__name__)",
        "import cdktf_cdktf_provider_helm.release; print(cdktf_cdktf_provider_helm.release.Release.__name__)",
    ],
)
@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.slow
def test_the_ordinary_way_of_importing_works_beside_ours(way: str, order: str) -> None:
    ours = "import sys; sys.path.insert(0, 'constructs'); import jupyter_on_gke.imports.helm as ours; ours.Release"
    lines = [way, ours] if order == "before" else [ours, way]
    same = "print(sys.modules['cdktf_cdktf_provider_helm.release'].Release is ours.Release)"
    assert run("\n".join([*lines, same])).split() == ["Release", "True"]


def test_no_module_of_ours_imports_a_provider_the_plain_way() -> None:
    files = [ROOT / "main.py", *(ROOT / "constructs").rglob("*.py"), *(ROOT / "imports").glob("*.py")]
    assert len(files) > 20
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("cdktf_cdktf_provider") for name in names), file
