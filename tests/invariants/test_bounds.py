"""The last value that each bound accepts, and the first that it refuses: bounds.yaml, in one run of Terraform."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.native import write_native
from tests.support.promises import promised
from tests.support.settled import PLACE, needed_locals, variables_without
from tests.support.synth import Json
from tests.support.terraform import Workspace

BOUNDS: dict[str, Any] = promised("bounds")
TIMES = re.compile(r"(.)\*(\d+)")
# A number of letters from one to another, or a comparison with a number; none of them is `<= 0`.
BOUND = re.compile(r"\{\d+,\d+\}|[<>]=? [1-9]|>= 0")
# What is asked: the others take time, and have no bound.
HAS_BOUND = re.compile(r" [<>]=? |\{\d+,\d+\}|floor|\"\[\]\"")
# What every pool needs beside its name.
MACHINES = {"cpu_pools": "n2-standard-4", "gpu_pools": "n1-standard-8", "tpu_pools": "ct5lp-hightpu-1t"}


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value that is tried: the variable whose validations are asked, and what is written."""

    variable: str
    written: dict[str, Json]
    accepted: bool


def repeated(data: Json) -> Json:
    """The data with `a*3` as `aaa`."""
    return json.loads(TIMES.sub(lambda found: found[1] * int(found[2]), json.dumps(data, ensure_ascii=False)))


def pooled(variable: str, pool: dict[str, Json]) -> list[Json]:
    zones = {} if variable == "cpu_pools" else {"node_locations": "us-central1-a"}
    return [{"name": "a", "machine_type": MACHINES[variable], **zones, **pool}]


def values() -> Iterator[Value]:
    for pair in BOUNDS["pairs"]:
        for variable in pair["of"]:
            for accepted, value in ((True, pair["last"]), (False, pair["first"])):
                written = {pair.get("by", variable): pooled(variable, value) if "pool" in pair else value}
                beside = {variable: pair["value"]} if "by" in pair else {}
                every = repeated(pair.get("with", {}) | beside | written)
                yield Value(variable=variable, written=every, accepted=accepted)


VALUES = list(values())


def validations(synthesized: Json, variable: str) -> list[str]:
    """The conditions of a variable, as expressions."""
    found = synthesized["variable"][variable].get("validation", [])
    return [each["condition"].removeprefix("${").removesuffix("}") for each in found]


def asked(synthesized: Json, number: int) -> str:
    """What each validation says to the value; null where it cannot be evaluated."""
    value = VALUES[number]
    bounded = (each if HAS_BOUND.search(each) else "true" for each in validations(synthesized, value.variable))
    conditions = "[" + ", ".join(f"try({each}, null)" for each in bounded) + "]"
    for name in value.written:
        conditions = re.sub(rf"\bvar\.{name}\b", f"local.written[{number}].{name}", conditions)
    return f"${{{conditions}}}"


@pytest.fixture(scope="module")
def answers(
    terraform_alone: None, synthesized: Json, tmp_path_factory: pytest.TempPathFactory
) -> list[list[bool | None]]:
    """What the validations say to each value."""
    questions = [asked(synthesized, number) for number in range(len(VALUES))]
    named = {name for question in questions for name in re.findall(r"\blocal\.(\w+)", question)} - {"written"}
    bare = variables_without(synthesized, "sensitive", "validation")
    alone = {
        "variable": bare,
        "locals": needed_locals(synthesized | {"variable": bare}, named)
        | {"written": [value.written for value in VALUES], "answers": questions},
    }
    folder: Path = tmp_path_factory.mktemp("bounds")
    write_native(alone, folder)
    (folder / "base.auto.tfvars.json").write_text(json.dumps(PLACE), encoding="utf-8")
    found: list[list[bool | None]] = Workspace(folder=folder).evaluated("local.answers")
    return found


def label(number: int) -> str:
    value = VALUES[number]
    return f"{value.variable}-{'last' if value.accepted else 'first'}-{number // 2}"


@pytest.mark.terraform
@pytest.mark.parametrize("number", range(len(VALUES)), ids=label)
def test_bound(number: int, answers: list[list[bool | None]]) -> None:
    value = VALUES[number]
    assert answers[number].count(False) == (0 if value.accepted else 1), value.written
    assert None not in answers[number], "a validation that cannot be evaluated says nothing"


@pytest.mark.terraform
def test_no_bound_without_a_pair(answers: list[list[bool | None]], synthesized: Json) -> None:
    refusing = Counter(
        f"{value.variable} {said.index(False)}" for value, said in zip(VALUES, answers, strict=True) if False in said
    )
    wanted = {
        f"{variable} {number}": len(BOUND.findall(condition))
        for variable in synthesized["variable"]
        for number, condition in enumerate(validations(synthesized, variable))
    }
    unpaired: dict[str, list[Any]] = BOUNDS["unpaired"]
    lacking = {each: count for each, count in wanted.items() if refusing[each] + unpaired.get(each, [0])[0] < count}
    assert lacking == {}
    assert unpaired.keys() <= {each for each, count in wanted.items() if refusing[each] < count}
