"""What is said of the hub's own pods: in words of their own, where those of people's servers would mislead."""

import json
import re

import pytest

from jupyter_on_gke.doctoring.cause import Cause
from jupyter_on_gke.doctoring.causes import OF_PODS
from jupyter_on_gke.doctoring.findings import Finding, findings
from jupyter_on_gke.doctoring.seen import Seen
from tests.doctoring.records import CASES, NOW, read, seen
from tests.support.synth import Json

OF_SERVERS = re.compile(r"\b(profiles?|homes?|home_\w+|servers?|persons?|people|user_buckets|memory_limit|buckets?)\b")
POD, CLAIM = "jupyter-ann-example-com---71d4f55f", "claim-ann-example-com---71d4f55f"


def hubs(name: str, component: str = "hub") -> Json:
    """A case, told of the hub instead of a person's server: of its pod, its container and its claim."""
    it = {key: part for key, part in read(CASES / f"{name}.yaml").items() if key in ("pods", "claims", "events")}
    text = json.dumps(it).replace(POD, f"{component}-1").replace(CLAIM, "hub-db-dir")
    text = text.replace("singleuser-server", component).replace('"notebook"', '"hub"')
    text = text.replace("ai-on-gke-homes", "standard-rwo")
    moved: Json = json.loads(text)
    for each in (*moved.get("pods", []), *moved.get("claims", [])):
        each["metadata"].pop("annotations", None)
    return moved


def told(it: Json) -> list[Finding]:
    return findings(seen(it), NOW)


@pytest.mark.parametrize("cause", [each for each in OF_PODS if not each.is_of_the_log], ids=lambda each: str(each.name))
def test_nothing_is_said_of_homes_and_profiles(cause: Cause) -> None:
    """What only a server meets is not told of the hub."""
    found = told(hubs(cause.name))
    if cause.of_servers_alone:
        assert cause.name not in [each.cause.name for each in found]
        return
    (one,) = found
    assert (one.cause.name, one.who, one.kind) == (cause.name, "the hub", "hub")
    assert not OF_SERVERS.search(f"{one.says} {one.cure}"), f"{one.says} {one.cure}"
    assert "{" not in one.says + one.cure


def test_what_a_server_alone_meets() -> None:
    alone = {each.name for each in OF_PODS if each.of_servers_alone}
    assert {"image_without_jupyterhub", "too_old", "bucket_not_there", "mount_options", "no_accelerator"} <= alone
    assert not {"no_room", "out_of_memory", "image_not_there", "home_in_another_zone", "no_driver"} & alone


@pytest.mark.parametrize(
    ("name", "says", "cure"),
    [
        ("no_room", "what it asks for", "max_count"),
        ("out_of_memory", "more memory", "hub.resources"),
        ("home_in_another_zone", "The disk of the hub's database", "zone"),
        ("disk_quota", "the hub's database", "SSD_TOTAL_GB"),
        ("image_not_there", "is not there", "hub.image"),
        ("taint", "kept for others", "scheduling.corePods.tolerations"),
        ("node_gone", "Its node went away", "takes its place"),
    ],
)
def test_the_cure_is_the_hubs(name: str, says: str, cure: str) -> None:
    (one,) = told(hubs(name))
    (of_a_server,) = told(read(CASES / f"{name}.yaml"))
    assert says in one.says
    assert cure in one.cure
    assert one.cure != of_a_server.cure


@pytest.mark.parametrize(
    ("component", "who"),
    [
        ("proxy", "the proxy"),
        ("continuous-image-puller", "the image puller"),
        ("hook-image-puller", "the image puller"),
        ("user-scheduler", "the user scheduler"),
    ],
)
def test_whose_pod_it_is(component: str, who: str) -> None:
    """All of these are told to each person, too."""
    it = hubs("image_not_there", component)
    assert [each.who for each in told(it)] == [who]
    assert [each.who for each in findings(seen(it), NOW, "ben@example.com")] == [who]


def test_a_hub_of_another_name_is_a_hub() -> None:
    """As with `fullnameOverride`: the label says what a pod is."""
    it = json.loads(json.dumps(hubs("no_room")).replace("hub-1", "jupyter-hub-1"))
    (one,) = findings(Seen(pods=it["pods"], events=it["events"]), NOW)
    assert (one.who, one.kind) == ("the hub", "hub")
