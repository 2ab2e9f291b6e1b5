"""The catalog of accelerators: well-formed, and as documented where that is known."""

import re

import pytest

from jupyter_on_gke.accelerators.gpus import GPUS, Gpu


@pytest.mark.parametrize("gpu", [pytest.param(gpu, id=gpu.name) for gpu in GPUS])
def test_zones(gpu: Gpu) -> None:
    assert len(set(gpu.zones)) == len(gpu.zones)
    for zone in gpu.zones:
        assert re.fullmatch(r"[a-z]+-[a-z]+[0-9]+-([a-z]|ai[0-9][a-z])", zone), zone


def test_names_are_different() -> None:
    assert len({gpu.name for gpu in GPUS}) == len(GPUS)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("nvidia-tesla-t4", "us-central1-a"),
        ("nvidia-l4", "us-central1-a"),
        ("nvidia-tesla-a100", "us-central1-a"),
        ("nvidia-h100-80gb", "us-central1-a"),
    ],
)
def test_known_places(name: str, zone: str) -> None:
    assert zone in next(gpu.zones for gpu in GPUS if gpu.name == name)
