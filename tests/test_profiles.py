"""Profiles as Terraform settles them: what is offered by default, which pools they are for, and what is refused."""

import re
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.jupyterhub import hub_placing
from jupyter_on_gke.profiles.checks import REFUSALS
from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.expectations import expect_entry
from tests.support.settled import Settled, settled
from tests.support.synth import Json
from tests.support.terraform import Workspace

pytestmark = pytest.mark.terraform

REFUSED: list[dict[str, Any]] = read_yaml((CASES / "refused_profiles.yaml").read_text(encoding="utf-8"))
SETTLED: list[dict[str, Any]] = read_yaml((CASES / "settled_profiles.yaml").read_text(encoding="utf-8"))
EXPECTED = CASES / "expected"


def numbered(cases: list[dict[str, Any]], name: str) -> list[Any]:
    return [pytest.param(case, id=f"{name}-{case[name]}-{number}") for number, case in enumerate(cases)]


def settle(case: dict[str, Any], synthesized: Json, folder: Path) -> Settled:
    return settled(synthesized, folder, case["set"], case.get("existing"))


@pytest.mark.parametrize("case", numbered(REFUSED, "refused"))
def test_refused(case: dict[str, Any], synthesized: Json, terraform: str, tmp_path: Path, request: Any) -> None:
    refusals = settle(case, synthesized, tmp_path).refusals
    assert len(refusals) == 1, f"one mistake, one sentence: {refusals}"
    assert refusals[0].startswith(("profiles: ", "home_disk_regional is ", "home_disk_type is "))
    expect_entry(refusals[0], EXPECTED / "refused_profiles.yaml", request.node.callspec.id)


def test_every_refusal_has_a_case() -> None:
    assert {case["refused"] for case in REFUSED} == set(range(len(REFUSALS + hub_placing.REFUSALS)))


def test_nothing_is_created_before_a_refusal(stack: Path, stand_ins: None, tmp_path: Path) -> None:
    (tmp_path / "case.tfvars").write_text(
        'project_id = "demo-project"\ncluster_name = "ml"\ncluster_location = "us-central1"\nadd_auth = false\n'
        'create_cluster = true\nautopilot_cluster = false\nprofiles = [{ name = "gpu", accelerator = "nvidia-l4" }]\n',
        encoding="utf-8",
    )
    workspace = Workspace.create(stack, tmp_path, tmp_path / "case.tfvars")
    workspace.init()
    refused = workspace.apply()
    assert refused.code == 1
    assert "profiles: gpu (1 x nvidia-l4, not spot, machine type g2-standard-4) fits no" in " ".join(
        refused.output.replace("│", " ").split()
    )
    assert workspace.resources() == {}


@pytest.mark.parametrize("case", numbered(SETTLED, "case"))
def test_settled(case: dict[str, Any], synthesized: Json, terraform: str, tmp_path: Path, request: Any) -> None:
    result = settle(case, synthesized, tmp_path)
    assert result.refusals == []
    shown = ("display_name", "cpu_guarantee", "memory_guarantee", "pools", "selector", "storage")
    actual = {
        "home_zones": result.locals["home_zones"],
        "mounts_buckets": result.locals["mounts_buckets"],
        "profiles": {each["name"]: {key: each[key] for key in shown} for each in result.locals["profiles"]},
    }
    expect_entry(actual, EXPECTED / "settled_profiles.yaml", request.node.callspec.id)


DIGEST, OTHER_DIGEST = f"@sha256:{'1' * 64}", f"@sha256:{'2' * 64}"
SHOWN = {
    "quay.io/jupyter/scipy-notebook:2026-10-05": "scipy-notebook:2026-10-05",
    f"quay.io/jupyter/scipy-notebook:2026-10-05{DIGEST}": "scipy-notebook:2026-10-05",
    f"quay.io/jupyter/scipy-notebook:2026-10-05{OTHER_DIGEST}": "scipy-notebook:2026-10-05",
    f"quay.io/jupyter-scipy-notebook:2026-10-05{DIGEST}": "jupyter-scipy-notebook:2026-10-05",
    f"quay.io/jupyter/scipy/notebook:CUDA_1.2{DIGEST}": "notebook:CUDA_1.2",
    f"registry.example:5000/team/image{DIGEST}": "image@sha256:111111111111",
    "registry.example:5000/team/image:1.2.3": "image:1.2.3",
}
"""Image -> what people read. Some differ in nothing but a digest or a sign."""
NO_IMAGES = {
    "no-tag": "registry.example:5000/team/image",
    "latest": "quay.io/jupyter/scipy-notebook:latest",
    "short-digest": f"quay.io/jupyter/scipy-notebook:2026-10-05{DIGEST[:-1]}",
    "long-digest": f"quay.io/jupyter/scipy-notebook@sha256:{'1' * 65}",
    "another-hash": f"quay.io/jupyter/scipy-notebook:2026-10-05@sha512:{'1' * 64}",
    "digest-first": f"quay.io/jupyter/scipy-notebook{DIGEST}:2026-10-05",
    "two-digests": f"quay.io/jupyter/scipy-notebook{DIGEST}{DIGEST}",
    "no-digest": "quay.io/jupyter/scipy-notebook:2026-10-05@",
}


def test_images_as_people_read_them(synthesized: Json, terraform: str, tmp_path: Path) -> None:
    result = settle({"set": {"profiles": [{"name": "cpu", "images": list(SHOWN)}]}}, synthesized, tmp_path)
    assert result.refusals == []
    (profile,) = result.locals["profile_list"]
    choices = profile["profile_options"]["image"]["choices"]
    assert {each["kubespawner_override"]["image"]: each["display_name"] for each in choices.values()} == SHOWN
    assert [key for key in choices if not re.fullmatch("[A-Za-z0-9-]{1,50}", key)] == []
    assert [each["kubespawner_override"]["image"] for each in choices.values() if each["default"]] == [
        next(iter(SHOWN))
    ]


def test_what_is_no_exact_image(synthesized: Json, terraform: str, tmp_path: Path) -> None:
    profiles = [{"name": name, "images": [image]} for name, image in NO_IMAGES.items()]
    exact = [{"name": f"exact-{number}", "images": [image]} for number, image in enumerate(SHOWN)]
    (refusal,) = settle({"set": {"profiles": [*exact, *profiles]}}, synthesized, tmp_path).refusals
    assert refusal.startswith(f"profiles: {', '.join(NO_IMAGES)} has a repeated image, or one without an exact tag")
