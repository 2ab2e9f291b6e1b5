"""Who gains and who loses access by a plan: roles at Google, and the hub's administrators."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jupyter_on_gke.previewing.administrators import Administrators
from jupyter_on_gke.previewing.changes import Change, Json
from jupyter_on_gke.previewing.differences import LATER

NODES, NOTEBOOKS, MEMBERS = "the nodes' Google account", "the notebooks' account", "the members of `members_allowlist`"
PROJECT = "the project"
WORDS = {
    "google_project_iam_member.nodes_roles": (NODES, PROJECT, "the cluster is created"),
    "google_project_iam_member.hub": ("the hub", PROJECT, "IAP is on"),
    "google_project_iam_member.notebooks_roles": (NOTEBOOKS, PROJECT, "`notebook_project_roles` lists it"),
    "google_storage_bucket_iam_member.notebooks": (NOTEBOOKS, "`gcs_bucket`", "there is one"),
    "google_storage_bucket_iam_member.notebooks_users": (NOTEBOOKS, "each bucket of `user_buckets`", "there are any"),
    "google_iap_web_type_compute_iam_binding.members": (MEMBERS, "IAP, for this host alone", "IAP is on"),
    "google_iap_web_type_compute_iam_binding.servers_members": (
        MEMBERS,
        "IAP, for the servers' host alone",
        "servers have a host of their own",
    ),
}
"""Address of a grant of ours -> who holds the role, on what, and when it is there."""
TARGETS = {
    "bucket": "the bucket",
    "service_account_id": "the service account",
    "project": "the project",
    "web_backend_service": "IAP of",
}
HUB = "the hub"
ACCOUNT = re.compile(r"principal://.*/subject/ns/([^/]+)/sa/([^/]+)")


@dataclass(frozen=True, kw_only=True, order=True)
class Access:
    """Somebody's role on something."""

    who: str
    role: str
    on: str

    @property
    def text(self) -> str:
        """In one line."""
        return f"{self.who}: {self.role}" + (f" on {self.on}" if self.on else "")


def access_changes(changes: list[Change], hubs: Administrators) -> tuple[list[Access], list[Access]]:
    """What is gained and what is lost, each sorted. What is granted anew elsewhere is neither."""
    own = _own_roles(changes)
    before = {each for change in changes for each in _of(change, before=True, own=own)}
    after = {each for change in changes for each in _of(change, before=False, own=own)}
    come, go = ({Access(who=who, role="administrator", on=HUB) for who in names} for names in (hubs.gained, hubs.lost))
    return sorted(after - before | come), sorted(before - after | go)


def _of(change: Change, *, before: bool, own: Mapping[str, str]) -> Iterator[Access]:
    """Who has what by a resource, before or after. What the plan forgets stays."""
    stays = change.actions == ("forget",) and not before
    has, unknown = (change.before, {}) if before or stays else (change.after, change.unknown)
    if change.is_grant and (has or unknown):
        yield from _of_grant(change, has, {} if before else unknown, own)


def _of_grant(
    change: Change, has: dict[str, Json], unknown: dict[str, Json], own: Mapping[str, str]
) -> Iterator[Access]:
    who, target, _ = WORDS.get(change.base, (f"somebody who is {LATER}", "", ""))
    members = has.get("members") or [has.get("member") or who]
    role = _role(has.get("role"), own)
    # A bucket of a list is one of several: its own name says which.
    is_named = target.startswith(("`", "each"))
    on = (_target(has) if is_named or not target else target) or target
    on += _condition(has, unknown)
    for member in members:
        yield Access(who=_short(member) if isinstance(member, str) else who, role=role, on=on)


def _role(name: str | None, own: Mapping[str, str]) -> str:
    """A role by its name at Google, ours by what it may do. The name of one that is made is known after the apply."""
    if name is not None and name not in own:
        return name
    permissions = own[name] if name is not None else next(iter(own.values())) if len(own) == 1 else LATER
    return f"a role of our own ({permissions})"


def _short(member: str) -> str:
    """A Kubernetes account of a cluster's pool of identities by its own name."""
    found = ACCOUNT.fullmatch(member)
    return f"the Kubernetes account {found[2]} of namespace {found[1]}" if found else member


def _target(has: dict[str, Json]) -> str:
    return next((f"{words} {has[name]}" for name, words in TARGETS.items() if has.get(name)), "")


def _condition(has: dict[str, Json], unknown: dict[str, Json]) -> str:
    """Where a role is held alone, as far as that is known."""
    conditions = has.get("condition") or []
    expression = next((each.get("expression") for each in conditions if isinstance(each, dict)), None)
    if expression:
        return f" ({expression})"
    return f" (a host that is {LATER})" if conditions and unknown.get("condition") else ""


def _own_roles(changes: list[Change]) -> dict[str, str]:
    """Name of a role of our own -> its permissions."""
    found = {}
    for each in changes:
        if each.kind == "google_project_iam_custom_role":
            has = each.after or each.before
            found[has.get("name") or has.get("id") or each.address] = ", ".join(sorted(has.get("permissions") or ()))
    return found
