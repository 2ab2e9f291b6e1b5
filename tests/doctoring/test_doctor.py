"""The command doctor, with a stand-in of kubectl: who is told what, and which way it ends."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from kubespawner.slugs import safe_slug

from jupyter_on_gke.command.app import main
from jupyter_on_gke.doctoring.causes import CAUSES
from jupyter_on_gke.doctoring.findings import findings
from jupyter_on_gke.doctoring.seen import Seen, server_of
from tests.doctoring.records import CASES, MOMENT, found, read, seen
from tests.support.stand_in_programs import Programs, outputs
from tests.support.synth import Json

ANN = "ann@example.com"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = Programs(tmp_path)
    monkeypatch.setenv("PATH", programs.environment["PATH"])
    programs.answered_here(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs.json").write_text(json.dumps(outputs()), encoding="utf-8")
    return programs


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--outputs", "outputs.json", *arguments])


def case(name: str) -> Json:
    return read(CASES / f"{name}.yaml")


def recent(it: Json) -> Json:
    said = datetime.now(timezone.utc) - timedelta(minutes=1)
    text = json.dumps(it).replace("2026-11-28T08:00:00", f"{said:%Y-%m-%dT%H:%M:%S}")
    moved: Json = json.loads(text.replace("2026-11-28 08:00:00", f"{said:%Y-%m-%d %H:%M:%S}"))
    return moved


def there(programs: Programs, it: Json) -> None:
    """What kubectl shows of a case, as if it were said a minute ago."""
    it = recent(it)
    programs.cluster(pods=it.get("pods", []), persistentvolumeclaims=it.get("claims", []), events=it.get("events", []))
    programs.answer("kubectl", "logs deployment/hub", it.get("log", ""))


@pytest.mark.parametrize("name", [cause.name for cause in CAUSES if not cause.passes])
def test_every_cause_is_told_with_its_cure(programs: Programs, name: str) -> None:
    it = case(name)
    there(programs, it)
    result = doctor()
    assert result.exit_code == 1, result.output
    words = " ".join(result.output.split())
    for each in found(it):
        assert f"{each['who']}: {each['says']} {each['cure']}" in words


def test_for_programs(programs: Programs) -> None:
    there(programs, case("no_room"))
    result = doctor("--json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.output)["findings"]
    assert (finding["cause"], finding["kind"], finding["who"]) == ("no_room", "server", ANN)
    assert (finding["pod"], finding["reason"], finding["passes"]) == (server_of(ANN), "FailedScheduling", False)


def test_nothing_is_found(programs: Programs) -> None:
    programs.cluster()
    result = doctor()
    assert any("logs deployment/hub --since=24h" in each for each in programs.asked("kubectl"))
    assert (result.exit_code, result.output[:14]) == (0, "Nothing found,")
    assert "members_allowlist" in result.output


def test_what_passes_is_told_and_is_nothing_bad(programs: Programs) -> None:
    it = case("node_is_coming")
    (found_now,) = findings(seen(it), MOMENT + timedelta(minutes=19))
    assert found_now.cause.name == "node_is_coming"
    (later,) = findings(seen(it), MOMENT + timedelta(minutes=21))
    assert later.cause.name == "no_such_node"
    there(programs, it)
    result = doctor()
    assert (result.exit_code, "A node is being made for it." in result.output) == (0, True)


def test_cannot_look(programs: Programs) -> None:
    result = doctor()
    assert result.exit_code == 2
    assert result.stderr == (
        "kubectl is not on the path: install it, and run gcloud container clusters get-credentials ml --location "
        "us-central1 --project demo-project --dns-endpoint.\n"
    )


def test_a_persons_own(programs: Programs) -> None:
    """Of others nothing, and of what concerns all everything."""
    there(programs, {**case("no_room"), "log": case("no_keys")["log"] + case("blocked")["log"]})
    assert [each["cause"] for each in json.loads(doctor("--json").output)["findings"]] == [
        "no_room",
        "no_keys",
        "blocked",
    ]
    assert [each["cause"] for each in json.loads(doctor(ANN, "--json").output)["findings"]] == ["no_room", "no_keys"]
    assert [each["cause"] for each in json.loads(doctor("ben", "--json").output)["findings"]] == ["no_keys"]
    written = doctor("Ann@Example.com", "--json")
    assert written.output == doctor(ANN, "--json").output


def test_a_person_in_capitals_whose_pod_alone_is_known() -> None:
    it = case("no_room")
    assert [each["cause"] for each in found({"events": it["events"]}, "Ann@Example.com")] == ["no_room"]


def test_an_event_without_a_reason(programs: Programs) -> None:
    """Kubernetes' API does not ask for one."""
    it = case("no_room")
    bare = [{key: part for key, part in event.items() if key != "reason"} for event in it["events"]]
    there(programs, it | {"events": [*bare, *it["events"]]})
    assert [each["cause"] for each in json.loads(doctor("--json").output)["findings"]] == ["no_room"]
    assert found({"events": bare}) == []


