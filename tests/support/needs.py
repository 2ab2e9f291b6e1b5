"""What a machine may lack: its tests are skipped and say how to get it, or fail where it must be there."""

import os
from typing import NoReturn

import pytest

REQUIRED = "TESTS_REQUIRE"
"""Environment variable: words for what must be there (terraform, cluster, cli), separated by blanks."""


def lack(what: str, how: str) -> NoReturn:
    """Skips the test for lack of `what`; fails it if that is required here."""
    if what in os.environ.get(REQUIRED, "").split():
        pytest.fail(f"{what} is required here, but {how}", pytrace=False)
    pytest.skip(how)
