"""Each rule refuses what it is there for and nothing else: the cases of the plan, computed in Python."""

from typing import Any

import pytest

from jupyter_on_gke.given import converted, plain, refusals, sentence_of
from jupyter_on_gke.surface import VARIABLES
from tests.invariants.test_bounds import VALUES, Value, label
from tests.support.settled import PLACE
from tests.test_rejected import ACCEPTED, BASE, parameters

DEFAULTS = {variable.name: plain(variable.default) for variable in VARIABLES if not variable.required}
TYPES = {variable.name: variable.type for variable in VARIABLES}
RULES = {f"{each.name} {number}": rule for each in VARIABLES for number, rule in enumerate(each.validations)}


def said(values: dict[str, Any]) -> dict[str, str]:
    """Validation -> the sentence with which it refuses, each asked for itself."""
    left = {name: converted(value, TYPES[name]) for name, value in values.items()}
    sentences = {name: sentence_of(rule.sentence, left) for name, rule in RULES.items()}
    return {name: sentence for name, sentence in sentences.items() if sentence}


@pytest.mark.parametrize("case", parameters())
def test_refused_by_the_one(case: dict[str, Any]) -> None:
    """What is wrong is said once, by the rule that it is a case of."""
    values = DEFAULTS | BASE | case["set"]
    assert refusals(VARIABLES, values) == [said(values)[case["refused"]]]


@pytest.mark.parametrize("number", range(len(ACCEPTED)))
def test_taken(number: int) -> None:
    assert said(DEFAULTS | BASE | ACCEPTED[number]) == {}


@pytest.mark.parametrize("number", range(len(VALUES)), ids=label)
def test_bound(number: int) -> None:
    value: Value = VALUES[number]
    of_variable = [name for name in said(DEFAULTS | PLACE | value.written) if name.split()[0] == value.variable]
    assert len(of_variable) == (0 if value.accepted else 1), value.written
