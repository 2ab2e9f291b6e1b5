"""Where the pod of a profile would be: the node pools that the stack matches with it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyter_on_gke.cluster.pool import Pool
from jupyter_on_gke.profiles.profile import Settled


def nodes(known: Mapping[str, Any]) -> dict[str, str]:
    """Slug of a profile -> where its servers are, of the stack's locals."""
    pools = {pool.name: pool for pool in known["local.pools"]}
    rooms: Mapping[str, list[float]] = known["local.rooms"]
    autopilot: bool = known["local.cluster_is_autopilot"]
    return {
        profile.name: _of_autopilot(profile) if autopilot else _of_pools([pools[name] for name in profile.pools], rooms)
        for profile in known["local.profiles"]
    }


def _of_autopilot(profile: Settled) -> str:
    what = ", ".join(f"{key}={value}" for key, value in sorted(profile.selector.items()))
    return f"a node that Autopilot makes for it{f', with {what}' if what else ''}"


def _of_pools(pools: list[Pool], rooms: Mapping[str, list[float]]) -> str:
    if not pools:
        return "any node of the cluster that has room"
    return "a node of " + ", or of ".join(_pool(pool, rooms.get(pool.machine_type)) for pool in pools)


def _pool(pool: Pool, room: list[float] | None) -> str:
    machine = [pool.machine_type or "a machine of GKE's choice"]
    if pool.accelerator:
        machine.append(f"{pool.count} x {pool.accelerator}")
    if pool.spot:
        machine.append("spot")
    if pool.zones:
        machine.append(f"in {' or '.join(pool.zones)}")
    left = f"; for pods it has {room[0]:g} CPU and {room[1]:g} GiB" if room else ""
    return f"pool {pool.name} ({', '.join(machine)}{left})"
