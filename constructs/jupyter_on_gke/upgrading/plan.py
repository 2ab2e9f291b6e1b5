"""What a plan does, in plain words and by what it means for people's work: of `terraform show -json`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = Any

PRECIOUS = {
    "google_compute_disk": "a disk, and what is on it",
    "google_compute_global_address": "the address that people's names point to",
    "google_container_cluster": "the cluster, with every home on it",
    "google_container_node_pool": "a node pool, with the servers on it and the zones of people's disks",
    "google_filestore_instance": "a file share, and what is on it",
    "google_storage_bucket": "a bucket, with the files in it",
    "helm_release": "a release, with the hub's database",
    "kubernetes_namespace": "the namespace, with every home in it",
    "kubernetes_namespace_v1": "the namespace, with every home in it",
    "kubernetes_persistent_volume": "a volume, and the home on it",
    "kubernetes_persistent_volume_claim": "a claim, and the home behind it",
    "kubernetes_persistent_volume_claim_v1": "a claim, and the home behind it",
    "kubernetes_persistent_volume_v1": "a volume, and the home on it",
    "kubernetes_stateful_set": "a set of pods, with its volumes",
    "kubernetes_stateful_set_v1": "a set of pods, with its volumes",
}
"""Type -> what is lost with it."""
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
    if not isinstance(plan, dict) or "resource_changes" not in plan:
        raise ValueError("this is no plan: write one by terraform plan -out=plan, and terraform show -json plan.")
    changes = [each for each in plan["resource_changes"] if each.get("mode") == "managed"]
    there = {
        (each["type"], name) for each in changes if _actions(each) == ["forget"] for name in _names(each, "before")
    }
    # The blueprint made the namespace by a release, which holds nothing else.
    if any(_actions(each) == ["forget"] and each["address"].endswith(".app-namespace") for each in changes):
        there |= {("kubernetes_namespace_v1", name) for each in changes for name in _names(each, "after")}
    return [Line(title=title, text=text) for each in changes for title, text in _of(each, there)]


def is_fatal(found: list[Line]) -> bool:
    """Whether anything that holds people's work would be destroyed or replaced, or the apply be refused."""
    return any(each.title in FATAL for each in found)


def _actions(change: Json) -> list[str]:
    return [each for each in change["change"]["actions"] if each != "no-op"]


def _names(change: Json, when: str) -> list[str]:
    """What Google calls the thing."""
    has = change["change"].get(when) or {}
    name = has.get("name") or next(
        (each.get("name") for each in has.get("metadata") or () if isinstance(each, dict)), None
    )
    return [name] if isinstance(name, str) else []


def _of(change: Json, there: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What becomes of a thing: a title and a text for each that concerns it."""
    address, kind, actions = change["address"], change["type"], _actions(change)
    if "delete" in actions and kind in PRECIOUS:
        how = "replaced" if "create" in actions else "destroyed"
        yield LOST, f"{address} would be {how}: {PRECIOUS[kind]}{_reasons(change)}"
        return
    yield from _arrivals(change)
    if "_iam_" in kind and kind != "google_project_iam_custom_role":
        yield from _grants(change) if actions not in ([], ["forget"]) else ()
    elif actions == ["update"]:
        yield from [(CHANGED, f"{address}: {', '.join(what)}") for what in [_changed(change)] if what]
    elif actions == ["create"]:
        twice = kind in NAMED and any((kind, name) in there for name in _names(change, "after"))
        yield (CONFLICT if twice else MADE), address
    elif "delete" in actions:
        yield GONE, address


def _arrivals(change: Json) -> Iterator[tuple[str, str]]:
    """What comes into the state, moves in it, or leaves it, and stays as it is."""
    address, importing, before = change["address"], change["change"].get("importing"), change.get("previous_address")
    if importing:
        yield TAKEN_OVER, f"{address}, as {importing.get('id', 'it is')}"
    if before:
        yield MOVED, f"{before} -> {address}"
    if _actions(change) == ["forget"]:
        yield FORGOTTEN, address


def _grants(change: Json) -> Iterator[tuple[str, str]]:
    """What is granted and revoked."""
    for title, when in ((REVOKED, "before"), (GRANTED, "after")):
        if grant := change["change"].get(when):
            members = grant.get("members") or [grant.get("member") or "somebody who is known after the apply"]
            yield title, f"{grant.get('role') or 'a role of our own'} of {', '.join(members)} ({change['address']})"


def _changed(change: Json) -> list[str]:
    """The arguments that differ; what Terraform notes for itself is none."""
    before, after = change["change"].get("before") or {}, change["change"].get("after") or {}
    unknown = change["change"].get("after_unknown") or {}
    names = {*before, *after} - {"timeouts", "terraform_labels"}
    differ = {name for name in names if name in after and before.get(name) != after[name]}
    return sorted(differ | {name for name, is_unknown in unknown.items() if is_unknown is True and name in before})


def _reasons(change: Json) -> str:
    """For whose sake it is replaced."""
    paths = change["change"].get("replace_paths") or []
    return f" (for {', '.join('.'.join(map(str, path)) for path in paths)})" if paths else ""
