"""Fixtures of the promises."""

import shutil

import pytest

from tests.support.needs import lack


@pytest.fixture(scope="session")
def terraform_alone() -> None:
    """For what needs no provider."""
    if not shutil.which("terraform"):
        lack("terraform", "Terraform is not here: install Terraform 1.11 or newer to run this test.")
