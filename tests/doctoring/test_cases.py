"""What doctor says of what was recorded or is documented: every cause has a case."""

from pathlib import Path

import pytest

from jupyter_on_gke.doctoring.causes import CAUSES
from tests.doctoring.records import CASES, found, read, write
from tests.support.expectations import refreshing

FILES = sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_what_is_found(file: Path) -> None:
    case = read(file)
    assert ("how" in case) != ("source" in case), "say how it was made, or who wrote it"
    if refreshing():
        write(file, case | {"finds": found(case)})
        return
    assert found(case) == case["finds"]


def test_every_cause_has_a_case_of_its_name() -> None:
    names = [cause.name for cause in CAUSES]
    assert len(names) == len(set(names))
    assert {file.stem for file in FILES} >= set(names)
    for name in names:
        assert name in [each["cause"] for each in read(CASES / f"{name}.yaml")["finds"]], name
