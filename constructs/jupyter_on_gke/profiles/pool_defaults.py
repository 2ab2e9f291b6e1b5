"""The profiles of who writes none, on Standard: what the node pools have. Plan-time functions; EVERY are locals."""

from dataclasses import dataclass

from jupyter_on_gke.accelerators.accelerator import Accelerator
from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.plan_time import plan_time, thousandths, without
from jupyter_on_gke.profiles.profile import Profile

# What the blueprint gave to a server without accelerators.
CPU = 8
MEMORY_GIB = 8
LEAST_MEMORY = "0.5G"


@dataclass(frozen=True, kw_only=True)
class Room:
    """What a node has for one server: thousandths of a CPU, and of a GiB."""

    cpu: int
    memory: int


@plan_time
def known_rooms(pools: list[Pool], rooms: dict[str, list[float]]) -> list[Room]:
    """Of the pools whose machine types are known."""
    return [
        Room(cpu=thousandths(room[0]), memory=thousandths(room[1]))
        for pool in pools
        for room in [rooms.get(pool.machine_type)]
        if room is not None
    ]


@plan_time
def gigabytes(gib: int) -> str:
    """Whole GiB as they are written; half a one where there is none."""
    return f"{gib}G" if gib > 0 else LEAST_MEMORY


@plan_time
def default_cpu_pools(pools: list[Pool]) -> list[Pool]:
    """Pools without accelerators; on spot nodes only where there are no others."""
    plain = [pool for pool in pools if pool.accelerator == ""]
    all_spot = all(pool.spot for pool in plain)
    return [pool for pool in plain if pool.spot == all_spot]


@plan_time
def default_cpu_rooms(default_cpu_pools: list[Pool], rooms: dict[str, list[float]]) -> list[Room]:
    """What they have for one server."""
    return known_rooms(default_cpu_pools, rooms)


@plan_time
def default_cpu(default_cpu_rooms: list[Room]) -> int:
    """Thousandths of the blueprint's CPUs, or as many as the largest pool has room for."""
    return min(CPU * 1000, max([room.cpu for room in default_cpu_rooms], default=CPU * 1000))


@plan_time
def default_memory(default_cpu_rooms: list[Room], default_cpu: int) -> int:
    """Whole GiB of the blueprint's memory, or as many as that pool has: another may have more, and fewer CPUs."""
    largest = [room.memory for room in default_cpu_rooms if min(CPU * 1000, room.cpu) == default_cpu]
    return min(MEMORY_GIB * 1000, max(largest, default=MEMORY_GIB * 1000)) // 1000


@plan_time
def cpu_profile(default_cpu_pools: list[Pool], default_cpu: int, default_memory: int) -> Profile:
    """The blueprint's CPU server, or as much of it as there is room for."""
    return Profile(
        name="cpu",
        display_name="CPU",
        cpu_guarantee=max(1, default_cpu // 100) / 10,
        cpu_limit=CPU,
        memory_guarantee=gigabytes(default_memory),
        memory_limit="32G",
        spot=any(pool.spot for pool in default_cpu_pools),
    )


@plan_time
def profile_name(pool: Pool) -> str:
    """Of an accelerator, number and price (spot or not)."""
    count = f"-x{pool.count}" if pool.count > 1 else ""
    return f"{without('^nvidia-(tesla-)?', pool.accelerator)}{count}{'-spot' if pool.spot else ''}"


@plan_time
def accelerator_pools(pools: list[Pool]) -> dict[str, Pool]:
    """Name of a profile -> a pool that it is for."""
    return {profile_name(pool): pool for pool in pools if pool.accelerator != ""}


@plan_time
def accelerator_rooms(
    accelerator_pools: dict[str, Pool], pools: list[Pool], rooms: dict[str, list[float]]
) -> dict[str, list[Room]]:
    """Name of a profile -> what nodes of all its pools have for one server."""
    return {
        name: known_rooms([pool for pool in pools if pool.accelerator != "" and profile_name(pool) == name], rooms)
        for name in sorted(accelerator_pools)
    }


@plan_time
def accelerator_cpus(accelerator_rooms: dict[str, list[Room]]) -> dict[str, int]:
    """Name of a profile -> tenths of a CPU: three quarters of a node, as the rest is for what runs beside it."""
    return {
        name: max(1, min([room.cpu * 3 // 400 for room in known], default=10))
        for name, known in sorted(accelerator_rooms.items())
    }


@plan_time
def accelerator_memory(accelerator_rooms: dict[str, list[Room]]) -> dict[str, str]:
    """Name of a profile -> three quarters of a node's memory."""
    return {
        name: gigabytes(min([room.memory * 3 // 4000 for room in known], default=4))
        for name, known in sorted(accelerator_rooms.items())
    }


@plan_time
def display_name(pool: Pool, accelerators: dict[str, Accelerator]) -> str:
    """The accelerators as people read them."""
    known = accelerators.get(pool.accelerator)
    title = known.title if known is not None else pool.accelerator
    spot = ", spot" if pool.spot else ""
    if pool.accelerator.startswith("tpu"):
        return f"{title}, {pool.count} {'chips' if pool.count > 1 else 'chip'}{spot}"
    count = f"{pool.count} x " if pool.count > 1 else ""
    return f"GPU ({count}{title}{spot})"


@plan_time
def accelerator_names(accelerator_pools: dict[str, Pool], accelerators: dict[str, Accelerator]) -> dict[str, str]:
    """Name of a profile -> its name as people read it."""
    return {name: display_name(pool, accelerators) for name, pool in sorted(accelerator_pools.items())}


@plan_time
def accelerator_profiles(
    accelerator_pools: dict[str, Pool],
    accelerator_names: dict[str, str],
    accelerator_cpus: dict[str, int],
    accelerator_memory: dict[str, str],
) -> list[Profile]:
    """One for each accelerator, number and price that a pool has."""
    return [
        Profile(
            name=name,
            display_name=accelerator_names.get(name, ""),
            cpu_guarantee=accelerator_cpus.get(name, 10) / 10,
            memory_guarantee=accelerator_memory.get(name, LEAST_MEMORY),
            accelerator=pool.accelerator,
            accelerator_count=pool.count,
            spot=pool.spot,
        )
        for name, pool in sorted(accelerator_pools.items())
    ]


EVERY = (
    default_cpu_pools,
    default_cpu_rooms,
    default_cpu,
    default_memory,
    cpu_profile,
    accelerator_pools,
    accelerator_rooms,
    accelerator_cpus,
    accelerator_memory,
    accelerator_names,
    accelerator_profiles,
)
