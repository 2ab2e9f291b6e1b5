"""What stops a plan: profiles that the cluster could never run, each with a sentence that says what to write.

They are preconditions, not validations of the variable: what can run depends on the cluster, which may
be an existing one that Terraform looks up.
"""

import json

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.accelerators.catalog import SPOT_LABEL
from jupyter_on_gke.profiles import ephemeral_storage
from jupyter_on_gke.profiles.kubespawner import HAS_ACCELERATOR
from jupyter_on_gke.variables.refusal import Refusal
from jupyter_on_gke.written_values import STORAGE_TYPE

KNOWN = "try(local.accelerators[profile.accelerator], null)"
IS_KNOWN = 'contains(concat([""], keys(local.accelerators), local.pools[*].accelerator), profile.accelerator)'
MATCHES = "length(local.profile_matches[profile.name])"
RIGHT_COUNT = f"{MATCHES} > 0 || try(contains(keys({KNOWN}.machine_types), tostring(profile.accelerator_count)), true)"
IN_REGION = catalog.offered("profile.accelerator", "local.region")
AUTOPILOT = "local.cluster_is_autopilot"
AMOUNT = "${profile.accelerator_count} x ${profile.accelerator}"
MADE_ON_DEMAND = (
    'profile.node_pool == "" && contains(local.made_on_demand, profile.accelerator == "" ? "cpu" : profile.accelerator)'
)
UNFIT = '[for pool in local.all_pools : "${pool.name} ${pool.unfit}" if pool.unfit != ""]'
# GKE makes a node for it, and nothing says how it is paid for: a label, or a compute class of the team's.
LABELS = ("cloud.google.com/reservation-name", "cloud.google.com/gke-flex-start", SPOT_LABEL)
GOOGLES_CLASSES = ("", "Accelerator", "Performance", "Balanced", "Scale-Out", "General-Purpose")
PAID_BY_LABEL = (
    f"length(setintersection(keys(profile.node_selector), {json.dumps(list(LABELS))})) > 0 || "
    f"!contains({json.dumps(list(GOOGLES_CLASSES))}, "
    f'lookup(profile.node_selector, "{ephemeral_storage.COMPUTE_CLASS}", ""))'
)
NOT_OFFERED = f"{AUTOPILOT} && !try(contains({KNOWN}.autopilot_counts, profile.accelerator_count), true)"
NOT_MADE = f"profile.spot || {PAID_BY_LABEL} || {NOT_OFFERED} || !({AUTOPILOT} || {MATCHES} == 0 && ({MADE_ON_DEMAND}))"
HAS_DISK = 'length(setsubtract(profile.storage, ["gcsfuse"])) > 0'
ANY_DISK = "[var.home_disk_type]"
MACHINE_FAMILY = f'lookup(profile.node_selector, "{ephemeral_storage.MACHINE_FAMILY}", "")'
MACHINE_FAMILY_SHOWN = f"${{{MACHINE_FAMILY}}}"
ITS_DISKS = catalog.by_machine("local.disks", "machine")
DISKS = (
    f"{HAS_ACCELERATOR} ? [try({KNOWN}.home_disks, {ANY_DISK})] : [for machine in concat([{MACHINE_FAMILY}], "
    f"local.profile_pools[profile.name][*].machine_type) : try(coalescelist({ITS_DISKS}), {ANY_DISK})]"
)
DISK_FITS = f"alltrue([for disks in {DISKS} : contains(disks, var.home_disk_type)])"
OWN_CLASS = 'var.home_storage_class != ""'
# Nor is there a disk of ours where the chart is told to use none.
NO_DISK_OF_OURS = f'({OWN_CLASS} || {STORAGE_TYPE} != "dynamic")'


def every(condition: str, message: str, shown: str = "profile.name") -> Refusal:
    """A condition on `profile`, for every one; the message begins with what is shown of those that fail it."""
    return Refusal(
        condition=f"alltrue([for profile in local.profiles : {condition}])",
        message=f'profiles: ${{join(", ", [for profile in local.profiles : {shown} if !({condition})])}} {message}.',
    )


def with_details(details: str) -> str:
    """What is shown of a profile: its name, and details in brackets."""
    return f'"${{profile.name}} ({details})"'


