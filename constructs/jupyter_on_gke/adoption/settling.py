"""What is managed of what was there before, and what of it is taken over now. Plan-time functions."""

from dataclasses import dataclass

from jupyter_on_gke.blocks import block_with
from jupyter_on_gke.cluster.names import Maintenance
from jupyter_on_gke.plan_time import PlanTime, at, elements, plan_time, text_at

THINGS = ("cluster", "node_pools", "bucket", "user_buckets", "namespace", "address", "node_identity")
"""What can be managed though it was there before."""
RELEASES = ("release", "iap_release")
"""What is always managed, and can be taken over, too."""


def is_among(thing: str) -> PlanTime[[list[str]], bool]:
    """A function that says whether the thing is in a list."""

    @plan_time
    def is_in(things: list[str]) -> bool:
        return thing in things

    return is_in


CLUSTER, NODE_POOLS, BUCKET, USER_BUCKETS, NAMESPACE, ADDRESS, NODE_IDENTITY = (is_among(each) for each in THINGS)
RELEASE, IAP_RELEASE = (is_among(each) for each in RELEASES)


@plan_time
def once_if(condition: bool) -> set[str]:
    """One element or none: what an import block of one thing is for."""
    return set(["it"] if condition else [])


@plan_time
def managed_user_buckets(manage: list[str], user_buckets: dict[str, str]) -> dict[str, str]:
    """A person's name -> the bucket's, where these were there before."""
    return {person: bucket for person, bucket in sorted(user_buckets.items()) if "user_buckets" in manage}


@plan_time
def names_if(condition: bool, names: dict[str, str]) -> dict[str, str]:
    """All of the names or none."""
    return {key: name for key, name in sorted(names.items()) if condition}


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """A time in which GKE upgrades nothing."""

    name: str
    start: str
    end: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """When GKE may upgrade; `recurrence` is empty for four hours a day."""

    start: str
    end: str
    recurrence: str
    exclusions: list[Exclusion]


@plan_time
def kept_exclusions(existing_cluster: object) -> list[Exclusion]:
    """The times in which GKE upgrades nothing, as they are."""
    return [
        Exclusion(
            name=text_at(each, "exclusion_name"),
            start=text_at(each, "start_time"),
            end=text_at(each, "end_time"),
            scope=text_at(each, "exclusion_options[0].scope"),
        )
        for each in elements(at(existing_cluster, "maintenance_policy[0].maintenance_exclusion"))
    ]


@plan_time
def reported_maintenance(existing_cluster: object) -> Maintenance:
    """When GKE may upgrade the cluster that is there."""
    daily = text_at(existing_cluster, "maintenance_policy[0].daily_maintenance_window[0].start_time")
    recurring = text_at(existing_cluster, "maintenance_policy[0].recurring_window[0].start_time")
    return Maintenance(
        start=daily if daily != "" else recurring,
        end=text_at(existing_cluster, "maintenance_policy[0].recurring_window[0].end_time"),
        recurrence=text_at(existing_cluster, "maintenance_policy[0].recurring_window[0].recurrence"),
    )


@plan_time
def kept_windows(
    maintenance: Maintenance, reported_maintenance: Maintenance, kept_exclusions: list[Exclusion]
) -> list[Window]:
    """A block for the window that is written, else the one that is there."""
    kept = reported_maintenance if maintenance.start == "" else maintenance
    window = Window(start=kept.start, end=kept.end, recurrence=kept.recurrence, exclusions=kept_exclusions)
    return [window] if kept.start != "" else []


@plan_time
def exclusions_have_a_window(kept_exclusions: list[Exclusion], kept_windows: list[Window], cluster_name: str) -> str:
    """The provider writes exclusions only beside a window, and would take them away."""
    if len(kept_exclusions) == 0 or len(kept_windows) > 0:
        return ""
    names = ", ".join([each.name for each in kept_exclusions])
    return (
        f"manage has cluster, and {cluster_name} has times in which GKE upgrades nothing ({names}) but no window in "
        "which it does, beside which alone they can be kept: write one in maintenance_start_time, like 03:00."
    )


@plan_time
def kept_logs(written: str, reported_bucket: object) -> list[str]:
    """Where the shared bucket logs to: what is written, else what is there."""
    there = text_at(reported_bucket, "logging[0].log_bucket")
    return block_with(written if written != "" else there)
