"""Profiles whose accelerators Google does not sell on demand, as people read them: each list is a local."""

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.accelerators.catalog import SPOT_LABEL
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.ephemeral_storage import COMPUTE_CLASS
from jupyter_on_gke.profiles.profile import Profile, Settled
from jupyter_on_gke.profiles.unrunnable import amount, has_match, is_made_on_demand, is_on_autopilot

# GKE makes a node for it, and nothing says how it is paid for: a label, or a compute class of the team's.
LABELS = ("cloud.google.com/reservation-name", "cloud.google.com/gke-flex-start", SPOT_LABEL)
GOOGLES_CLASSES = ("", "Accelerator", "Performance", "Balanced", "Scale-Out", "General-Purpose")


@plan_time
def paid_otherwise(profiles: list[Settled]) -> list[str]:
    """Names of those of which spot, a label or a class of the team's says how their nodes are paid for."""
    return [
        profile.name
        for profile in profiles
        if profile.spot
        or any(label in profile.node_selector for label in LABELS)
        or profile.node_selector.get(COMPUTE_CLASS, "") not in GOOGLES_CLASSES
    ]


@plan_time
def bought_on_demand(
    profiles: list[Settled],
    paid_otherwise: list[str],
    profile_matches: dict[str, list[Pool]],
    accelerators: dict[str, Accelerator],
    made_on_demand: list[str],
    cluster_is_autopilot: bool,
) -> list[str]:
    """Names of those for which GKE makes a node, and nothing says how it is paid for."""
    return [
        profile.name
        for profile in profiles
        if profile.name not in paid_otherwise
        and (
            is_on_autopilot(profile, accelerators)
            if cluster_is_autopilot
            else not has_match(profile, profile_matches) and is_made_on_demand(profile, made_on_demand)
        )
    ]


@plan_time
def is_spot_only(profile: Profile, accelerators: dict[str, Accelerator]) -> bool:
    """Whether so many of its accelerator are sold as spot or flex-start alone."""
    known = accelerators.get(profile.accelerator)
    return known is not None and profile.accelerator_count in known.spot_only


@plan_time
def is_reserved(profile: Profile, accelerators: dict[str, Accelerator]) -> bool:
    """Whether its accelerator is sold by reservation."""
    known = accelerators.get(profile.accelerator)
    return known is not None and known.reserved


@plan_time
def sold_as_spot(
    profiles: list[Settled], bought_on_demand: list[str], accelerators: dict[str, Accelerator]
) -> list[str]:
    """Of so many accelerators that Google sells them as spot alone."""
    return [
        f"{profile.name} ({amount(profile)})"
        for profile in profiles
        if profile.name in bought_on_demand and is_spot_only(profile, accelerators)
    ]


@plan_time
def sold_by_reservation(
    profiles: list[Settled], bought_on_demand: list[str], accelerators: dict[str, Accelerator]
) -> list[str]:
    """With accelerators that Google sells by reservation."""
    return [
        f"{profile.name} ({amount(profile)})"
        for profile in profiles
        if profile.name in bought_on_demand and is_reserved(profile, accelerators)
    ]
