"""Where hub and proxy are, as Python computes it; a real scheduler judges it in tests/test_hub_place.py."""

from dataclasses import replace
from typing import Any

import pytest

from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.jupyterhub import hub_placing

CPU = Pool(
    name="cpu",
    accelerator="",
    count=0,
    zones=None,
    machine_type="n2-standard-8",
    spot=False,
    unfit="",
    takes_hub=True,
)
CHEAP = replace(CPU, name="cheap", spot=True)
ALONE = replace(CPU, name="alone", machine_type="n4-standard-8")
ARM = replace(CPU, name="arm", unfit="has Arm processors", takes_hub=False)
USERS = replace(CPU, name="users", takes_hub=False)
GPU = replace(CPU, name="gpu", accelerator="nvidia-l4", count=1, takes_hub=False)
DISKS = {"n2": ["pd-balanced", "pd-ssd"], "n4": ["hyperdisk-balanced"]}


def place(pools: list[Pool], *, placed: bool = False) -> tuple[list[str], list[str], bool]:
    """The pools that it avoids, those that it rather avoids, and whether it takes Hyperdisk alone."""
    possible = hub_placing.hub_pools_possible(pools)
    attachable = hub_placing.hub_pools_attachable(possible, DISKS)
    second = hub_placing.hub_pools_second(attachable)
    needed = hub_placing.hub_needs_second(attachable)
    avoided = hub_placing.hub_avoids(pools, attachable, second, needed, placed)
    return (
        avoided,
        hub_placing.hub_rather_avoids(second, avoided, placed),
        hub_placing.hub_takes_hyperdisk_alone(possible, DISKS),
    )


@pytest.mark.parametrize(
    ("pools", "avoided", "rather", "alone"),
    [
        ([], [], [], False),
        ([CPU], [], [], False),
        ([CHEAP], [], [], False),
        ([CPU, CHEAP], ["cheap"], [], False),
        ([CPU, ARM], ["arm"], [], False),
        # GKE's own taints keep it away.
        ([CPU, GPU], [], [], False),
        ([CPU, USERS], [], [], False),
        ([ALONE], [], [], True),
        ([ALONE, CPU], ["alone"], [], False),
        ([ALONE, CHEAP], ["alone"], [], False),
        # The hub's disk may be in a zone that has spot nodes alone.
        ([replace(CPU, zones=["a"]), replace(CHEAP, zones=["b"])], [], ["cheap"], False),
        ([replace(CPU, zones=["a", "b"]), replace(CHEAP, zones=["b"])], ["cheap"], [], False),
    ],
)
def test_where_it_is_not(pools: list[Pool], avoided: list[str], rather: list[str], alone: bool) -> None:
    assert place(pools) == (avoided, rather, alone)
    assert place(pools, placed=True)[:2] == ([], [])


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ({}, False),
        ({"hub": {"db": {}}, "scheduling": {"userPods": {}}}, False),
        ({"hub": {"nodeSelector": {"a": "b"}}}, True),
        ({"hub": {"tolerations": []}}, True),
        ({"hub": {"extraPodSpec": {}}}, True),
        ({"scheduling": {"corePods": {}}}, True),
        ({"hub": "text", "scheduling": ["corePods"]}, False),
    ],
)
def test_placed_by_hand(written: object, placed: bool) -> None:
    assert hub_placing.hub_is_placed(written) == placed


def values(avoided: list[str], rather: list[str], *, alone: bool = False) -> dict[str, Any]:
    affinity = hub_placing.hub_affinity(avoided, hub_placing.hub_preferences(rather))
    return hub_placing.values_place(avoided, rather, affinity, alone, "homes")


def test_nothing_is_said_where_every_pool_will_do() -> None:
    assert values([], []) == {"hub": {}, "proxy": {"chp": {}}}


def test_what_the_chart_is_told() -> None:
    told = values(["cheap"], [], alone=True)
    (term,) = told["hub"]["extraPodSpec"]["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"][
        "nodeSelectorTerms"
    ]
    assert term["matchExpressions"] == [
        {"key": "cloud.google.com/gke-nodepool", "operator": "NotIn", "values": ["cheap"]}
    ]
    assert told["hub"]["db"] == {"pvc": {"storageClassName": "homes", "storage": "10Gi"}}
    assert told["proxy"]["chp"]["extraPodSpec"] == told["hub"]["extraPodSpec"]
    assert told["scheduling"]["corePods"]["nodeAffinity"] == {"matchNodePurpose": "ignore"}
    preferred = values([], ["cheap"])["hub"]["extraPodSpec"]["affinity"]["nodeAffinity"]
    assert list(preferred) == ["preferredDuringSchedulingIgnoredDuringExecution"]
    assert len(preferred["preferredDuringSchedulingIgnoredDuringExecution"]) == 2


def test_no_place_and_no_disk() -> None:
    nowhere = hub_placing.a_pool_takes_the_hub(False, [USERS], [], [], [USERS, ARM])
    assert "takes the hub (users is for servers alone, arm has Arm processors): add a pool" in nowhere
    somewhere = [
        (True, [USERS], [], [], [USERS]),
        (False, [], [], [], [USERS]),
        (False, [CPU], [CPU], [], [CPU]),
        (False, [USERS], [], ["cpu"], [USERS]),
    ]
    assert {hub_placing.a_pool_takes_the_hub(*each) for each in somewhere} == {""}
    no_disk = hub_placing.hubs_disk_attaches({}, True, [ALONE], "", "pd-balanced")
    assert no_disk.startswith('home_disk_type is "pd-balanced", but the machines of alone take Hyperdisk alone')
    disks: list[tuple[object, bool, str, str]] = [
        ({"hub": {"db": {}}}, True, "", "pd-balanced"),
        ({}, False, "", "pd-balanced"),
        ({}, True, "own", "pd-balanced"),
        ({}, True, "", "hyperdisk-balanced"),
    ]
    assert {hub_placing.hubs_disk_attaches(each[0], each[1], [ALONE], *each[2:]) for each in disks} == {""}
