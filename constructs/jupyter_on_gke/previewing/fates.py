"""What a plan does, in plain words and by what it means for people's work."""

from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_on_gke.previewing.changes import Change, Json, changes_of
from jupyter_on_gke.previewing.differences import names_that_differ
from jupyter_on_gke.previewing.servers import is_hub

PRECIOUS = {
    "google_compute_disk": "a disk, and what is on it",
    "google_compute_global_address": "the address that people's names point to",
    "google_compute_region_disk": "a disk, and what is on it",
    "google_container_cluster": "the cluster, with every home on it",
    "google_container_node_pool": "a node pool, with the servers on it and the zones of people's disks",
    "google_filestore_instance": "a file share, and what is on it",
    "google_sql_database_instance": "a database, and what is in it",
    "google_storage_bucket": "a bucket, with the files in it",
    "kubernetes_namespace": "the namespace, with every home in it",
    "kubernetes_namespace_v1": "the namespace, with every home in it",
    "kubernetes_persistent_volume": "a volume, and the home on it",
    "kubernetes_persistent_volume_claim": "a claim, and the home behind it",
    "kubernetes_persistent_volume_claim_v1": "a claim, and the home behind it",
    "kubernetes_persistent_volume_v1": "a volume, and the home on it",
    "kubernetes_stateful_set": "a set of pods, with its volumes",
    "kubernetes_stateful_set_v1": "a set of pods, with its volumes",
}
"""Type -> what is lost with it. Of a release it depends on whose it is."""
LEADS = {
    "google_compute_global_address": "people's names point nowhere until their records name another one",
    "google_container_node_pool": "servers on it stop, and a home in its zones needs another pool there",
}
"""Type that holds nobody's work and leads to it -> what follows where it goes."""
HUB, NAMESPACE = "a release, with the hub's database", "app-namespace"
NAMED = (
    "google_compute_global_address",
    "google_container_cluster",
    "google_container_node_pool",
    "google_storage_bucket",
    "kubernetes_namespace_v1",
)
"""Types of which there can be one of a name: a second one is refused."""

LOST = "WOULD BE LOST"
CONFLICT = "is made although it is there: the apply would be refused"
TAKEN_OVER = "is taken over"
MOVED = "moves, and stays"
FORGOTTEN = "is forgotten: it stays as it is, and no state has it"
CHANGED = "is changed in place"
GRANTED = "is granted"
REVOKED = "is revoked, and what it was for stops working"
MADE = "is made"
GONE = "goes: it holds no files and no homes"
FATAL = (LOST, CONFLICT)
TITLES = (*FATAL, TAKEN_OVER, MOVED, FORGOTTEN, CHANGED, GRANTED, REVOKED, MADE, GONE)
"""What becomes of things, the worst first."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What becomes of one thing."""

    title: str
    text: str


def lines(plan: Json) -> list[Line]:
    """What the plan does to each thing. ValueError where it is no plan."""
    changes = changes_of(plan)
    there = there_already(changes)
    return [Line(title=title, text=text) for each in changes for title, text in _of(each, there)]


def is_fatal(found: list[Line]) -> bool:
    """Whether anything that holds people's work would be destroyed or replaced, or the apply be refused."""
    return any(each.title in FATAL for each in found)


def is_lost(change: Change) -> bool:
    """Whether something that holds people's work, or leads to it, is destroyed or replaced."""
    return "delete" in change.actions and lost_with(change) != ""


def is_work_lost(change: Change) -> bool:
    """Whether something that holds people's work is destroyed or replaced, and not only what leads to it."""
    return is_lost(change) and change.kind not in LEADS


def lost_with(change: Change) -> str:
    """What is lost with a thing; "" where nothing is. A release that nobody knows is taken for the hub's."""
    if change.kind != "helm_release":
        return PRECIOUS.get(change.kind, "")
    name = change.before.get("name")
    # The blueprint made the namespace by a release.
    if name == NAMESPACE or change.address.endswith(f".{NAMESPACE}"):
        return PRECIOUS["kubernetes_namespace_v1"]
    return HUB if name in (None, "jupyterhub") or is_hub(change.before) else ""


def there_already(changes: list[Change]) -> set[tuple[str, str]]:
    """Type and name of what the plan forgets, and of what was made by it."""
    there = {(each.kind, name) for each in changes if each.actions == ("forget",) for name in _names(each.before)}
    # The blueprint made the namespace by a release, which holds nothing else.
    if any(each.actions == ("forget",) and each.address.endswith(f".{NAMESPACE}") for each in changes):
        there |= {("kubernetes_namespace_v1", name) for each in changes for name in _names(each.after)}
    return there


def is_twice(change: Change, there: set[tuple[str, str]]) -> bool:
    """Whether it is made although there is one of its name."""
    return (
        change.actions == ("create",)
        and change.kind in NAMED
        and any((change.kind, name) in there for name in _names(change.after))
    )


def _names(has: dict[str, Json]) -> list[str]:
    """What Google calls the thing."""
    name = has.get("name") or next(
        (each.get("name") for each in has.get("metadata") or () if isinstance(each, dict)), None
    )
    return [name] if isinstance(name, str) else []


def _of(change: Change, there: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What becomes of a thing: a title and a text for each that concerns it."""
    address, actions = change.address, change.actions
    if is_lost(change):
        how = "replaced" if change.is_replaced else "destroyed"
        yield LOST, f"{address} would be {how}: {lost_with(change)}{_reasons(change)}"
        return
    yield from _arrivals(change)
    if change.is_grant:
        yield from _grants(change) if actions not in ((), ("forget",)) else ()
    elif actions == ("update",):
        yield from [(CHANGED, f"{address}: {', '.join(what)}") for what in [names_that_differ(change)] if what]
    elif actions == ("create",):
        yield (CONFLICT if is_twice(change, there) else MADE), address
    elif "delete" in actions:
        yield GONE, address


def _arrivals(change: Change) -> Iterator[tuple[str, str]]:
    """What comes into the state, moves in it, or leaves it, and stays as it is."""
    if change.importing:
        yield TAKEN_OVER, f"{change.address}, as {change.importing}"
    if change.previous_address:
        yield MOVED, f"{change.previous_address} -> {change.address}"
    if change.actions == ("forget",):
        yield FORGOTTEN, change.address


def _grants(change: Change) -> Iterator[tuple[str, str]]:
    """What is granted and revoked."""
    for title, grant in ((REVOKED, change.before), (GRANTED, change.after)):
        if grant:
            members = grant.get("members") or [grant.get("member") or "somebody who is known after the apply"]
            yield title, f"{grant.get('role') or 'a role of our own'} of {', '.join(members)} ({change.address})"


def _reasons(change: Change) -> str:
    """For whose sake it is replaced."""
    return f" (for {', '.join(change.replaced_for)})" if change.replaced_for else ""
