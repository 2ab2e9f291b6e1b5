"""What preview says of a plan, as data: the terminal, Markdown and JSON are three ways to show it."""

from dataclasses import dataclass, field

from jupyter_on_gke.previewing.access import Access, access_changes
from jupyter_on_gke.previewing.administrators import administrators, is_hubs
from jupyter_on_gke.previewing.careful import cautions
from jupyter_on_gke.previewing.changes import Change, Json, changes_of, name_of
from jupyter_on_gke.previewing.differences import LATER, Difference, differences
from jupyter_on_gke.previewing.drift import Drifted, drifted
from jupyter_on_gke.previewing.fates import LEADS, is_lost, is_twice, is_work_lost, lost_with, there_already
from jupyter_on_gke.previewing.quantities import Cost, costs_of
from jupyter_on_gke.previewing.things import counted, kind_in_words


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One thing that is changed or replaced."""

    address: str
    what: str
    """Its kind and name, in words."""
    differences: list[Difference]
    replaced_for: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that is said of a plan, or of files without one."""

    is_of_plan: bool = True
    """Else of files of variables alone."""
    lost: list[str] = field(default_factory=list)
    """What holds people's work and would be destroyed or replaced: a sentence each."""
    refused: list[str] = field(default_factory=list)
    """What is made although it is there, so that the apply would be refused."""
    made: list[str] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    replaced: list[Changed] = field(default_factory=list)
    destroyed: list[str] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)
    """What is taken over, moves or is forgotten, and stays as it is."""
    gained: list[Access] = field(default_factory=list)
    lost_access: list[Access] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """What cannot be known before the apply, or from this plan."""
    drifted: list[Drifted] = field(default_factory=list)
    """What somebody, or something else than Terraform, has changed since the last apply."""
    warnings: list[str] = field(default_factory=list)
    """What people may not have meant, and what the stack's own checks say."""

    @property
    def stops(self) -> bool:
        """Whether nobody should apply this."""
        return bool(self.lost or self.refused)

    @property
    def is_empty(self) -> bool:
        """Whether the plan does nothing."""
        things = self.made or self.changed or self.replaced or self.destroyed or self.arrived
        return self.is_of_plan and not (things or self.gained or self.lost_access)


def report(plan: Json) -> Report:
    """What there is to say of a plan. ValueError where it is none."""
    changes = changes_of(plan)
    there = there_already(changes)
    hubs = administrators(changes)
    gained, lost_access = access_changes(changes, hubs)
    things = [each for each in changes if not each.is_grant]
    return Report(
        lost=[_loss(each) for each in changes if is_work_lost(each)],
        refused=[f"{_what(each)} is there already ({each.address})." for each in changes if is_twice(each, there)],
        made=counted(each for each in things if each.actions == ("create",)),
        changed=[each for change in things if change.actions == ("update",) if (each := _changed(change)).differences],
        replaced=[_changed(each) for each in things if each.is_replaced],
        destroyed=counted(each for each in things if each.actions == ("delete",)),
        arrived=_arrivals(changes),
        gained=gained,
        lost_access=lost_access,
        costs=costs_of(plan),
        unknown=_unknown(plan, changes, hubs.unread),
        drifted=drifted(plan, changes),
        warnings=[*_ways(changes), *cautions(changes, gained), *_warnings(plan)],
    )


def _what(change: Change) -> str:
    return f"{kind_in_words(change.kind)} {name_of(change)}"


def _loss(change: Change) -> str:
    return f"{change.address} would be {_goes(change)}: {lost_with(change)}."


def _ways(changes: list[Change]) -> list[str]:
    """What leads to people's work and goes."""
    gone = [each for each in changes if is_lost(each) and not is_work_lost(each)]
    return [f"{_what(each)} would be {_goes(each)}: {LEADS[each.kind]}." for each in gone]


def _goes(change: Change) -> str:
    how = "replaced" if change.is_replaced else "destroyed"
    return how + (f", for {', '.join(change.replaced_for)}" if change.replaced_for else "")


def _changed(change: Change) -> Changed:
    found = differences(change)
    if change.is_replaced:
        found = [each for each in found if each.path.startswith(change.replaced_for)]
    return Changed(
        address=change.address, what=_what(change), differences=found, replaced_for=list(change.replaced_for)
    )


def _arrivals(changes: list[Change]) -> list[str]:
    """What stays as it is, and is called or owned otherwise from now on."""
    taken = [f"{each.address} is taken over, as {each.importing}" for each in changes if each.importing]
    moved = [f"{each.previous_address} is called {each.address} now" for each in changes if each.previous_address]
    forgotten = counted(each for each in changes if each.actions == ("forget",))
    return [*taken, *moved, *(f"forgotten, so that no state has it: {each}" for each in forgotten)]


def _unknown(plan: Json, changes: list[Change], unread: list[str]) -> list[str]:
    """What is open until the apply; `unread` are settings of hubs."""
    outputs = sorted(
        name for name, each in (plan.get("output_changes") or {}).items() if each.get("after_unknown") is True
    )
    found = [f"Outputs {LATER}: {', '.join(outputs)}."] if outputs else []
    releases = [
        name_of(each)
        for each in changes
        if each.kind == "helm_release" and each.actions and True in _flat(each.unknown.get("values", False))
        if not is_hubs(each)
    ]
    if releases:
        found.append(f"A part of the settings of {', '.join(sorted(releases))} is {LATER}.")
    written = ((plan.get("variables") or {}).get("admin_users") or {}).get("value")
    found += [*unread, f"The variable admin_users names {', '.join(written)}."] if unread and written else unread
    if not any(each.kind == "google_container_cluster" for each in changes):
        found.append("The cluster and its nodes are not of this plan: what they cost is not counted here.")
    if plan.get("errored"):
        found.append("The plan ended with an error: what is missing in it is not known.")
    return found


def _flat(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _warnings(plan: Json) -> list[str]:
    """The sentences of checks that fail."""
    return [
        problem["message"]
        for check in plan.get("checks") or ()
        for instance in check.get("instances") or ()
        for problem in instance.get("problems") or ()
        if problem.get("message")
    ]