@pytest.mark.parametrize(
    "says",
    [
        'Error from server (Forbidden): pods "hub-1" is forbidden: User "ann" cannot get resource "pods/log"',
        'Error from server: Get "https://10.0.0.2:10250/containerLogs/ai-on-gke/hub-1/hub": No agent available',
    ],
)
def test_without_the_hubs_log(programs: Programs, says: str) -> None:
    """Pods and events are told all the same; nobody is told that nothing is wrong."""
    there(programs, case("no_room"))
    programs.answer("kubectl", "logs deployment/hub --since", says, fails=True)
    result = doctor("--json")
    document = json.loads(result.stdout)
    assert (result.exit_code, [each["cause"] for each in document["findings"]], document["log"]) == (
        1,
        ["no_room"],
        False,
    )
    assert says in result.stderr
    assert result.stderr.startswith("Without the hub's log nothing is known of sign-ins: kubectl ")
    there(programs, {})
    programs.answer("kubectl", "logs deployment/hub --since", says, fails=True)
    result = doctor()
    assert result.exit_code == 2
    assert result.stdout.startswith("Nothing found, in the events of the last hour.\n")


@pytest.mark.parametrize(
    "person",
    [ANN, "alice", "a.very.long.address-with-more-than-48-letters@example.com", "ä@b.c", "1st@x.y", "a--b", "x-", "@"],
)
def test_servers_are_named_as_kubespawner_names_them(person: str) -> None:
    assert server_of(person) == f"jupyter-{safe_slug(person, max_length=48)}"


def test_what_is_over_is_not_told() -> None:
    """A server that waited for a node and runs; one that came later; a sign-in that went well afterwards."""
    waiting = case("no_room")
    (pod,) = waiting["pods"]
    runs = {"name": "notebook", "ready": True, "state": {"running": {}}}
    placed = pod | {"spec": {"nodeName": "n"}, "status": {"phase": "Pending"}}
    running = pod | {"spec": {"nodeName": "n"}, "status": {"phase": "Running", "containerStatuses": [runs]}}
    assert found(waiting | {"pods": [placed]}) == []
    assert found(case("image_not_there") | {"pods": [running]}) == []
    another = pod | {"metadata": pod["metadata"] | {"uid": "another"}}
    assert found(waiting | {"pods": [another]}) == []
    slow, quota, blocked = (case(name)["log"] for name in ("too_slow", "namespace_quota", "blocked"))
    start = f"[I 2026-11-28 08:00:09.000 JupyterHub base:1] User {ANN} took 12.3 seconds to start\n"
    assert found({"log": slow + quota + start}) == []
    assert found({"log": start.replace(":09", ":00").replace("08:", "07:") + slow})[0]["cause"] == "too_slow"
    assert found({"log": blocked + "[I 2026-11-28 08:00:09.000 JupyterHub base:1] User logged in: evil\n"}) == []
    keys = case("no_keys")["log"]
    assert found({"log": keys + "[I 2026-11-28 08:00:09.000 JupyterHub iap:1] Got IAP's public keys\n"}) == []


def test_a_server_that_is_gone_is_told_by_its_events() -> None:
    """KubeSpawner deletes the pod of a start that failed. Claims tell whose it was."""
    it = case("no_room")
    assert [each["who"] for each in found({"events": it["events"], "claims": it["claims"]})] == [ANN]
    assert [each["who"] for each in found({"events": it["events"]})] == [server_of(ANN)]
    events = [event | {"reason": "Scheduled", "message": ""} for event in it["events"]]
    assert found({"events": [*it["events"], *events]}) == []


def test_the_last_word_of_the_autoscaler_counts() -> None:
    it = case("quota")
    coming = [event for event in case("node_is_coming")["events"] if event["reason"] == "TriggeredScaleUp"]
    later = [event | {"lastTimestamp": "2026-11-28T08:01:00Z"} for event in coming]
    assert found(it | {"events": [*it["events"], *later]})[0]["cause"] == "node_is_coming"
    earlier = [event | {"lastTimestamp": "2026-11-28T07:59:00Z"} for event in coming]
    assert found(it | {"events": [*it["events"], *earlier]})[0]["cause"] == "quota"


def test_no_token_is_shown(programs: Programs) -> None:
    """KubeSpawner writes a pod that is refused into its log, with the server's token."""
    log = case("namespace_quota")["log"]
    refused = "Failed for {'env': [{'name': 'JPY_API_TOKEN', 'value': 's3'}]}"
    pod = f"[E 2026-11-28 08:00:00.000 JupyterHub spawner:1] {refused}\n"
    there(programs, {"log": pod + log})
    assert "exceeded quota" in doctor("--json").output
    assert "s3" not in doctor("--json").output


def test_of_many_refusals_one_line() -> None:
    log = case("not_through_iap")["log"]
    (one,) = findings(Seen(log=log * 3), MOMENT)
    assert (one.who, one.times) == ("somebody", 3)
