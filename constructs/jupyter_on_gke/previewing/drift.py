"""What is not as the last apply left it, as Terraform found it, and what the plan does about that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jupyter_on_gke.previewing.changes import Change, Json, change_of, name_of
from jupyter_on_gke.previewing.differences import Difference, differences
from jupyter_on_gke.previewing.fates import lost_with
from jupyter_on_gke.previewing.things import kind_in_words

COUNTED = (
    "etag",
    "fingerprint",
    "generation",
    "label_fingerprint",
    "last_deployed",
    "observed_generation",
    "resource_version",
    "revision",
    "tags_fingerprint",
    "update_time",
    "updated",
)
"""What Google and Kubernetes count up by themselves."""


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """One thing that somebody, or something else than Terraform, has changed or destroyed."""

    address: str
    what: str
    """Its kind and name, in words."""
    differences: list[Difference]
    """From what Terraform left to what is there."""
    then: str
    """What follows from it, and what the plan does about it."""


def drifted(plan: Json, changes: list[Change]) -> list[Drifted]:
    """All of a plan. What only counts up is none."""
    planned = {each.address: each for each in changes}
    return [found for each in _drifts(plan) if (found := _drifted(each, planned))]


def _drifts(plan: Json) -> Iterator[Change]:
    for each in plan.get("resource_drift") or ():
        if each.get("mode") == "managed":
            yield change_of(each)


def _drifted(drift: Change, planned: Mapping[str, Change]) -> Drifted | None:
    what = f"{kind_in_words(drift.kind)} {name_of(drift)}"
    then = planned.get(drift.address)
    if "delete" in drift.actions:
        return Drifted(address=drift.address, what=what, differences=[], then=_gone(drift, then))
    found = [each for each in differences(drift) if each.path.rpartition(".")[2] not in COUNTED]
    if drift.actions != ("update",) or not found:
        return None
    return Drifted(address=drift.address, what=what, differences=found, then=_changed(found, then))


def _gone(drift: Change, then: Change | None) -> str:
    lost = f": {with_it}" if (with_it := lost_with(drift)) else ""
    again = "this plan makes another one" if then and "create" in then.actions else "this plan makes no other one"
    return f"is not there any more{lost}; {again}"


def _changed(found: list[Difference], then: Change | None) -> str:
    if then is None or then.actions == ("forget",):
        return "is as it is now, and stays so"
    if "delete" in then.actions:
        return "this plan makes it anew" if then.is_replaced else "this plan destroys it"
    planned = {each.path: each.after for each in differences(then)} if then.actions == ("update",) else {}
    back = [each.path for each in found if planned.get(each.path) == each.before]
    other = [each.path for each in found if each.path in planned and each.path not in back]
    parts = [f"sets back {', '.join(back)}"] if back else []
    parts += [f"changes {', '.join(other)}"] if other else []
    if not parts:
        return "this plan leaves it so"
    rest = ", and leaves the rest so" if len(back) + len(other) < len(found) else ""
    return f"this plan {' and '.join(parts)}{rest}"
