"""Looks at all things, again and again, until the page answers or the time is over."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from jupyter_on_gke.looking.deployment import Deployment
from jupyter_on_gke.looking.kubectl import Kubectl
from jupyter_on_gke.looking.programs import CannotLookError
from jupyter_on_gke.waiting import network
from jupyter_on_gke.waiting.balancer import address_of, backends, balancer, ingress_of
from jupyter_on_gke.waiting.names import certificate, certificates, hosts, record
from jupyter_on_gke.waiting.obstacle import Thing, in_the_way
from jupyter_on_gke.waiting.obstacles import OUT_OF_SIGHT
from jupyter_on_gke.waiting.page import page
from jupyter_on_gke.waiting.pods import pods

Shown = Callable[[list[Thing]], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How it ended: all things as they were last, and after how many seconds."""

    things: list[Thing]
    seconds: int
    is_blind: bool = False
    """Whether nothing could be asked at the end."""

    @property
    def in_the_way(self) -> Thing | None:
        """What is in the way; None where the page answers."""
        return in_the_way(self.things)


def look(where: Deployment, cluster: Kubectl) -> list[Thing]:
    """All things as they are, in the order in which one needs another. Without IAP there are hub and proxy alone."""
    things = pods(cluster)
    if not where.host:
        return things
    names = hosts(where)
    ingress = ingress_of(where.host, cluster)
    where = replace(where, address=where.address or address_of(ingress))
    pages = [page(host, where.address, network.get) for host in names]
    if all(each.obstacle is None for each in pages):
        # IAP answers before anything behind it does.
        return [*things, backends(where, ingress, by_gcloud_alone=True), *pages]
    issued = certificates(cluster)
    return [
        *things,
        balancer(where, cluster, ingress),
        *(record(host, where.address, network.addresses) for host in names),
        *(certificate(host, where, issued) for host in names),
        backends(where, ingress, by_gcloud_alone=False),
        *pages,
    ]


def watch(where: Deployment, cluster: Kubectl, *, seconds: float, every: float, show: Shown) -> Outcome:
    """Looks until nothing is in the way or the time is over. Raises CannotLookError if the first look fails."""
    begin = time.monotonic()
    things = seen = look(where, cluster)
    while True:
        show(things)
        passed = time.monotonic() - begin
        if in_the_way(things) is None or passed + every > seconds:
            return Outcome(things=things, seconds=round(passed), is_blind=things is not seen)
        time.sleep(every)
        try:
            things = seen = look(where, cluster)
        except CannotLookError as error:
            # A control plane may be out of reach for a moment, as when it is made larger.
            things = [_out_of_sight(str(error), in_the_way(seen))]


def _out_of_sight(why: str, last: Thing | None) -> Thing:
    """What there is to say where nothing can be asked any more: nothing of what was seen may still be so."""
    what = {"why": why, "last": last.says if last else ""}
    return Thing(name="cluster", words="out of sight", obstacle=OUT_OF_SIGHT, seen=what)
