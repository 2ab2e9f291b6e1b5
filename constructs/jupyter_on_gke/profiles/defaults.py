"""The profiles of who writes none: the blueprint's on Autopilot, and on Standard what the node pools have."""

from typing import Any

from jupyter_on_gke.accelerators import catalog
from jupyter_on_gke.expressions import Expression, data, for_each
from jupyter_on_gke.profiles import ephemeral_storage
from jupyter_on_gke.profiles.variables import PROFILES

DEFAULTS = {name: default for name, (_, default) in PROFILES.attributes.items()}
# Of a node, a server with accelerators is promised so much: the rest is for what runs beside it.
SHARE = 0.75
# What the blueprint gave to a server without accelerators.
CPU = 8
MEMORY = 8

LOCAL_SSD = {ephemeral_storage.LOCAL_SSD_LABEL: "true"}
AUTOPILOT: tuple[dict[str, Any], ...] = (
    # General purpose: in every region, on machines that servers share, billed by what they ask for.
    {"name": "cpu", "display_name": "CPU", "cpu_guarantee": 8, "memory_guarantee": "16G"},
    {
        "name": "c3",
        "display_name": "CPU (C3 with local SSD)",
        "description": "6 CPU, 16G of memory, 400 GiB of local SSD; a machine of its own, all of which is billed",
        # With the sidecar of a bucket, what c3-standard-8-lssd has room for: the next one has 22 vCPUs.
        "cpu_guarantee": 6,
        "memory_guarantee": "16G",
        "ephemeral_storage_gb": 400,
        "node_selector": {
            ephemeral_storage.COMPUTE_CLASS: "Performance",
            ephemeral_storage.MACHINE_FAMILY: "c3",
            **LOCAL_SSD,
        },
    },
    *(
        {
            "name": name,
            "display_name": title,
            "cpu_guarantee": cpu,
            "memory_guarantee": memory,
            "accelerator": "nvidia-l4",
            "accelerator_count": count,
            "ephemeral_storage_gb": storage,
            "node_selector": {ephemeral_storage.COMPUTE_CLASS: "Accelerator", **LOCAL_SSD},
        }
        for name, title, count, cpu, memory, storage in (
            ("l4", "GPU (NVIDIA L4)", 1, 6, "24G", 200),
            ("l4-x2", "GPU (2 x NVIDIA L4)", 2, 20, "80G", 400),
        )
    ),
)


# Homes are in zones, and of a type, with which every profile runs. C3 is no reason for others: it is offered where it
# is in all zones of L4, and in two at least, and takes the disks.
C3_ZONES = catalog.zones_in.terraform(zones='local.local_ssds["c3"].zones', region="local.region")
L4_ZONES = catalog.zones_in.terraform(zones='local.accelerators["nvidia-l4"].zones', region="local.region")
C3_TAKES_DISKS = '(var.home_storage_class != "" || contains(local.disks["c3"], var.home_disk_type))'
C3_FOR_ALL = f"(length({C3_ZONES}) > 1 && length(setsubtract({L4_ZONES}, {C3_ZONES})) == 0 && {C3_TAKES_DISKS})"


def default_profiles(pools: str) -> str:
    """A list of complete profiles."""
    autopilot = data([DEFAULTS | profile for profile in AUTOPILOT])
    offered = f'profile.name == "c3" ? {C3_FOR_ALL} : ({catalog.offered("profile.accelerator", "local.region")})'
    standard = f"concat([{cpu_profile(pools)}], {accelerator_profiles(pools)})"
    return (
        f"concat([for profile in {autopilot} : profile if local.cluster_is_autopilot && ({offered})], "
        f"[for profile in {standard} : profile if !local.cluster_is_autopilot])"
    )


def room(pools: str, number: int, function: str) -> str:
    """vCPUs (0) or GiB (1) that the pools have for one server; null where no machine type is known."""
    known = f"[for pool in {pools} : local.rooms[pool.machine_type][{number}] if can(local.rooms[pool.machine_type])]"
    return f"try({function}({known}...), null)"


def cpu_profile(pools: str) -> Expression:
    """The blueprint's CPU server, or as much of it as the largest CPU pool has room for."""
    plain = f'[for pool in {pools} : pool if pool.accelerator == ""]'
    # On spot nodes only where there are no others.
    spot = f"length({plain}) > 0 && alltrue({plain}[*].spot)"
    eligible = f"[for pool in {plain} : pool if pool.spot == ({spot})]"
    cpus = f"min({CPU}, coalesce({room(eligible, 0, 'max')}, {CPU}))"
    cpu = f"max(0.1, floor({cpus} * 10) / 10)"
    # Of one pool: another may have more memory, and fewer CPUs.
    largest = f"[for pool in {eligible} : pool if try(min({CPU}, local.rooms[pool.machine_type][0]) == {cpus}, false)]"
    memory = f"max(0.5, floor(min({MEMORY}, coalesce({room(largest, 1, 'max')}, {MEMORY}))))"
    return data(
        DEFAULTS
        | {
            "name": "cpu",
            "display_name": "CPU",
            "cpu_guarantee": Expression(cpu),
            "cpu_limit": CPU,
            "memory_guarantee": Expression(f'"${{{memory}}}G"'),
            "memory_limit": "32G",
            "spot": Expression(spot),
        }
    )


def accelerator_profiles(pools: str) -> Expression:
    """One for each accelerator, number and price (spot or not) that a pool has."""
    short = 'replace(pool.accelerator, "/^nvidia-(tesla-)?/", "")'
    key = f'"${{{short}}}${{pool.count > 1 ? "-x${{pool.count}}" : ""}}${{pool.spot ? "-spot" : ""}}"'
    groups = f'{{for pool in {pools} : {key} => pool... if pool.accelerator != ""}}'
    is_tpu = 'startswith(group[0].accelerator, "tpu")'
    spot = '${group[0].spot ? ", spot" : ""}'
    title = "try(local.accelerators[group[0].accelerator].title, group[0].accelerator)"
    cpu = f"max(0.1, floor(coalesce({room('group', 0, 'min')}, 1 / {SHARE}) * {SHARE} * 10) / 10)"
    memory = f"max(0.5, floor(coalesce({room('group', 1, 'min')}, 4 / {SHARE}) * {SHARE}))"
    profile = DEFAULTS | {
        "name": Expression("name"),
        "display_name": Expression(
            f'{is_tpu} ? "${{{title}}}, ${{group[0].count}} ${{group[0].count > 1 ? "chips" : "chip"}}{spot}" : '
            f'"GPU (${{group[0].count > 1 ? "${{group[0].count}} x " : ""}}${{{title}}}{spot})"'
        ),
        "cpu_guarantee": Expression(cpu),
        "memory_guarantee": Expression(f'"${{{memory}}}G"'),
        "accelerator": Expression("group[0].accelerator"),
        "accelerator_count": Expression("group[0].count"),
        "spot": Expression("group[0].spot"),
    }
    return for_each("name, group", groups, profile)
