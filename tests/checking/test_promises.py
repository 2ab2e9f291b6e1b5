"""What `check` promises, written by hand: promises.yaml and values.yaml, which no refresh writes."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_on_gke.checking import hcl
from jupyter_on_gke.checking.checked import check
from tests.support.documents import read_yaml

HERE = Path(__file__).parent
PROMISES: dict[str, Any] = read_yaml((HERE / "promises.yaml").read_text(encoding="utf-8"))
VALUES: list[Any] = read_yaml((HERE / "values.yaml").read_text(encoding="utf-8"))
BEGINNING = {
    "project_id": '"demo-project"',
    "cluster_name": '"c"',
    "cluster_location": '"us-central1"',
    "create_cluster": "true",
    "add_auth": "false",
}


@pytest.mark.parametrize("case", [pytest.param(each, id=name) for name, each in PROMISES.items()])
def test_what_is_said(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / ("x.tfvars.json" if "json" in case else "x.tfvars")
    # A line that is left out stays one: places are the same.
    lines = ["" if name == case.get("without") else f"{name} = {value}" for name, value in BEGINNING.items()]
    file.write_text(case.get("json") or "\n".join([*lines, case.get("text", "")]), encoding="utf-8")
    problems = check([file]).problems
    said = [f"{each.kind} {each.place.line}:{each.place.column} {each.sentence}" for each in problems]
    assert len(said) == len(case["says"]), said
    assert [begin for one, begin in zip(said, case["says"], strict=True) if not one.startswith(begin)] == [], said
    assert all(each.place.file == str(file) for each in problems)


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_what_a_text_gives(number: int) -> None:
    text, value = VALUES[number]
    reading = hcl.read("x", text.encode())
    assert (reading.problems, {name: each.value for name, each in reading.given}) == ([], {"a": value})
