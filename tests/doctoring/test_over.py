"""What is over is not told: what another pod, a start or a sign-in has ended, and what was an hour ago."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from jupyter_on_gke.doctoring.findings import findings
from jupyter_on_gke.doctoring.seen import Seen, server_of
from tests.doctoring.records import CASES, MOMENT, TIME, read, seen
from tests.support.synth import Json

ANN = "ann@example.com"
LATER, EARLIER = "2026-11-28T08:01:00Z", "2026-11-28T07:59:00Z"
SOMEBODY_CAME = "[I 2026-11-28 08:00:09.000 JupyterHub base:1] User logged in: ben@example.com\n"


def case(name: str, **changes: Json) -> Json:
    return read(CASES / f"{name}.yaml") | changes


def told(it: Json, minutes: float = 2) -> list[str]:
    """The causes that are told so long after all was said."""
    return [each.cause.name for each in findings(seen(it), MOMENT + timedelta(minutes=minutes))]


def pod(component: str, name: str, created: str = TIME, **status: Json) -> Json:
    metadata = {"name": name, "uid": f"uid of {name}", "creationTimestamp": created, "labels": {"component": component}}
    volumes = [{"name": "pvc", "persistentVolumeClaim": {"claimName": "hub-db-dir"}}]
    return {"metadata": metadata, "spec": {"nodeName": "n", "volumes": volumes}, "status": status}


def evicted(component: str, name: str, created: str = TIME) -> Json:
    reason = {"reason": "Evicted", "message": "The node was low on resource: memory. "}
    return pod(component, name, created, phase="Failed", startTime=created, **reason)


def runs(component: str, name: str, created: str = LATER) -> Json:
    state = {"name": component, "ready": True, "state": {"running": {}}}
    return pod(component, name, created, phase="Running", containerStatuses=[state])


def ending(it: Json) -> Json:
    return it | {"metadata": it["metadata"] | {"deletionTimestamp": LATER}}


def event(kind: str, name: str, reason: str, message: str, uid: str = "") -> Json:
    about = {"kind": kind, "name": name, "uid": uid or f"uid of {name}"}
    metadata = {"creationTimestamp": TIME}
    return {"metadata": metadata, "involvedObject": about, "reason": reason, "message": message, "lastTimestamp": TIME}


NO_NODE = event("Pod", "hub-1", "FailedScheduling", "0/2 nodes are available: 2 Insufficient cpu.")
NO_DISK = event("PersistentVolumeClaim", "hub-db-dir", "ProvisioningFailed", "Quota 'SSD_TOTAL_GB' exceeded.")
WAITS = pod("hub", "hub-1", phase="Pending")
WAITS["spec"].pop("nodeName")


@pytest.mark.parametrize(
    ("pods", "events", "causes"),
    [
        ([evicted("hub", "hub-1")], [], ["node_low"]),
        ([evicted("hub", "hub-1"), runs("hub", "hub-2")], [], []),
        ([evicted("hub", "hub-1"), pod("hub", "hub-2", LATER, phase="Pending")], [], []),
        ([evicted("hub", "hub-1"), runs("proxy", "proxy-1")], [], ["node_low"]),
        ([evicted("hub", "hub-1"), evicted("hub", "hub-2", LATER)], [], ["node_low"]),
        ([evicted("hub", "hub-2", LATER), runs("hub", "hub-1", TIME)], [], ["node_low"]),
        ([WAITS], [NO_NODE], ["no_room"]),
        ([WAITS, runs("hub", "hub-2")], [NO_NODE], ["no_room"]),
        ([ending(WAITS), runs("hub", "hub-2")], [NO_NODE], []),
        ([WAITS], [NO_DISK], ["disk_quota"]),
        ([ending(WAITS), runs("hub", "hub-2")], [NO_DISK], []),
        ([runs("hub", "hub-2")], [NO_NODE], []),
        ([evicted("singleuser-server", "jupyter-ann"), runs("singleuser-server", "jupyter-ben")], [], ["node_low"]),
        ([pod("user-placeholder", "hub-1", phase="Pending") | {"spec": {}}], [NO_NODE], []),
    ],
)
def test_a_pod_in_whose_place_another_stands(pods: list[Json], events: list[Json], causes: list[str]) -> None:
    """A pod that ended stays until somebody deletes it. Of people's servers none stands in another's place."""
    assert told({"pods": pods, "events": events}) == causes


def ended(it: Json) -> Json:
    """The container does not run again."""
    (there,) = it["pods"]
    (container,) = there["status"]["containerStatuses"]
    container |= {"state": container["lastState"], "lastState": {}, "ready": False}
    return it


def gone(it: Json) -> Json:
    """The pod is not there, and its events are."""
    return it | {"pods": []}


def by_event(it: Json) -> Json:
    """Said by an event, of a pod that is gone."""
    (there,) = it["pods"]
    status, name = there["status"], there["metadata"]["name"]
    return {"events": [event("Pod", name, status["reason"], status["message"])]}


@pytest.mark.parametrize(
    ("name", "change", "minutes", "is_told"),
    [
        ("out_of_memory", dict, 59, True),
        ("out_of_memory", dict, 61, False),
        ("out_of_memory", ended, 600, True),
        ("mount_out_of_memory", dict, 3000, True),
        ("wrote_too_much", dict, 600, True),
        ("wrote_too_much", by_event, 59, True),
        ("wrote_too_much", by_event, 61, False),
        ("no_room", dict, 600, True),
        ("no_room", gone, 59, True),
        ("no_room", gone, 61, False),
        ("not_through_iap", dict, 59, True),
        ("not_through_iap", dict, 61, False),
        ("another_domain", dict, 61, False),
        ("another_provider", dict, 61, False),
        ("started_by_a_link", dict, 61, False),
        ("blocked", dict, 1400, True),
        ("no_keys", dict, 1400, True),
        ("too_slow", dict, 1400, True),
    ],
)
def test_what_was_an_hour_ago(name: str, change: Callable[[Json], Json], minutes: int, is_told: bool) -> None:
    """What does not hold now, and has no end that would show."""
    assert (name in told(change(case(name)), minutes)) == is_told


@pytest.mark.parametrize(
    ("name", "is_over"),
    [
        ("for_another_service", True),
        ("bad_token", True),
        ("no_audience_yet", True),
        ("audience_not_granted", True),
        ("no_audience", True),
        ("no_keys", True),
        ("not_through_iap", False),
        ("blocked", False),
        ("another_domain", False),
    ],
)
def test_somebody_has_signed_in_since(name: str, is_over: bool) -> None:
    """Which shows that the hub can, and not that another person may."""
    log = case(name)["log"]
    assert (told({"log": log + SOMEBODY_CAME}) == []) == is_over
    assert told({"log": SOMEBODY_CAME.replace("08:00", "07:59") + log}) == [name]


@pytest.mark.parametrize(("created", "causes"), [(LATER, []), (EARLIER, ["too_slow"])])
def test_a_server_that_was_made_since(created: str, causes: list[str]) -> None:
    assert told(case("too_slow", pods=[runs("singleuser-server", server_of(ANN), created)])) == causes


@pytest.mark.parametrize(("ready", "causes"), [(False, ["ends_by_itself"]), (True, [])])
def test_a_container_that_runs_for_a_moment_has_not_started(ready: bool, causes: list[str]) -> None:
    """Between two ends it runs, and does not answer."""
    last = {"terminated": {"reason": "Error", "exitCode": 1, "finishedAt": TIME}}
    container = {"name": "hub", "ready": ready, "state": {"running": {}}, "lastState": last}
    assert told({"pods": [pod("hub", "hub-1", containerStatuses=[container])]}) == causes


def test_when_a_pod_ended_is_told_and_not_when_it_began() -> None:
    it = evicted("hub", "hub-1")
    it["status"]["conditions"] = [{"type": "Ready", "status": "False", "lastTransitionTime": LATER}]
    (one,) = findings(seen({"pods": [it]}), MOMENT)
    assert one.fact.moment == MOMENT + timedelta(minutes=1)


@pytest.mark.slow
@pytest.mark.parametrize("level", ["I", "W"])
def test_a_long_log_is_read_in_a_moment(level: str) -> None:
    """10 MiB, which is what a node keeps: records of nothing, or each a refusal of somebody."""
    line = f"[{level} 2026-11-28 08:00:00.000 JupyterHub auth:1] User 'evil' blocked. Stop authentication {'x' * 999}\n"
    log = line * (10 * 2**20 // len(line))
    begin = time.process_time()
    found = findings(Seen(log=log), MOMENT)
    assert [each.times for each in found] == ([log.count("\n")] if level == "W" else [])
    assert time.process_time() - begin < 5
