"""What doctor says of what was recorded or is documented, as `--refresh` writes it into the cases."""

from pathlib import Path

import pytest

from tests.doctoring.records import CASES, found, read, write
from tests.support.expectations import refreshing


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yaml")), ids=lambda file: str(file.stem))
def test_what_is_found(file: Path) -> None:
    case = read(file)
    assert ("how" in case) != ("source" in case), "say how it was made, or who wrote it"
    if refreshing():
        write(file, case | {"finds": found(case)})
        return
    assert found(case) == case["finds"]
