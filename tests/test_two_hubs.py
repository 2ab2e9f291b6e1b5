"""Two hubs of one project have no name at Google in common."""

from typing import Any

import pytest

from tests.support.cases import CASES
from tests.support.documents import read_yaml
from tests.support.evaluated import Given, evaluated
from tests.support.synth import Json

PAIRS: list[dict[str, Any]] = read_yaml((CASES / "two_hubs.yaml").read_text(encoding="utf-8"))
NAMES = {
    "address": ("google_compute_global_address", "jupyterhub", "name"),
    "ssl_policy": ("google_compute_ssl_policy", "jupyterhub", "name"),
    "role": ("google_project_iam_custom_role", "hub_backends", "role_id"),
}
"""What every hub makes at Google, whoever's the cluster is."""


@pytest.fixture(scope="module")
def hubs(terraform: str, synthesized: Json, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The names of each hub: those of the first pair, of the second, and so on."""
    names = {}
    for key, (kind, name, attribute) in NAMES.items():
        # What was there before has the name that people wrote.
        assert synthesized["resource"][kind].keys() - {"managed"} == {name}
        names[key] = synthesized["resource"][kind][name][attribute]
    names["account"] = "${local.namespace}/${local.service_account}"
    return evaluated(
        synthesized | {"locals": synthesized["locals"] | names},
        tmp_path_factory.mktemp("hubs"),
        wanted=names,
        cases=[Given(variables=pair[each], instead={}) for pair in PAIRS for each in ("one", "other")],
    )


@pytest.mark.terraform
@pytest.mark.parametrize("number", [pytest.param(n, id=pair["pair"]) for n, pair in enumerate(PAIRS)])
def test_two_hubs_share_no_name(number: int, hubs: list[dict[str, str]]) -> None:
    one, other = hubs[2 * number : 2 * number + 2]
    shared = {name for name, value in one.items() if other[name] == value}
    assert shared == (set(one) if PAIRS[number].get("same") else set())
