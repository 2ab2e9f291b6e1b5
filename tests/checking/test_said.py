"""All that `check` says of files, as people read it."""

import pytest

from tests.checking.test_check import CODES, FOLDER, checked
from tests.support.cases import EXPECTED
from tests.support.expectations import expect_text


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_said_of_a_file(name: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is expected is read as a user reads it."""
    monkeypatch.chdir(FOLDER)
    result = checked(name)
    assert result.exit_code == code
    expect_text(result.output, EXPECTED / "checked" / f"{name}.txt")
