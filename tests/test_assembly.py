"""Only the imported parts of a provider reach Node.js, and nobody sees it but by the clock."""

import gzip
import importlib.util
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jupyter_on_gke.imports._assembly import cached, reduced_description, without_source_map
from jupyter_on_gke.imports._early import WHOLE
from jupyter_on_gke.imports._node import imported
from tests.support.synth import ROOT, Json, copy_project, read, synthesize, synthesize_each, with_plain_imports

PROGRAM = """
import sys
sys.path[:0] = [{root!r}, {root!r} + "/constructs"]
from jupyter_on_gke import (App, JupyterOnGke)
{before}
app = App(outdir="out")
stack = JupyterOnGke(app, "jupyter")
{after}
{beside}(stack, "beside", {arguments})
app.synth()
"""
IMPORT = "from cdktf_cdktf_provider_google.pubsub_topic import PubsubTopic"


def run(
    folder: Path, *, before: str = "", after: str = "", beside: str = "PubsubTopic", arguments: str = 'name="beside"'
) -> subprocess.CompletedProcess[str]:
    """Runs a program with a resource of its own beside the stack's."""
    program = PROGRAM.format(root=str(ROOT), before=before, after=after, beside=beside, arguments=arguments)
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def resources(folder: Path) -> Json:
    return read(folder / "out/stacks/jupyter")["resource"]


@pytest.mark.slow
def test_the_json_is_the_same_without_a_cache(stack: Path, tmp_path: Path) -> None:
    synthesized = synthesize(copy_project(tmp_path / "project"), XDG_CACHE_HOME="/dev/null")
    assert (synthesized / "cdk.tf.json").read_bytes() == (stack / "cdk.tf.json").read_bytes()


@pytest.mark.slow
def test_the_json_is_the_same_with_whole_providers(stack: Path, tmp_path: Path) -> None:
    """Both by one program: google's 1,470 modules take a minute."""
    ours, plain = copy_project(tmp_path / "ours"), with_plain_imports(copy_project(tmp_path / "plain"))
    synthesize_each(ours, plain, modules="own", **{WHOLE: "1"})
    for project in (ours, plain):
        assert (project / "made/stacks/jupyter/cdk.tf.json").read_bytes() == (stack / "cdk.tf.json").read_bytes()