REFUSALS = (
    every(
        IS_KNOWN,
        "is no accelerator that GKE is known to offer or that a node pool has: write one of "
        '${join(", ", keys(local.accelerators))}',
        with_details("${profile.accelerator}"),
    ),
    every(
        RIGHT_COUNT,
        "is a number that no machine has: write an accelerator_count that it comes in",
        with_details(f'{AMOUNT}, which comes in ${{join(", ", try(keys({KNOWN}.machine_types), []))}}'),
    ),
    every(
        f"!{AUTOPILOT} || !({HAS_ACCELERATOR}) || !({RIGHT_COUNT}) || "
        f"try(contains({KNOWN}.autopilot_counts, profile.accelerator_count), true)",
        "is not offered on Autopilot: write another accelerator or count, or use a Standard cluster",
        with_details(AMOUNT),
    ),
    every(
        f"!{AUTOPILOT} || !({HAS_ACCELERATOR}) || ({IN_REGION})",
        "is not known to be offered in ${local.region}: write another accelerator, or another cluster_location",
        with_details("${profile.accelerator}"),
    ),
    every(
        f'!{AUTOPILOT} || profile.node_pool == ""',
        "names a node_pool, but GKE makes the nodes of an Autopilot cluster itself: leave node_pool out",
    ),
    every(
        f"{AUTOPILOT} || {MATCHES} > 0 || !({IS_KNOWN}) || !({RIGHT_COUNT}) || ({MADE_ON_DEMAND})",
        "fits no node pool of the cluster and would wait for ever: add such a pool (cpu_pools, gpu_pools or "
        "tpu_pools of a cluster that is created here), or change or leave out the profile"
        f'${{length({UNFIT}) == 0 ? "" : " (${{join(", ", {UNFIT})}}: no server can be there)"}}',
        with_details(
            f'${{{HAS_ACCELERATOR} ? "{AMOUNT}" : "no accelerator"}}, ${{profile.spot ? "spot" : "not spot"}}'
            '${profile.node_pool == "" ? "" : ", in the pool ${profile.node_pool}"}'
            f'${{try(", machine type ${{{KNOWN}.machine_types[tostring(profile.accelerator_count)]}}", "")}}'
        ),
    ),
    every(
        f"{MATCHES} == 0 || length(local.profile_pools[profile.name]) > 0",
        "asks for more than the nodes of its pools have left beside GKE's own: write a lower cpu_guarantee or "
        "memory_guarantee, or a larger machine_type of the pool",
        with_details(
            "${profile.cpu_guarantee} CPU and ${profile.memory_guarantee} on "
            '${join(", ", distinct(local.profile_matches[profile.name][*].machine_type))}'
        ),
    ),
    every(
        f"{NO_DISK_OF_OURS} || !({HAS_DISK}) || {DISK_FITS}",
        "has machines that no ${var.home_disk_type} can be attached to: write another home_disk_type, or "
        'storage = ["gcsfuse"] for the profile',
    ),
    Refusal(
        condition=f"{NO_DISK_OF_OURS} || length(local.profile_zones) == 0 || length(local.home_zones) > 0",
        message="profiles: a home disk is in one zone, but the servers of "
        '${join("; ", [for name, zones in local.profile_zones : "${name} are in ${join(", ", zones)}"])}, which have '
        'no zone in common: write node_locations of the pools with a zone in common, or storage = ["gcsfuse"] for '
        "one of them.",
    ),
    Refusal(
        condition=f"{NO_DISK_OF_OURS} || !var.home_disk_regional || length(local.home_zones) != 1",
        message='home_disk_regional is true, but every profile can be in ${join(", ", local.home_zones)} alone: '
        "write node_locations of the pools with two zones in common, or home_disk_regional = false.",
    ),
    every(
        f"!{AUTOPILOT} || !({ephemeral_storage.SHARES}) || profile.ephemeral_storage_gb <= {ephemeral_storage.MOST_GB}",
        f"asks for more than the {ephemeral_storage.MOST_GB} GiB of ephemeral storage that Autopilot gives a server "
        f"without accelerators or local SSDs: write ephemeral_storage_gb = {ephemeral_storage.MOST_GB} or less, or "
        "compute-class and gke-ephemeral-storage-local-ssd in node_selector",
        with_details("ephemeral_storage_gb = ${profile.ephemeral_storage_gb}"),
    ),
    every(
        f"!{AUTOPILOT} || !({ephemeral_storage.ON_SSD_MACHINE}) || "
        f"try(contains({ephemeral_storage.LOCAL_SSDS}.regions, local.region), true)",
        "is not known to be offered in ${local.region}: leave gke-ephemeral-storage-local-ssd out of node_selector, or "
        "write another machine-family or cluster_location",
        with_details(f"{MACHINE_FAMILY_SHOWN} with local SSDs"),
    ),
    every(
        f"{NOT_MADE} || !contains(try({KNOWN}.spot_only, []), profile.accelerator_count)",
        "is a number that Google sells as spot or flex-start alone: write spot = true, or an accelerator_count of 8",
        with_details(AMOUNT),
    ),
    every(
        f"{NOT_MADE} || try(!{KNOWN}.reserved, true)",
        "is sold by reservation, or as spot: write spot = true, or the label cloud.google.com/reservation-name in "
        "node_selector",
        with_details(AMOUNT),
    ),
)

WARNINGS = {
    "homes_are_where_every_profile_runs": Refusal(
        condition=f"!({OWN_CLASS}) || length(local.profile_zones) == 0",
        message='home_storage_class is "${var.home_storage_class}", whose disks can be in any zone, but not every '
        'profile can: leave home_storage_class out, or give that class the allowedTopologies ${join(", ", '
        "local.home_zones)}.",
    )
}
"""Name of a check -> what each plan warns of, because only the cluster knows."""
