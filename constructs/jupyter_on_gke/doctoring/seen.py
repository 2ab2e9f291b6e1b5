"""What a cluster and the hub's log say, as facts about pods."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from jupyter_on_gke.doctoring.cause import Stage
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import CannotLookError, Json
from jupyter_on_gke.storage.slugs import slug

PERSON = "hub.jupyter.org/username"
OURS = {"hub": "the hub", "proxy": "the proxy"}
"""A pod's label `component` -> who that is, of those that are always there."""
CHARTS = {
    **OURS,
    "autohttps": "the proxy's TLS",
    "continuous-image-puller": "the image puller",
    "hook-image-puller": "the image puller",
    "image-puller": "the image puller",
    "user-scheduler": "the user scheduler",
}
"""The same of all that the chart may have."""
SERVER, HOME = "jupyter-", "claim-"
"""What KubeSpawner puts before a person's slug, in names of pods and of homes' claims."""
SERVERS, PLACEHOLDER = "singleuser-server", "user-placeholder"
"""Other components: people's servers, and pods that keep room for servers, which wait by design."""
ENDED = ("Failed", "Succeeded")
LOG_SINCE = "24h"
RECORD = re.compile(r"^(?=\[[A-Z] \d{4}-\d\d-\d\d )", re.MULTILINE)
RECORDS_TIME = re.compile(r"\[[A-Z] (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+)")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that was said. `about` is a pod's name; "" in the hub's log, whose records name people."""

    about: str = ""
    reason: str = ""
    message: str
    moment: datetime
    holds: bool = False
    """Whether a pod or a container is in that state now."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What there is: Kubernetes' own objects, and the text of the hub's log."""

    pods: list[Json] = field(default_factory=list)
    claims: list[Json] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    log: str = ""
    unread: str = ""
    """Why the hub's log was not read."""

    def there(self) -> dict[str, Json]:
        """Name -> pod, without those in whose place another one stands, and those that only keep room for servers.

        A pod of a Deployment that was evicted stays until somebody deletes it.
        """
        pods = [pod for pod in self.pods if _component(pod) != PLACEHOLDER]
        return {pod["metadata"]["name"]: pod for pod in pods if not _is_replaced(pod, pods)}

    def facts(self) -> list[Fact]:
        """Facts about pods that are there, and about the last server of people who have none now."""
        there = self.there()
        current = {name: pod["metadata"].get("uid", "") for name, pod in there.items()}
        facts = [fact for pod in there.values() for fact in _of_pod(pod)]
        last = self._last_servers()
        for event in self.events:
            for name in _pods_of(event, there):
                uid = _uid(event)
                if uid in (current.get(name, last.get(name, "")), ""):
                    facts.append(_of_event(event, name))
        return facts

    def records(self) -> list[Fact]:
        """The hub's log, a record at a time."""
        return [Fact(message=text, moment=_written(text)) for text in RECORD.split(self.log) if text.strip()]

    def stages(self) -> dict[str, Stage]:
        """Name of a pod -> how far it has come. Of one that is gone, events tell."""
        there = self.there()
        stages = {name: _stage(pod) for name, pod in there.items()}
        last = self._last_servers()
        for event in self.events:
            name = event["involvedObject"].get("name", "")
            if name not in last or name in there or last[name] != _uid(event):
                continue
            is_notebook = "{notebook}" in event["involvedObject"].get("fieldPath", "")
            reached = {"Scheduled": Stage.ON_A_NODE, "Started": Stage.RUNNING if is_notebook else Stage.ON_A_NODE}
            stage = reached.get(event.get("reason", ""), Stage.WITHOUT_NODE)
            stages[name] = max(stage, stages.get(name, Stage.WITHOUT_NODE))
        return stages

    def people(self) -> dict[str, str]:
        """Name of a pod -> whose it is: a person, or as "the hub". Claims tell it of servers that are gone."""
        people = {}
        for each in (*self.claims, *self.pods):
            metadata = each["metadata"]
            name = re.sub(f"^{HOME}", SERVER, metadata["name"])
            person = metadata.get("annotations", {}).get(PERSON) or CHARTS.get(_component(each))
            if person:
                people[name] = person
        return people

    def _last_servers(self) -> dict[str, str]:
        """Name of a server's pod -> the uid of the last one that had events."""
        last = {}
        for event in sorted(self.events, key=_moment):
            it = event["involvedObject"]
            if it.get("kind") == "Pod" and it.get("name", "").startswith(SERVER):
                last[it["name"]] = it.get("uid", "")
        return last


