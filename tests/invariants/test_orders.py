"""What waits for what: orders.yaml."""

from typing import Any

import pytest

from tests.support.orders import before, graph
from tests.support.promises import matching, promised
from tests.support.synth import Json

ORDERS: list[dict[str, Any]] = promised("orders")


@pytest.mark.parametrize("order", [pytest.param(each, id=f"{each['first']}-{each['then'][0]}") for each in ORDERS])
def test_order(order: dict[str, Any], synthesized: Json) -> None:
    edges = graph(synthesized)
    firsts = set(matching(order["first"], edges))
    for pattern in order["then"]:
        for later in matching(pattern, edges):
            assert firsts - before(later, edges) == set(), f"{later} has to wait for these"


def test_existing_things_are_looked_up_while_planning(synthesized: Json) -> None:
    """A wrong name is found before anything is made: no data source waits for what is yet to be."""
    edges = graph(synthesized)
    waiting = {
        address: made
        for address in edges
        if address.startswith("data.")
        and (made := {each for each in before(address, edges) if not each.startswith(("data.", "local."))})
    }
    assert waiting == {}


def test_the_graph_goes_by_locals() -> None:
    synthesized = {
        "locals": {"name": "${google_a.one.name}-x"},
        "resource": {"google_a": {"one": {}}, "helm_b": {"two": {"name": "${local.name}"}}, "google_c": {"three": {}}},
        "data": {},
    }
    edges = graph(synthesized)
    assert before("helm_b.two", edges) == {"local.name", "google_a.one"}
    assert before("google_c.three", edges) == set()
