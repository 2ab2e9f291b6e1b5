"""What a program gives is judged by the variables' rules in Python, with the sentences of the plan."""

from typing import Any

import pytest

from jupyter_on_gke.given import plain, refusals
from jupyter_on_gke.surface import VARIABLES
from tests.support.documents import read_yaml
from tests.test_rejected import ACCEPTED, BASE, MESSAGES, parameters

SENTENCES: dict[str, str] = read_yaml(MESSAGES.read_text(encoding="utf-8"))
DEFAULTS = {variable.name: plain(variable.default) for variable in VARIABLES if not variable.required}


@pytest.mark.parametrize("case", parameters())
def test_python_refuses_as_the_plan_does(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    found = refusals(VARIABLES, DEFAULTS | BASE | case["set"])
    assert found == [SENTENCES[request.node.callspec.id]]


@pytest.mark.parametrize("number", range(len(ACCEPTED)))
def test_python_takes_what_the_plan_takes(number: int) -> None:
    assert refusals(VARIABLES, DEFAULTS | BASE | ACCEPTED[number]) == []
