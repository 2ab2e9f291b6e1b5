"""Every cause has a case, of what was recorded or is documented, whose file has its name."""

from pathlib import Path

import pytest

from jupyter_on_gke.doctoring.causes import CAUSES
from tests.doctoring.records import CASES, found, read

TWIN = "alice-__-_--_---__-_--__---_-----_---_@corp.example"
WHO = ("ann@example.com", TWIN, "somebody", "the hub", "admin", "evil", "bob")
FILES = sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_case_is_of_the_cause_that_its_name_says(file: Path) -> None:
    """By hand, where a refresh would write another cause into the file."""
    (one,) = found(read(file))
    assert one["cause"] == file.stem.partition("-")[0]
    assert one["who"] in WHO
    assert "{" not in one["says"] + one["cure"]


def test_every_cause_has_a_case_of_its_name() -> None:
    names = [cause.name for cause in CAUSES]
    assert len(names) == len(set(names))
    assert {file.stem for file in FILES} >= set(names)
    for name in names:
        assert name in [each["cause"] for each in read(CASES / f"{name}.yaml")["finds"]], name
