"""Rules are functions, so tests are of functions: no Terraform."""

import pytest
from rules import cost_center, costs_are_told_apart, is_in_europe


def test_a_cost_center_is_asked_for() -> None:
    assert costs_are_told_apart({"cost-center": "4711"}) == ""
    assert costs_are_told_apart({"team": "research"}).startswith("resource_labels has no cost-center")


@pytest.mark.parametrize("location", ["europe-west4", "europe-west1-b"])
def test_europe(location: str) -> None:
    assert is_in_europe(location) == ""


def test_elsewhere() -> None:
    assert is_in_europe("us-central1") == 'cluster_location is "us-central1": write a region in Europe.'


def test_who_pays() -> None:
    assert cost_center({"cost-center": "4711"}) == "4711"
    assert cost_center({}) == "nobody"
