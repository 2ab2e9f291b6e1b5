"""What stops a plan: profiles that the cluster could never run, each with a sentence that says what to write.

They are preconditions, not validations of the variable: what can run depends on the cluster, which may
be an existing one that Terraform looks up. The lists of such profiles are locals.
"""

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.expressions import local, var
from jupyter_on_gke.plan_time import PlanTime, plan_time
from jupyter_on_gke.profiles import unrunnable, unsold, without_storage
from jupyter_on_gke.profiles.ephemeral_storage import MOST_GB
from jupyter_on_gke.variables.refusal import Refusal, refusal

AUTOPILOT = local("cluster_is_autopilot")
LISTS: tuple[PlanTime[..., list[str]], ...] = (
    unrunnable.known_accelerators,
    unrunnable.unknown_accelerators,
    unrunnable.rightly_counted,
    unrunnable.miscounted,
    unrunnable.not_on_autopilot,
    unrunnable.not_in_region,
    unrunnable.on_pools_of_autopilot,
    unrunnable.fitting_no_pool,
    unrunnable.without_pool,
    unrunnable.unfit_pools,
    unrunnable.too_large,
    without_storage.without_disk,
    without_storage.asking_for_storage,
    without_storage.without_local_ssds,
    unsold.paid_otherwise,
    unsold.bought_on_demand,
    unsold.sold_as_spot,
    unsold.sold_by_reservation,
)
"""What is made of locals alone."""


def none(wrong: PlanTime[..., list[str]], message: str) -> Refusal:
    """Refuses where a local has profiles."""

    @plan_time
    def there_is_none(profiles: list[str]) -> str:
        if len(profiles) == 0:
            return ""
        return f"profiles: {', '.join(profiles)} {message}."

    return refusal(there_is_none, profiles=local(wrong.python.__name__))


@plan_time
def accelerators_are_known(unknown_accelerators: list[str], accelerators: dict[str, Accelerator]) -> str:
    """The catalog or a pool has it."""
    if len(unknown_accelerators) == 0:
        return ""
    return (
        f"profiles: {', '.join(unknown_accelerators)} is no accelerator that GKE is known to offer or that a node pool "
        f"has: write one of {', '.join(sorted(accelerators))}."
    )


@plan_time
def accelerators_are_in_region(not_in_region: list[str], region: str) -> str:
    """Autopilot has it there."""
    if len(not_in_region) == 0:
        return ""
    return (
        f"profiles: {', '.join(not_in_region)} is not known to be offered in {region}: write another accelerator, or "
        f"another cluster_location."
    )


@plan_time
def pools_fit(without_pool: list[str], unfit_pools: list[str]) -> str:
    """There is a pool for it."""
    if len(without_pool) == 0:
        return ""
    unfit = f" ({', '.join(unfit_pools)}: no server can be there)" if len(unfit_pools) > 0 else ""
    return (
        f"profiles: {', '.join(without_pool)} fits no node pool of the cluster and would wait for ever: add such a "
        f"pool (cpu_pools, gpu_pools or tpu_pools of a cluster that is created here), or change or leave out the "
        f"profile{unfit}."
    )


@plan_time
def disks_fit(without_disk: list[str], home_disk_type: str) -> str:
    """Its machines take a home disk."""
    if len(without_disk) == 0:
        return ""
    return (
        f"profiles: {', '.join(without_disk)} has machines that no {home_disk_type} can be attached to: write another "
        f'home_disk_type, or storage = ["gcsfuse"] for the profile.'
    )


@plan_time
def zones_meet(disks_are_ours: bool, profile_zones: dict[str, list[str]], home_zones: list[str]) -> str:
    """A home disk can be where every profile is."""
    if not disks_are_ours or len(profile_zones) == 0 or len(home_zones) > 0:
        return ""
    where = [f"{name} are in {', '.join(zones)}" for name, zones in sorted(profile_zones.items())]
    return (
        f"profiles: a home disk is in one zone, but the servers of {'; '.join(where)}, which have no zone in common: "
        f'write node_locations of the pools with a zone in common, or storage = ["gcsfuse"] for one of them.'
    )


@plan_time
def regional_disks_have_two_zones(disks_are_ours: bool, home_disk_regional: bool, home_zones: list[str]) -> str:
    """A regional disk is in two."""
    if not disks_are_ours or not home_disk_regional or len(home_zones) != 1:
        return ""
    return (
        f"home_disk_regional is true, but every profile can be in {', '.join(home_zones)} alone: write node_locations "
        f"of the pools with two zones in common, or home_disk_regional = false."
    )


@plan_time
def local_ssds_are_in_region(without_local_ssds: list[str], region: str) -> str:
    """Autopilot has its machines there."""
    if len(without_local_ssds) == 0:
        return ""
    return (
        f"profiles: {', '.join(without_local_ssds)} is not known to be offered in {region}: leave "
        f"gke-ephemeral-storage-local-ssd out of node_selector, or write another machine-family or cluster_location."
    )


@plan_time
def homes_are_where_every_profile_runs(
    home_storage_class: str, profile_zones: dict[str, list[str]], home_zones: list[str]
) -> str:
    """A class of the team's can make disks anywhere."""
    if home_storage_class == "" or len(profile_zones) == 0:
        return ""
    return (
        f'home_storage_class is "{home_storage_class}", whose disks can be in any zone, but not every profile can: '
        f"leave home_storage_class out, or give that class the allowedTopologies {', '.join(home_zones)}."
    )


REFUSALS = (
    refusal(accelerators_are_known),
    none(unrunnable.miscounted, "is a number that no machine has: write an accelerator_count that it comes in"),
    none(
        unrunnable.not_on_autopilot,
        "is not offered on Autopilot: write another accelerator or count, or use a Standard cluster",
    ),
    refusal(accelerators_are_in_region),
    none(
        unrunnable.on_pools_of_autopilot,
        "names a node_pool, but GKE makes the nodes of an Autopilot cluster itself: leave node_pool out",
    ),
    refusal(pools_fit),
    none(
        unrunnable.too_large,
        "asks for more than the nodes of its pools have left beside GKE's own: write a lower cpu_guarantee or "
        "memory_guarantee, or a larger machine_type of the pool",
    ),
    refusal(disks_fit, home_disk_type=var("home_disk_type")),
    refusal(zones_meet),
    refusal(regional_disks_have_two_zones, home_disk_regional=var("home_disk_regional")),
    none(
        without_storage.asking_for_storage,
        f"asks for more than the {MOST_GB} GiB of ephemeral storage that Autopilot gives a server without accelerators "
        f"or local SSDs: write ephemeral_storage_gb = {MOST_GB} or less, or compute-class and "
        "gke-ephemeral-storage-local-ssd in node_selector",
    ),
    refusal(local_ssds_are_in_region),
    none(
        unsold.sold_as_spot,
        "is a number that Google sells as spot or flex-start alone: write spot = true, or another accelerator_count",
    ),
    none(
        unsold.sold_by_reservation,
        "is sold by reservation, or as spot: write spot = true, or the label cloud.google.com/reservation-name in "
        "node_selector",
    ),
)

WARNINGS = {
    "homes_are_where_every_profile_runs": refusal(
        homes_are_where_every_profile_runs, home_storage_class=var("home_storage_class")
    )
}
"""Name of a check -> what each plan warns of, because only the cluster knows."""
