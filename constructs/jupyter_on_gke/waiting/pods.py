"""Hub and proxy: their pods, and what doctor finds of them."""

from datetime import datetime, timezone

from jupyter_on_gke.doctoring.findings import findings
from jupyter_on_gke.doctoring.seen import OURS, Seen
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import Json
from jupyter_on_gke.waiting.obstacle import Obstacle, Thing
from jupyter_on_gke.waiting.obstacles import NOT_THERE, STARTING


def pods(cluster: Kubectl) -> list[Thing]:
    """The hub and the proxy."""
    there = cluster.objects("pods", "--selector=app=jupyterhub,component in (hub,proxy)")
    ready = {component: _are_ready(_of(there, component)) for component in OURS}
    events = [] if all(ready.values()) else cluster.objects("events")
    found = findings(Seen(pods=there, events=events), datetime.now(timezone.utc))
    things = []
    for component, who in OURS.items():
        name = who.removeprefix("the ")
        wrong = next((each for each in found if each.who == who), None)
        if ready[component]:
            things.append(Thing(name=name, words="ready"))
        elif wrong is not None:
            cause = Obstacle(
                name=wrong.cause.name,
                says=f"{who.capitalize()}: {wrong.says}",
                cure=wrong.cure,
                passes=wrong.cause.passes,
            )
            # What doctor says may have braces, as taints have.
            things.append(Thing(name=name, words=wrong.cause.name.replace("_", " "), obstacle=_plain(cause)))
        else:
            obstacle = STARTING if _of(there, component) else NOT_THERE
            seen = {"who": who.capitalize(), "namespace": cluster.namespace, "deployment": component}
            things.append(Thing(name=name, words=obstacle.name.replace("_", " "), obstacle=obstacle, seen=seen))
    return things


def _plain(obstacle: Obstacle) -> Obstacle:
    """Without names in braces."""
    says, cure = (text.replace("{", "{{").replace("}", "}}") for text in (obstacle.says, obstacle.cure))
    return Obstacle(name=obstacle.name, says=says, cure=cure, passes=obstacle.passes)


def _of(there: list[Json], component: str) -> list[Json]:
    return [pod for pod in there if pod["metadata"].get("labels", {}).get("component") == component]


def _are_ready(of_one: list[Json]) -> bool:
    """Whether there is a pod, and one that is ready."""
    return any(
        condition["type"] == "Ready" and condition["status"] == "True"
        for pod in of_one
        for condition in pod.get("status", {}).get("conditions", [])
    )