def look(cluster: Kubectl) -> Seen:
    """What there is now, maybe without the hub's log. Raises CannotLookError."""
    seen = Seen(
        pods=cluster.objects("pods", "--selector=app=jupyterhub"),
        claims=cluster.objects("persistentvolumeclaims", "--selector=app=jupyterhub"),
        events=cluster.objects("events"),
    )
    try:
        return replace(seen, log=cluster.log("deployment/hub", LOG_SINCE))
    except CannotLookError as error:
        # Not everybody may read logs, and they take another way than objects: through the node.
        return replace(seen, unread=str(error))


def server_of(person: str) -> str:
    """The name of a person's pod, as KubeSpawner 7 makes it."""
    return f"{SERVER}{slug(person)}"


def _component(it: Json) -> str:
    return str(it["metadata"].get("labels", {}).get("component", ""))


def is_server(name: str, there: dict[str, Json]) -> bool:
    """Whether a pod is somebody's server. Of one that is gone the name tells."""
    return _component(there[name]) == SERVERS if name in there else name.startswith(SERVER)


def _is_replaced(pod: Json, pods: list[Json]) -> bool:
    """Whether a pod of the chart's has ended or is ending, and a later one of its kind is there."""
    is_ending = pod.get("status", {}).get("phase") in ENDED or "deletionTimestamp" in pod["metadata"]
    return (
        is_ending
        and _component(pod) != SERVERS
        and any(_component(each) == _component(pod) and created(each) > created(pod) for each in pods)
    )


def created(it: Json) -> datetime:
    """When an object was made."""
    return _time(it["metadata"].get("creationTimestamp"))


def _pods_of(event: Json, there: dict[str, Json]) -> Iterator[str]:
    """The pods that an event is about; one of a claim is about those that mount it."""
    it = event["involvedObject"]
    name = it.get("name", "")
    if it.get("kind") == "Pod":
        yield name
    elif it.get("kind") == "PersistentVolumeClaim":
        mounting = [pod for pod, what in there.items() if name in _claims(what)]
        yield from mounting or ([SERVER + name.removeprefix(HOME)] if name.startswith(HOME) else [])


def _claims(pod: Json) -> list[str]:
    return [each.get("persistentVolumeClaim", {}).get("claimName", "") for each in pod["spec"].get("volumes", [])]


def _uid(event: Json) -> str:
    """The uid of the pod that an event is of; "" for a claim's."""
    it = event["involvedObject"]
    return str(it.get("uid", "")) if it.get("kind") == "Pod" else ""


def _of_event(event: Json, about: str) -> Fact:
    return Fact(about=about, reason=event.get("reason", ""), message=event.get("message", ""), moment=_moment(event))


def _of_pod(pod: Json) -> Iterator[Fact]:
    """What a pod's status says, and the status of its containers: now and before they were started again."""
    name, status = pod["metadata"]["name"], pod.get("status", {})
    changes = [_time(each.get("lastTransitionTime")) for each in status.get("conditions", [])]
    moment = max([_time(status.get("startTime")), created(pod), *changes])
    if status.get("reason"):
        yield Fact(about=name, reason=status["reason"], message=status.get("message", ""), moment=moment, holds=True)
    for container in (*status.get("initContainerStatuses", []), *status.get("containerStatuses", [])):
        for holds, state in ((True, container.get("state", {})), (False, container.get("lastState", {}))):
            for kind in ("terminated", "waiting"):
                if kind in state:
                    it = state[kind]
                    ended = f" exit code {it['exitCode']}" if "exitCode" in it else ""
                    message = f"container {container['name']}:{ended} {it.get('message', '')}"
                    when = _time(it["finishedAt"]) if it.get("finishedAt") else moment
                    yield Fact(about=name, reason=it.get("reason", ""), message=message, moment=when, holds=holds)


def _stage(pod: Json) -> Stage:
    running = any(
        "running" in each.get("state", {}) and each.get("ready")
        for each in pod.get("status", {}).get("containerStatuses", [])
        if each["name"] in ("notebook", "hub", "chp")
    )
    if running:
        return Stage.RUNNING
    return Stage.ON_A_NODE if pod["spec"].get("nodeName") else Stage.WITHOUT_NODE


def _moment(event: Json) -> datetime:
    """When it was seen last. The scheduler writes events of another form than the kubelet."""
    series = (event.get("series") or {}).get("lastObservedTime")
    created = event["metadata"].get("creationTimestamp")
    return _time(series or event.get("lastTimestamp") or event.get("eventTime") or created)


def _time(text: str | None) -> datetime:
    if not text:
        return datetime.fromtimestamp(0, timezone.utc)
    # Python 3.10 reads six digits of a second or none.
    whole, _, part = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{part[:6]:0<6}+00:00")


def _written(record: str) -> datetime:
    """When a record was written; the hub's containers have UTC."""
    found = RECORDS_TIME.match(record)
    return _time(found[1].replace(" ", "T") + "Z" if found else None)