@pytest.mark.slow
def test_copies_are_made_once_and_are_small(stack: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    cache = tmp_path / "cache"
    seen = []
    for _ in range(2):
        synthesized = synthesize(project, XDG_CACHE_HOME=str(cache))
        assert (synthesized / "cdk.tf.json").read_bytes() == (stack / "cdk.tf.json").read_bytes()
        seen.append({file.name: file.stat().st_mtime_ns for file in cache.glob("jupyter-on-gke/*")})
    assert seen[0] == seen[1], "the second synth makes none"
    assert sorted(name.split("@")[0] for name in seen[0]) == [
        f"provider-{name}" for name in ("google", "helm", "kubernetes", "random")
    ]
    (google,) = cache.glob("jupyter-on-gke/provider-google@*.tgz")
    with tarfile.open(google) as archive:
        description = archive.extractfile("package/.jsii")
        assert description is not None
        parts = json.load(description)["submodules"]
    assert "@cdktf/provider-google.containerCluster" in parts
    assert len(parts) < 40, "of 1,400"


def test_a_damaged_copy_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    package = importlib.util.find_spec("cdktf_cdktf_provider_helm")
    assert package is not None
    assert package.origin is not None
    (whole,) = Path(package.origin).parent.glob("_jsii/*.tgz")
    copy = cached(whole, ["release"])
    made = copy.read_bytes()
    copy.write_bytes(made[: len(made) // 2])
    assert cached(whole, ["release"]) == copy
    assert gzip.decompress(copy.read_bytes()) == gzip.decompress(made)
    assert cached(whole, ["provider"]) != copy
    assert [file.name for file in copy.parent.iterdir() if not file.is_file()] == []


@pytest.mark.synth
@pytest.mark.parametrize(
    ("imports", "resource"),
    [
        pytest.param({"before": IMPORT}, {"google_pubsub_topic": {"name": "beside"}}, id="a-class"),
        pytest.param(
            {
                "before": "from cdktf_cdktf_provider_random import *",
                "beside": "pet.Pet",
                "arguments": "prefix='beside'",
            },
            {"random_pet": {"prefix": "beside"}},
            id="a-whole-provider",
        ),
        pytest.param(
            {
                "after": "import jupyter_on_gke.imports.google as google",
                "beside": "google.ServiceAccount",
                "arguments": "account_id='beside'",
            },
            {"google_service_account": {"account_id": "beside"}},
            id="a-class-of-ours-after-the-app",
        ),
    ],
)
def test_what_a_program_uses_beside_ours_is_there(
    imports: dict[str, str], resource: dict[str, Json], tmp_path: Path
) -> None:
    done = run(tmp_path, **imports)
    assert done.returncode == 0, done.stderr
    ((kind, expected),) = resource.items()
    made = resources(tmp_path)[kind]["beside"]
    assert {key: value for key, value in made.items() if key != "//"} == expected


def test_modules_of_our_bindings_are_loaded_even_if_they_are_not_imported_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "jupyter_on_gke.imports._node.listed", {"cdktf_cdktf_provider_null.resource", "cdktf_cdktf_provider_null"}
    )
    monkeypatch.setitem(sys.modules, "cdktf_cdktf_provider_null.provider", ModuleType("provider"))
    monkeypatch.setitem(sys.modules, "cdktf_cdktf_provider_null._jsii", ModuleType("_jsii"))
    assert imported("cdktf_cdktf_provider_null") == ["provider", "resource"]


@pytest.mark.synth
def test_what_is_imported_after_the_app_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, after=IMPORT)
    assert (
        "ImportError: cdktf_cdktf_provider_google.pubsub_topic is imported after the App was made, when only what had "
        f"been imported was loaded: import it at the top of the program, or set {WHOLE}=1." in done.stderr
    )


@pytest.mark.synth
def test_what_is_not_there_is_not_imported_too_late(tmp_path: Path) -> None:
    done = run(tmp_path, after=IMPORT.replace("pubsub_topic", "pubsub_topics"))
    assert "ModuleNotFoundError: No module named 'cdktf_cdktf_provider_google.pubsub_topics'" in done.stderr


def assembly(**changes: Any) -> dict[str, Any]:
    """A made-up one: b refers to c, d stands alone."""

    def described(part: str, refers_to: str = "") -> dict[str, Any]:
        reference = {"fqn": f"@cdktf/provider-x.{refers_to}.Thing"} if refers_to else {}
        return {"namespace": part, "properties": [{"type": reference}]}

    return {
        "schema": "jsii/0.10.0",
        "name": "@cdktf/provider-x",
        "submodules": {f"@cdktf/provider-x.{part}": {"symbolId": f"src/{part}-part/index:"} for part in "bcd"},
        "types": {
            "@cdktf/provider-x.b.Thing": described("b", "c"),
            "@cdktf/provider-x.c.Thing": described("c"),
            "@cdktf/provider-x.d.Thing": described("d", "d"),
        },
    } | changes


def test_what_a_part_refers_to_is_kept() -> None:
    description, folders = reduced_description(assembly(), ["b_part"])
    assert list(description["types"]) == ["@cdktf/provider-x.b.Thing", "@cdktf/provider-x.c.Thing"]
    assert folders == {"b": "b-part", "c": "c-part"}


@pytest.mark.parametrize(
    ("changes", "parts", "why"),
    [
        pytest.param(
            {"schema": "jsii/9"}, ["b_part"], "the form of @cdktf/provider-x is not jsii/0.10.0", id="another-form"
        ),
        pytest.param({}, ["b_part", "e_part"], "@cdktf/provider-x has no e_part", id="another-part"),
    ],
)
def test_what_is_not_understood_is_not_reduced(changes: dict[str, Any], parts: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        reduced_description(assembly(**changes), parts)


def test_code_is_kept_and_its_map_is_not() -> None:
    assert without_source_map(b"one();\n//# sourceMappingURL=data:application/json;base64,eyJ=\n") == b"one();\n"
    assert without_source_map(b"one();\n// two\n") == b"one();\n// two\n"
