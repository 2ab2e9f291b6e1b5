"""What a plan says is read: what changes, who gains and loses access, what a pool costs. Cases are in files."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jupyter_on_gke.command.console import printable
from jupyter_on_gke.previewing import wording
from jupyter_on_gke.previewing.changes import Change
from jupyter_on_gke.previewing.command import command
from jupyter_on_gke.previewing.differences import differences
from jupyter_on_gke.previewing.prices import Prices
from jupyter_on_gke.previewing.quantities import Resources, quantities
from jupyter_on_gke.previewing.report import report
from jupyter_on_gke.previewing.servers import cpus_of, gib_of
from tests.support.documents import read_yaml
from tests.support.synth import Json
from tests.upgrading.test_upgrade_check import PLANS, plan_of

HERE = Path(__file__).parent


def cases(file: str) -> list[Any]:
    found = read_yaml((HERE / file).read_text(encoding="utf-8"))
    return [pytest.param(case, id=name) for name, case in found.items()]


@pytest.mark.parametrize("case", cases("differences.yaml"))
def test_what_changes(case: Json) -> None:
    given = {name: value for name, value in case.items() if name != "says"}
    change = Change(address="a.b", kind="a", actions=("update",), **given)
    assert [printable(wording.difference(each)) for each in differences(change)] == case["says"]


@pytest.mark.parametrize("case", cases("access.yaml"))
def test_who_gains_and_who_loses(case: Json) -> None:
    found = report(plan_of(case["changes"]))
    assert [each.text for each in found.gained] == case["gained"]
    assert [each.text for each in found.lost_access] == case["lost"]
    assert [each for each in found.unknown if "settings" in each] == case.get("says", [])


@pytest.mark.parametrize("case", cases("careful.yaml"))
def test_what_may_not_be_meant(case: Json) -> None:
    assert report(plan_of(case["changes"])).warnings == case["says"]


@pytest.mark.parametrize("case", cases("lost.yaml"))
def test_what_would_be_lost(case: Json) -> None:
    found = report(plan_of(case["changes"]))
    assert found.lost == case["lost"]
    assert found.warnings == case["says"]
    assert found.stops == (case["lost"] != [])


@pytest.mark.parametrize("case", cases("pools.yaml"))
def test_what_a_pool_costs(case: Json) -> None:
    of = [("google_container_node_pool", "x", case["has"])]
    found = quantities(Resources(of=of, location=case.get("location", "us-central1"), is_autopilot=False))
    assert {each.sku: [each.least, each.most] for each in found} == case["says"]
    assert case.get("what", found[0].what if found else None) in [*(each.what for each in found), None]


@pytest.mark.parametrize(
    ("amount", "cpus", "gib"),
    [("2", 2, 0), ("200m", 0.2, 0), (None, 0, 0), ("10Gi", 0, 10), ("512Mi", 0, 0.5), ("16G", 0, 14.901), ("x", 0, 0)],
)
def test_amounts_as_kubernetes_writes_them(amount: str | None, cpus: float, gib: float) -> None:
    assert (cpus_of(amount) if cpus or not gib else cpus) == cpus
    assert (gib_of(amount) if gib else 0) == gib


def test_a_plan_that_ends_everything() -> None:
    """What was billed is no more: each quantity with what it was."""
    has = {"node_count": 1, "location": "us-central1-a", "node_config": [{"machine_type": "e2-standard-4"}]}
    gone = [{"address": "google_container_node_pool.x", "type": "google_container_node_pool", "actions": ["delete"]}]
    (cost,) = report(plan_of([{**gone[0], "before": {"name": "x", **has}}])).costs
    assert cost.was is not None
    assert (cost.quantity.least, cost.quantity.most, cost.was.most) == (0, 0, 730)


def test_what_is_not_known_is_said() -> None:
    plan = plan_of(
        [
            {
                "address": "helm_release.jupyterhub",
                "type": "helm_release",
                "actions": ["create"],
                "after": {"name": "jupyterhub", "values": ["{}", None]},
                "after_unknown": {"values": [False, True]},
            }
        ]
    )
    plan |= {"output_changes": {"domain": {"after_unknown": True}, "uri": {"after_unknown": False}}, "errored": True}
    plan |= {"variables": {"admin_users": {"value": ["a@example.com", "b@example.com"]}}}
    assert report(plan).unknown == [
        "Outputs known after apply: domain.",
        "Document 2 of 2 of the settings of jupyterhub is known after apply: which administrators it names is not "
        "known.",
        "The variable admin_users names a@example.com, b@example.com.",
        "The cluster and its nodes are not of this plan: what they cost is not counted here.",
        "The plan ended with an error: what is missing in it is not known.",
    ]


def of_release(**more: Json) -> dict[str, Json]:
    values = {"singleuser": {"storage": {"capacity": "20Gi"}}, "hub": {"resources": {"requests": {"cpu": "200m"}}}}
    return {"address": "helm_release.hub", "type": "helm_release", "actions": ["create"], **more} | {
        "after": {"name": "hub", "values": [json.dumps(values)]}
    }


def test_what_is_forgotten_is_billed_as_before() -> None:
    has = {"name": "x", "location": "us-central1-a", "enable_autopilot": False}
    change = {"address": "google_container_cluster.x", "type": "google_container_cluster", "actions": ["forget"]}
    costs = report(plan_of([{**change, "before": has}])).costs
    assert [(each.quantity.sku, each.quantity.most, each.was) for each in costs] == [
        ("cluster/zonal", 730, None),
        ("logs", None, None),
        ("metrics", None, None),
    ]


def test_cloud_nat_counts_nodes_and_no_more_than_it_bills() -> None:
    pool: dict[str, Json] = {"location": "us-central1-a", "node_config": [{"machine_type": "e2-standard-4"}]}
    of: list[tuple[str, str, dict[str, Json]]] = [("google_compute_router_nat", "nat", {"name": "nat"})]
    of += [("google_container_node_pool", str(count), {**pool, "node_count": count}) for count in (3, 40)]
    found = {each.sku: each for each in quantities(Resources(of=of[:2], location="", is_autopilot=False))}
    assert found["nat"].most == 3 * 730
    found = {each.sku: each for each in quantities(Resources(of=of, location="", is_autopilot=False))}
    assert found["nat"].least == found["nat"].most == 32 * 730
    found = {each.sku: each for each in quantities(Resources(of=of, location="", is_autopilot=True))}
    assert found["nat"].most is None, "as many nodes as are needed"


@pytest.mark.parametrize(("is_autopilot", "billed"), [(True, True), (False, False)])
def test_pods_are_billed_on_autopilot_alone(is_autopilot: bool, billed: bool) -> None:
    values = of_release()["after"]
    found = quantities(Resources(of=[("helm_release", "hub", values)], location="", is_autopilot=is_autopilot))
    assert ("pod-cpu" in [each.sku for each in found]) == billed


def test_a_sum_is_of_the_hub_alone() -> None:
    """Nobody knows how many people there will be."""
    found = report(plan_of([of_release()])).costs
    prices = Prices(of={"disk/of the default class": 2.0}, currency="", source="", missing={})
    assert {each.quantity.what: prices.cost(each) for each in found} == {
        "hub: the hub's disk, 1 GiB of the default class": (2, 2),
        "hub: a home, 20 GiB of the default class": (40, 40),
    }
    assert prices.total(found) == (2, 2)


def test_why_it_is_replaced_is_all_that_is_said_of_it() -> None:
    change = {"address": "a.b", "type": "a", "actions": ["create", "delete"], "replace_paths": [["zone"]]}
    plan = plan_of([{**change, "before": {"zone": "x", "note": "1"}, "after": {"zone": "y", "note": "2"}}])
    (replaced,) = report(plan).replaced
    assert [wording.difference(each) for each in replaced.differences] == ["zone: x -> y"]
    assert replaced.replaced_for == ["zone"]


def test_a_name_is_no_markdown(tmp_path: Path) -> None:
    """Names are the users' own: nothing of them is a table's, a link's or a picture's sign."""
    name = "a|b <i>c</i> [d](e) `f` *g* _h_"
    change = {"address": "google_storage_bucket.x", "type": "google_storage_bucket", "actions": ["create"]}
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan_of([{**change, "after": {"name": name}}])), encoding="utf-8")
    text = CliRunner().invoke(command, [str(file), "--markdown"]).output
    assert r"- 1 bucket: a\|b \<i\>c\</i\> \[d\](e) \`f\` \*g\* \_h\_" in text.splitlines()


@pytest.mark.parametrize("options", [[], ["--markdown"], ["--json"]])
@pytest.mark.parametrize("case", ["a claim is destroyed", "nothing changes", "what is there would be made"])
def test_the_exit_code(case: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan_of(PLANS[case]["changes"])), encoding="utf-8")
    answer = CliRunner().invoke(command, [str(file), *options])
    assert answer.exit_code == PLANS[case]["exits"]
    if not options:
        assert answer.output.startswith("\033[1;31m") == (answer.exit_code == 1)
    if options == ["--markdown"]:
        assert answer.output.startswith("> [!CAUTION]\n> **STOP: ") == (answer.exit_code == 1)
