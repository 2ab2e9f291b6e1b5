"""The cases of plans, whose sentences Terraform said when they were written: `check` says the same of each."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.checking.checked import Report, check
from jupyter_on_gke.checking.known import CLUSTER
from tests.invariants.test_bounds import VALUES, label
from tests.support.cases import EXPECTED
from tests.support.documents import read_yaml
from tests.support.settled import PLACE
from tests.test_profiles import REFUSED, SETTLED, numbered
from tests.test_rejected import ACCEPTED, BASE, parameters
from tests.test_warned import SENTENCES as OF_WARNINGS
from tests.test_warned import WARNED
from tests.test_written_values import ACCEPTED as WRITTEN
from tests.test_written_values import BUCKETS, PLACES, written
from tests.test_written_values import REFUSED as WRONGLY_WRITTEN

SENTENCES = read_yaml((EXPECTED / "rejected.yaml").read_text(encoding="utf-8"))
OF_PROFILES = read_yaml((EXPECTED / "refused_profiles.yaml").read_text(encoding="utf-8"))
WARNINGS = read_yaml(OF_WARNINGS.read_text(encoding="utf-8"))


def checked(folder: Path, values: dict[str, Any]) -> Report:
    file = folder / "case.tfvars.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    return check([file])


def refused(report: Report) -> list[str]:
    return [" ".join(problem.sentence.split()) for problem in report.refused]


def knows_cluster(report: Report) -> bool:
    return not any(CLUSTER in note.sentence for note in report.notes)


@pytest.mark.parametrize("case", parameters())
def test_rejected(case: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """By the variable's own rules there is one sentence; what the whole cluster would be refused for may follow."""
    assert SENTENCES[request.node.callspec.id] == refused(checked(tmp_path, BASE | case["set"]))[0]


@pytest.mark.parametrize("number", range(len(VALUES)), ids=label)
def test_bounds(number: int, tmp_path: Path) -> None:
    value = VALUES[number]
    report = checked(tmp_path, PLACE | {"members_allowlist": "user:ann@example.com"} | value.written)
    variables = {problem.variable for problem in report.refused}
    assert not (value.accepted and value.variable in variables)
    # A rule that reads what is refused says nothing.
    assert value.accepted or variables & {value.variable, *value.written}


@pytest.mark.parametrize("number", range(len(ACCEPTED)))
def test_accepted(number: int, tmp_path: Path) -> None:
    report = checked(tmp_path, BASE | ACCEPTED[number])
    # What a whole cluster is refused for has tests of its own.
    assert [each for each in refused(report) if not each.startswith("profiles: ")] == []


@pytest.mark.parametrize("case", numbered(REFUSED, "refused"))
def test_profiles_are_refused(case: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report = checked(tmp_path, PLACE | {"add_auth": False} | case["set"])
    if knows_cluster(report):
        assert refused(report) == [OF_PROFILES[request.node.callspec.id]]
    else:
        assert refused(report) in ([], [OF_PROFILES[request.node.callspec.id]])


@pytest.mark.parametrize("case", numbered(SETTLED, "case"))
def test_profiles_are_taken(case: dict[str, Any], tmp_path: Path) -> None:
    report = checked(tmp_path, PLACE | {"add_auth": False} | case["set"])
    assert refused(report) == []
    assert knows_cluster(report) or not case["set"].get("create_cluster")


@pytest.mark.parametrize("case", [*WRITTEN, *WRONGLY_WRITTEN], ids=lambda case: "-".join(case.get("keys", ["beside"])))
def test_written_values(case: dict[str, Any], tmp_path: Path) -> None:
    place = PLACES[case.get("cluster", "standard")]
    values = {**PLACE, "add_auth": False, **BUCKETS, **place, **case.get("set", {}), "jupyterhub_values": written(case)}
    report = checked(tmp_path, values)
    said = refused(report)
    if "refused" in case and knows_cluster(report):
        assert len(said) == 1
        assert said[0].startswith(f"jupyterhub_values has {case['refused']}")
    elif "refused" not in case:
        assert said == []


@pytest.mark.parametrize("number", range(len(WARNED)))
def test_warned(number: int, tmp_path: Path) -> None:
    case = WARNED[number]
    report = checked(tmp_path, BASE | {"members_allowlist": "user:ann@cymbal.dev"} | case["set"])
    sentences = [" ".join(problem.sentence.split()) for problem in report.warnings]
    said = [each for each in sentences if each in WARNINGS.values()]
    assert said == ([WARNINGS[f"{case['warned']}-{number}"]] if "warned" in case else [])
