"""Each thing that can be in the way of a page, and what is said of it."""

import json

import pytest

from jupyter_on_gke.waiting.network import Answer
from jupyter_on_gke.waiting.obstacles import OBSTACLES
from tests.waiting.cases import CASES, Case
from tests.waiting.worlds import HOST, World, world

__all__ = ["world"]

NO_PAGE = Answer(error="CERTIFICATE_VERIFY_FAILED", is_tls=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.obstacle))
def test_what_is_in_the_way(world: World, case: Case) -> None:
    world.pages = {HOST: NO_PAGE}
    for name, part in case.changes().items():
        setattr(world, name, part)
    result = world.wait("--timeout", "0", "--json")
    assert result.exit_code == 1, result.output
    found = json.loads(result.stdout)
    way = found["in_the_way"]
    assert (way["obstacle"], way["thing"], way["says"]) == (case.obstacle, case.thing, case.says)
    assert way["cure"].endswith(".")
    assert "{" not in way["cure"] + way["says"]


def test_every_obstacle_has_a_case() -> None:
    names = [each.name for each in OBSTACLES]
    assert len(names) == len(set(names))
    # The last comes later than the first look: test_looking_ends.py.
    assert {case.obstacle for case in CASES} >= set(names) - {"out_of_sight"}
