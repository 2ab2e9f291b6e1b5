"""Nothing floats: what is installed, deployed or offered is bound to one version, and by a hash where there is one."""

import re
from pathlib import Path
from typing import Any

import pytest
from hatchling.metadata.core import ProjectMetadata

from jupyter_on_gke.jupyterhub.variables import CHART_VERSION
from jupyter_on_gke.profiles.images import GPU_IMAGES, NOTEBOOK_IMAGE, TPU_IMAGES
from tests.support.cases import by_id, case_files, expected_values
from tests.support.documentation import PAGES
from tests.support.supply_chain import (
    EXACT_VERSION,
    floating_image,
    floating_installs,
    floating_lock,
    floating_packages,
    floating_requirements,
    images_in_text,
    images_in_tfvars,
    images_in_values,
    unmet,
)
from tests.support.synth import ROOT, Json
from tests.support.walk import walk

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WANTED = sorted((ROOT / "requirements").glob("*.in"))
SCRIPTS = [ROOT / "Makefile", ROOT / ".ci" / "run"]
OURS = {NOTEBOOK_IMAGE, *GPU_IMAGES, *TPU_IMAGES}
# No public file names their digest. Whoever learns it writes it to images.py, and takes the image out of here.
WITHOUT_DIGEST = {"quay.io/jupyter/tensorflow-notebook:2026-07-28"}

HASH = f"sha256:{'0' * 64}"
SHA512 = f"sha512-{'A' * 86}=="


def by_path(files: list[Path]) -> list[Any]:
    return [pytest.param(file, id=file.relative_to(ROOT).as_posix()) for file in files]


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def wanted_by(file: Path) -> list[str]:
    """The requirements of an .in file, and of those that it includes."""
    lines = [line.partition("#")[0].strip() for line in text_of(file).splitlines()]
    included = [line.removeprefix("-r ") for line in lines if line.startswith("-r ")]
    own = [line for line in lines if line and not line.startswith("-r ")]
    return own + [each for name in included for each in wanted_by(file.parent / name)]


@pytest.mark.parametrize("file", by_path(LOCKS))
def test_python_is_locked(file: Path) -> None:
    assert floating_requirements(text_of(file)) == []


@pytest.mark.parametrize(
    ("text", "floats"),
    [
        (f"attrs==26.1.0 --hash={HASH}", []),
        (f"attrs==26.1.0 ; python_version < '3.11' \\\n    --hash={HASH} \\\n    --hash={HASH}\n", []),
        ("", ["nothing is locked"]),
        (f"attrs>=26.1.0 --hash={HASH}", ["attrs has no exact version"]),
        (f"attrs==26.* --hash={HASH}", ["attrs has no exact version"]),
        (f"attrs==26.1.0,!=1 --hash={HASH}", ["attrs has no exact version"]),
        (f"attrs @ https://example.com/attrs.whl --hash={HASH}", ["attrs has no exact version"]),
        (f"attrs --hash={HASH}", ["attrs has no exact version"]),
        ("attrs==26.1.0", ["attrs has no sha256 alone"]),
        ("attrs==26.1.0 --hash=md5:00", ["attrs has no sha256 alone"]),
        (f"attrs==26.1.0 --hash={HASH[:-1]}", ["attrs has no sha256 alone"]),
        (f"attrs==26.1.0 --hash={HASH} --hash=md5:00", ["attrs has no sha256 alone"]),
    ],
)
def test_what_floats_in_a_lock_of_python(text: str, floats: list[str]) -> None:
    assert floating_requirements(text) == floats


@pytest.mark.parametrize("option", ["--index-url https://example.com", "--find-links here", "-e .", "-r other.txt"])
def test_an_option_is_no_lock_of_python(option: str) -> None:
    assert floating_requirements(f"{option}\nattrs==26.1.0 --hash={HASH}")[0].startswith("no requirement: ")


@pytest.mark.parametrize("file", by_path(WANTED))
def test_what_is_wanted_is_locked(file: Path) -> None:
    assert unmet(wanted_by(file), text_of(file.with_suffix(".txt"))) == []


def test_the_package_wants_what_is_locked() -> None:
    wanted = ProjectMetadata(str(ROOT), None).core.dependencies
    assert len(wanted) >= 1
    assert unmet(wanted, text_of(ROOT / "requirements" / "runtime.txt")) == []


@pytest.mark.parametrize(
    ("wanted", "lacks"),
    [
        ("python_dateutil", []),
        ("python-dateutil>=3,<5", []),
        ("python-dateutil>=4", ["python-dateutil>=4: locked is 3.0.0, 4.0.0"]),
        ("attrs", ["attrs: locked is nothing"]),
    ],
)
def test_what_a_lock_lacks(wanted: str, lacks: list[str]) -> None:
    lock = "python-dateutil==3.0.0 ; python_version < '3.11'\npython-dateutil==4.0.0 ; python_version >= '3.11'"
    assert unmet([wanted], lock) == lacks


