"""Fixtures of the promises."""

import shutil

import pytest

from tests.support.needs import lack

HERE = "tests/invariants/"


@pytest.fixture(scope="session")
def terraform_alone() -> None:
    """For what needs no provider."""
    if not shutil.which("terraform"):
        lack("terraform", "Terraform is not here: install Terraform 1.11 or newer to run this test.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is here is a promise: `make mutants` asks it, whatever it needs."""
    for item in items:
        if item.nodeid.startswith(HERE):
            item.add_marker("promise")
