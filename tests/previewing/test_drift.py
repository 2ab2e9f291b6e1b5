"""What is not as the last apply left it: drift.yaml, in the three forms of a report."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from jupyter_on_gke.previewing import wording
from jupyter_on_gke.previewing.command import command
from jupyter_on_gke.previewing.markdown import plain
from tests.previewing.test_reading import cases
from tests.support.synth import Json
from tests.upgrading.test_upgrade_check import plan_of


def said(case: Json, folder: Path, *options: str) -> str:
    plan = plan_of(case["changes"]) | {"resource_drift": plan_of(case["drift"])["resource_changes"]}
    file = folder / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    answer = CliRunner().invoke(command, [str(file), *options])
    assert answer.exit_code in (0, 1), answer.output
    return answer.output


@pytest.mark.parametrize("case", cases("drift.yaml"))
def test_what_is_said_of_drift(case: Json, tmp_path: Path) -> None:
    text = said(case, tmp_path)
    title = [wording.DRIFT, f"  {wording.DRIFT_MEANS}"] if case["says"] else []
    assert "".join(f"{line}\n" for line in [*title, *(f"  {line}" for line in case["says"]), ""]) in text
    assert (wording.DRIFT in text) == (case["says"] != [])

    markdown = said(case, tmp_path, "--markdown")
    lines = [line.removeprefix("  - ").removeprefix("- ") for line in markdown.splitlines()]
    assert [plain(line.strip()) for line in case["says"] if plain(line.strip()) not in lines] == []
    assert (f"#### {wording.DRIFT}" in markdown) == (case["says"] != [])

    found = json.loads(said(case, tmp_path, "--json"))["drifted"]
    as_lines = []
    for each in found:
        as_lines.append(f"{each['what']}: {each['then']} ({each['address']})")
        as_lines += [f"  {one['path']}: {one['before']} -> {one['after']}" for one in each["differences"]]
    assert as_lines == case["says"]
    assert "OLD" not in f"{found}{text}{markdown}"
    assert "NEW" not in f"{found}{text}{markdown}"


def test_a_plan_without_drift_says_nothing_of_it(tmp_path: Path) -> None:
    text = said({"changes": [], "drift": []}, tmp_path)
    assert text == f"{wording.NO_CHANGES}\n\nNot known before the apply\n" + text.partition("apply\n")[2]
    assert wording.DRIFT not in text
