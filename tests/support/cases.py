"""Cases as data: a tfvars file, and beside it what its plan must hold."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from jupyter_on_gke.jupyterhub.hub_modules import FOLDER
from tests.support.documents import read_yaml
from tests.support.expectations import expect_yaml
from tests.support.grants import grants
from tests.support.synth import ROOT, Json
from tests.support.terraform import managed
from tests.support.values import release_values

CASES = Path(__file__).parents[1] / "cases"
EXPECTED = CASES / "expected"
PROFILE_LISTS = EXPECTED / "profile-lists"
HERE = {f"(exactly the text of {file.name})": file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.py"))}
"""What stands for the hub's modules in expectations."""


def case_files() -> list[Path]:
    """Every tfvars file that has to apply: the variants, the blueprint's own, and those we ship."""
    folders = (CASES / "variants", CASES / "seeds", ROOT / "tfvars")
    return sorted(file for folder in folders for file in folder.glob("*.tfvars"))


def case_id(file: Path) -> str:
    """`variants/existing-iap-none` and the like."""
    return f"{file.parent.name}/{file.stem}"


def by_id(files: Iterable[Path]) -> list[Any]:
    """The cases as parameters of a test."""
    return [pytest.param(file, id=case_id(file)) for file in files]


def expect_case(file: Path, resources: dict[str, Json], outputs: dict[str, Json]) -> None:
    """Compares counts of resources, chosen values, and what must not be there.

    Which values are chosen and what is absent is written by hand in the case's expectation, under
    `values` and `absent`; a refresh keeps that choice. Counts and outputs are complete.
    """
    expected_file = EXPECTED / f"{case_id(file)}.yaml"
    chosen = expected(file) if expected_file.exists() else {}
    for prefix in chosen.get("absent", []):
        there = [address for address in resources if address.startswith(prefix)]
        assert not there, f"{case_id(file)} must not have {', '.join(there)}"
    expect_yaml(
        {
            "counts": dict(sorted(Counter(address.split(".")[0] for address in managed(resources)).items())),
            "values": {
                address: {path: pick(resources.get(address), path) for path in paths}
                for address, paths in chosen.get("values", {}).items()
            },
            "absent": chosen.get("absent", []),
            "grants": grants(resources),
            "outputs": dict(sorted(outputs.items())),
        },
        expected_file,
    )
    # Complete, so that other tests can ask the chart, its schema or KubeSpawner about them.
    values = release_values(resources["helm_release.jupyterhub"])
    values["singleuser"]["profileList"] = expect_profile_list(values["singleuser"]["profileList"])
    expect_yaml(swap(values, {text: name for name, text in HERE.items()}), values_file(file))


def expect_profile_list(profiles: Json) -> str:
    """Compares a profile list, which many cases share, in a file of its own; returns the file's name."""
    text = yaml.safe_dump(profiles, sort_keys=True)
    name = f"{'-'.join(each['slug'] for each in profiles)[:48]}-{hashlib.sha256(text.encode()).hexdigest()[:6]}.yaml"
    expect_yaml(profiles, PROFILE_LISTS / name)
    return name


def expected(file: Path) -> Json:
    """What a case's plan must hold."""
    return read_yaml((EXPECTED / f"{case_id(file)}.yaml").read_text(encoding="utf-8"))


def values_file(file: Path) -> Path:
    """Where the chart's values of a case are expected."""
    return EXPECTED / file.parent.name / f"{file.stem}.values.yaml"


def expected_values(file: Path) -> Json:
    """The chart's values of a case."""
    values = _read(values_file(file).read_text(encoding="utf-8"))
    profile_list = _read((PROFILE_LISTS / values["singleuser"]["profileList"]).read_text(encoding="utf-8"))
    # What `swap` returns is its caller's own.
    return swap({**values, "singleuser": {**values["singleuser"], "profileList": profile_list}}, HERE)


@cache
def _read(text: str) -> Json:
    """The data of a document that many tests ask for. Not to be changed."""
    return read_yaml(text)


def swap(values: Json, texts: Mapping[str, str]) -> Json:
    """The values with texts in place of others: no expectation repeats the hub's modules."""
    if isinstance(values, dict):
        return {key: swap(value, texts) for key, value in values.items()}
    if isinstance(values, list):
        return [swap(value, texts) for value in values]
    return texts.get(values, values) if isinstance(values, str) else values


def pick(values: Json, path: str) -> Json:
    """The value at a path like `node_config.0.machine_type`; None where there is none."""
    for step in path.split("."):
        if isinstance(values, list):
            values = values[int(step)] if int(step) < len(values) else None
        elif values is not None:
            values = values.get(step)
    return values