@pytest.mark.parametrize("file", by_path(SCRIPTS))
def test_installs_are_exact(file: Path) -> None:
    assert floating_installs(text_of(file)) == []


@pytest.mark.parametrize(
    ("script", "floats"),
    [
        ("INSTALL = $(BIN)/python -m pip install --require-hashes -r", []),
        ("npm ci --silent || npm ci", []),
        ('tool=v1.2.3\n  go install "example.com/tool@$tool"', []),
        ("helm pull hub --repo https://example.com --version 4.4.0 --untar", []),
        ("# pip install uv", []),
        (".venv/bin/pip install uv", [".venv/bin/pip install uv"]),
        ("pip install -r requirements.txt", ["pip install -r requirements.txt"]),
        ("npm ci || npm install", ["npm install"]),
        ("npm i -g tool", ["npm i -g tool"]),
        ("tool=latest\ngo install example.com/tool@$tool", ["go install example.com/tool@$tool"]),
        ("go install example.com/tool@v1", ["go install example.com/tool@v1"]),
        ("helm pull hub --version 4.4", ["helm pull hub --version 4.4"]),
        ("helm pull \\\n  hub", ["helm pull    hub"]),
        ("curl -sSf https://example.com/install | sh", ["curl -sSf https://example.com/install"]),
    ],
)
def test_what_floats_in_a_script(script: str, floats: list[str]) -> None:
    assert floating_installs(script) == floats


def test_ci_takes_the_chart_that_is_deployed() -> None:
    script = text_of(ROOT / ".ci" / "run")
    assert re.findall(r"helm pull jupyterhub .*--version (\S+)", script) == [CHART_VERSION]
    assert re.findall(r"jupyterhub-(.+)\.values\.schema\.json", script) == [CHART_VERSION]


def test_npm_is_locked() -> None:
    assert floating_packages(text_of(ROOT / "package.json")) == []
    assert floating_lock(text_of(ROOT / "package-lock.json")) == []


@pytest.mark.parametrize(
    ("version", "floats"),
    [("1.2.3", []), ("1.2.3-rc.1", []), *((each, [f"tool is {each}"]) for each in ("^1.2.3", "1", "latest", "*"))],
)
@pytest.mark.parametrize("kind", ["dependencies", "devDependencies", "optionalDependencies"])
def test_what_floats_in_a_package_json(kind: str, version: str, floats: list[str]) -> None:
    assert floating_packages(f'{{"{kind}": {{"tool": "{version}"}}}}') == floats


def test_a_package_json_without_packages_is_not_read_right() -> None:
    assert floating_packages("{}") == ["nothing is named"]


@pytest.mark.parametrize(
    ("packages", "floats"),
    [
        (f'"node_modules/a": {{"version": "1.0.0", "integrity": "{SHA512}"}}', []),
        (
            f'"node_modules/a": {{"version": "1.0.0", "integrity": "{SHA512}"}}, '
            '"node_modules/a/node_modules/b/node_modules/c": {"version": "1.0.0", "inBundle": true}',
            [],
        ),
        (
            f'"node_modules/a": {{"version": "1.0.0", "integrity": "{SHA512}"}}, '
            '"node_modules/b": {"version": "1.0.0", "inBundle": true}, '
            '"node_modules/a/node_modules/b": {"version": "1.0.0"}',
            ["node_modules/b has no sha512", "node_modules/a/node_modules/b has no sha512"],
        ),
        ("", ["nothing is locked"]),
        (f'"node_modules/a": {{"version": "^1", "integrity": "{SHA512}"}}', ["node_modules/a has no exact version"]),
        ('"node_modules/a": {"version": "1.0.0"}', ["node_modules/a has no sha512"]),
        ('"node_modules/a": {"version": "1.0.0", "integrity": "sha1-AAAA"}', ["node_modules/a has no sha512"]),
        ('"node_modules/a": {"version": "1.0.0", "integrity": "sha512-AAAA"}', ["node_modules/a has no sha512"]),
        (
            f'"node_modules/a": {{"version": "1.0.0", "integrity": "{SHA512}", "resolved": "https://example.com/a"}}',
            ["node_modules/a is from an address"],
        ),
    ],
)
def test_what_floats_in_a_package_lock(packages: str, floats: list[str]) -> None:
    assert floating_lock(f'{{"packages": {{{packages}}}}}') == floats


