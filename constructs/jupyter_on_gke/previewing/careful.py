"""What a plan does that destroys nothing now, and that people may not have meant."""

from collections.abc import Iterator

from jupyter_on_gke.previewing.access import Access
from jupyter_on_gke.previewing.changes import Change, Json, name_of
from jupyter_on_gke.previewing.things import kind_in_words

EVERYBODY = {"allUsers": "everybody on the internet", "allAuthenticatedUsers": "everybody with a Google account"}
WHOLE_PROJECT = ("roles/owner", "roles/editor")
TURNED = (
    ("deletion_protection", True, False, "loses its guard against destroy (deletion_protection)"),
    ("force_destroy", False, True, "may be destroyed with all that is in it from now on (force_destroy)"),
    ("reclaim_policy", "Retain", "Delete", "deletes a disk with its home from now on (reclaim_policy)"),
)
"""Attribute, what it was, what it becomes, and what follows."""


def cautions(changes: list[Change], gained: list[Access]) -> list[str]:
    """A sentence for each."""
    return [*_turned(changes), *_granted(gained)]


def _turned(changes: list[Change]) -> Iterator[str]:
    for each in changes:
        for name, was, becomes, follows in TURNED:
            if (each.before.get(name), each.after.get(name)) == (was, becomes):
                yield f"{kind_in_words(each.kind)} {name_of(each)} {follows}."
        if _versions(each.before) and each.after and not _versions(each.after):
            yield f"{kind_in_words(each.kind)} {name_of(each)} keeps no older versions of files any more (versioning)."


def _versions(has: dict[str, Json]) -> bool:
    return any(each.get("enabled") for each in has.get("versioning") or () if isinstance(each, dict))


def _granted(gained: list[Access]) -> Iterator[str]:
    for each in gained:
        if each.who in EVERYBODY:
            yield f"{EVERYBODY[each.who]} gets {each.role} on {each.on}."
        if each.role in WHOLE_PROJECT:
            yield f"{each.who} gets {each.role}, with which nearly everything may be done in the project."
