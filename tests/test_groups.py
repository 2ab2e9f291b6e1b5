"""What shares a hub or a scheduler runs in one process: xdist reads groups of a test's name, which pytest 9.2 hides."""

import os

import pytest


@pytest.mark.xdist_group("a group")
def test_groups_are_heard(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith("@a group") == ("PYTEST_XDIST_WORKER" in os.environ)