def test_versions_are_exact(synthesized: Json) -> None:
    versions = {name: each["version"] for name, each in synthesized["terraform"]["required_providers"].items()}
    versions["chart"] = synthesized["variable"]["jupyterhub_chart_version"]["default"]
    assert {"google", "helm", "kubernetes", "random", "chart"} <= versions.keys()
    assert {name: version for name, version in versions.items() if not re.fullmatch(EXACT_VERSION, version)} == {}


def test_our_images_have_tag_and_digest() -> None:
    assert {image for image in OURS if floating_image(image, digest=True)} == WITHOUT_DIGEST
    assert [floating_image(image, digest=False) for image in WITHOUT_DIGEST] == [[]]


def test_the_stack_names_no_other_images(synthesized: Json) -> None:
    default = synthesized["variable"]["notebook_image"]["default"]
    named = {image for _, part in walk(synthesized) if isinstance(part, str) for image in images_in_text(part)}
    assert named == {default, *OURS}


@pytest.mark.parametrize("file", by_id(case_files()))
def test_a_deployment_has_no_other_images(file: Path) -> None:
    """But those that its tfvars name, which are the team's to choose."""
    images = images_in_values(expected_values(file))
    assert images
    assert images - OURS <= set(images_in_tfvars(text_of(file)))


@pytest.mark.parametrize("file", by_path([*case_files(), *PAGES]))
def test_images_to_copy_are_exact(file: Path) -> None:
    text = text_of(file)
    images = {*images_in_tfvars(text), *images_in_text(text)}
    assert [each for image in images for each in floating_image(image, digest=False)] == []


IMAGE = "quay.io/jupyter/scipy-notebook"


@pytest.mark.parametrize(
    "tag", ["2026-10-05", "cuda12-2026-09-01", "1.2.3", "v1.2.3-slim", "0a1b2c3d4e5f", "sha-0a1b2c3"]
)
def test_an_exact_tag(tag: str) -> None:
    assert floating_image(f"{IMAGE}:{tag}", digest=False) == []
    assert floating_image(f"{IMAGE}:{tag}", digest=True) == [f"{IMAGE}:{tag} has no digest"]
    assert floating_image(f"{IMAGE}:{tag}@{HASH}", digest=True) == []


@pytest.mark.parametrize(
    "tag", ["latest", "main", "stable", "1", "v4", "1.2", "cuda12-latest", "python-3.13", "2026", "nightly-2026-10-05"]
)
def test_a_tag_that_floats(tag: str) -> None:
    assert floating_image(f"{IMAGE}:{tag}", digest=False) == [f"{IMAGE}:{tag} has no exact tag"]
    # It would lie to the reader.
    assert floating_image(f"{IMAGE}:{tag}@{HASH}", digest=True) == [f"{IMAGE}:{tag}@{HASH} has no exact tag"]


@pytest.mark.parametrize(
    ("image", "digest", "floats"),
    [
        (IMAGE, False, "no tag"),
        ("registry.example:5000/team/image", False, "no tag"),
        (f"{IMAGE}@{HASH}", False, ""),
        (f"{IMAGE}@{HASH}", True, "no tag"),
        (f"{IMAGE}:2026-10-05@{HASH[:-1]}", True, "no whole digest"),
        (f"{IMAGE}:2026-10-05@sha256", False, "no whole digest"),
    ],
)
def test_the_parts_of_an_image(image: str, digest: bool, floats: str) -> None:
    assert floating_image(image, digest=digest) == ([f"{image} has {floats}"] if floats else [])


@pytest.mark.parametrize(
    ("text", "images"),
    [
        (f'["{IMAGE}:1.2.3", "{IMAGE}:1.2.3@{HASH}"]', {f"{IMAGE}:1.2.3", f"{IMAGE}:1.2.3@{HASH}"}),
        (f"It is {IMAGE}:latest.", {f"{IMAGE}:latest"}),
        (f"registry.example:5000/a/b@{HASH}", {f"registry.example:5000/a/b@{HASH}"}),
        (f"{IMAGE}, cloud.google.com/gke-spot, https://hub.jupyter.org:443/a:b, ann@example.com/a:1", set()),
    ],
)
def test_images_in_a_text(text: str, images: set[str]) -> None:
    assert images_in_text(text) == images


def test_images_in_values() -> None:
    values = {"image": {"name": IMAGE, "tag": "1"}, "list": [{"image": "busybox"}, {"image": "{value}"}, f"{IMAGE}:2"]}
    assert images_in_values(values) == {f"{IMAGE}:1", "busybox", f"{IMAGE}:2"}


def test_images_in_tfvars() -> None:
    text = f'notebook_image = "{IMAGE}"\nprofiles = [{{ name = "a", images = ["a:1", "b"] }}, {{ images=["c"] }}]\n'
    assert images_in_tfvars(text) == [IMAGE, "a:1", "b", "c"]
