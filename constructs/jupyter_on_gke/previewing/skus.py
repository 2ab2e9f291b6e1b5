"""What Google's catalog calls that which is billed: a quantity's name here, and the sentences by which SKUs are found.

The catalog has no other name for a SKU. They were read in programs that ask it: machines and GPUs in
skypilot-org/skypilot, custom machines in broadinstitute/cromwell, local SSDs and addresses in infracost/infracost.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jupyter_on_gke.accelerators.machines import WITHOUT_LOCAL_SSD, size_of

COMPUTE, KUBERNETES = "Compute Engine", "Kubernetes Engine"
# What is of the network has been moving from Compute Engine to Networking.
NETWORK = (COMPUTE, "Networking")
STORAGE, LOGGING = "Cloud Storage", "Cloud Logging"
HOUR, GIB_HOUR, GIB_MONTH, GIB = ("h",), ("GiBy.h",), ("GiBy.mo",), ("GiBy",)
ON_DEMAND, PREEMPTIBLE = ("OnDemand",), ("Preemptible",)
DISKS = {
    "pd-standard": "Storage PD Capacity",
    "pd-balanced": "Balanced PD Capacity",
    "pd-ssd": "SSD backed PD Capacity",
}
CLUSTERS = {
    "regional": "Regional Kubernetes Clusters",
    "zonal": "Zonal Kubernetes Clusters",
    "autopilot": "Autopilot Kubernetes Clusters",
}
PODS = {"pod-cpu": "mCPU", "pod-memory": "Memory", "pod-storage": "Ephemeral Storage"}
SHARED_CORE = {"e2-micro": 0.25, "e2-small": 0.5, "e2-medium": 1.0}
"""Machine with a shared core -> how much of a core is billed (cloud.google.com/compute/vm-instance-pricing)."""
NAMES = {"c2": "Compute optimized( Instance)?", "n1": "N1 Predefined Instance"}
"""Family of machines that is called otherwise than by its letters."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A SKU that belongs to a quantity."""

    services: tuple[str, ...]
    """Display names of the services that may have it."""
    description: str
    """A pattern of all that it is called."""
    units: tuple[str, ...]
    times: float = 1
    """How many of the SKU's units are in one of ours."""
    usage: tuple[str, ...] = ON_DEMAND
    """How it is bought, as the catalog says it: never for a promise of years."""


def wanted_for(sku: str) -> list[Wanted]:
    """The SKUs whose prices are added up for a quantity; none where it is not looked up: `why_not` says why."""
    kind, _, rest = sku.partition("/")
    return [*WANTED[kind](rest)] if kind in WANTED else []


def why_not(sku: str) -> str:
    """Why a quantity is not looked up in the catalog."""
    kind, _, rest = sku.partition("/")
    reason = REASONS.get(kind, "")
    return f"not looked up in the catalog: {reason(rest) if callable(reason) else reason or 'nothing is known of it'}"


def _of_nodes(rest: str) -> Iterator[Wanted]:
    """Machines are sold by core and by GiB, and custom ones at prices of their own."""
    machine, _, spot = rest.partition("/")
    size = size_of(machine)
    if size is None or _of_no_machine(rest):
        return
    family = "n1" if machine.startswith("custom-") else machine.split("-")[0]
    cores = SHARED_CORE.get(machine, size[0])
    named = NAMES.get(family, f"{family.upper()}( AMD| Arm)? Instance")
    if "custom" in machine:
        named = "(N1 )?Custom Instance" if family == "n1" else f"{family.upper()}( AMD)? Custom Instance"
    for part, amount, units in (("Core", cores, HOUR), ("Ram", size[1], GIB_HOUR)):
        yield Wanted(
            services=(COMPUTE,),
            description=f"{_spot(spot)}{named} {part} running in .+",
            units=units,
            times=amount,
            usage=PREEMPTIBLE if spot else ON_DEMAND,
        )


def _of_no_machine(rest: str) -> str:
    """Why a machine is not priced by its cores and memory; "" where it is."""
    machine = rest.partition("/")[0]
    if size_of(machine) is None:
        return "nothing is known of the machine's size"
    if machine.startswith(("ct", "tpu")):
        return "machines with TPUs are sold by the chip"
    if machine.endswith("-ext"):
        return "memory beyond a custom machine's usual one has a price of its own"
    if re.search("custom-[a-z]", machine):
        return "nobody says how a custom machine with a shared core is billed"
    if machine.endswith("-lssd") or machine in WITHOUT_LOCAL_SSD:
        return "it comes with local SSDs, which have a price of their own"
    return ""


def _of_gpus(rest: str) -> Iterator[Wanted]:
    name, _, spot = rest.partition("/")
    words = name.removeprefix("nvidia-").removeprefix("tesla-").replace("-", " ")
    where = "attached to Spot Preemptible VMs running" if spot else "running"
    yield Wanted(
        services=(COMPUTE,),
        description=f"Nvidia (Tesla )?{words} GPU {where} in .+",
        units=HOUR,
        usage=PREEMPTIBLE if spot else ON_DEMAND,
    )


def _of_disks(rest: str) -> Iterator[Wanted]:
    kind, _, regional = rest.partition("/")
    if kind in DISKS:
        named = f"{'Regional ' if regional else ''}{DISKS[kind]}( in .+)?"
        yield Wanted(services=(COMPUTE,), description=named, units=GIB_MONTH)


def _of_local_ssds(spot: str) -> Iterator[Wanted]:
    """Of machines to which so many can be attached as one likes. The name alone says that it is for spot ones."""
    named = f"SSD backed Local Storage{' attached to Spot Preemptible VMs' if spot else ''}( (running )?in .+)?"
    usage = (*ON_DEMAND, *PREEMPTIBLE) if spot else ON_DEMAND
    yield Wanted(services=(COMPUTE,), description=named, units=GIB_MONTH, usage=usage)


def _of_clusters(rest: str) -> Iterator[Wanted]:
    if rest in CLUSTERS:
        yield Wanted(services=(KUBERNETES,), description=CLUSTERS[rest], units=HOUR)


def _of_pods(resource: str) -> Callable[[str], Iterator[Wanted]]:
    def found(rest: str) -> Iterator[Wanted]:
        # A class of its own is billed by its machine.
        if rest in ("", "spot"):
            spot = "Spot " if rest else ""
            is_cpu = resource == "pod-cpu"
            yield Wanted(
                services=(KUBERNETES,),
                description=rf"Autopilot {spot}Pod {PODS[resource]} Requests( \(.+\)| in .+)?",
                units=HOUR if is_cpu else (*GIB_HOUR, *HOUR),
                times=1000 if is_cpu else 1,
                usage=PREEMPTIBLE if rest else ON_DEMAND,
            )

    return found


def _one(services: tuple[str, ...], description: str, units: tuple[str, ...]) -> Callable[[str], Iterator[Wanted]]:
    return lambda _: iter([Wanted(services=services, description=description, units=units)])


def _of_buckets(rest: str) -> Iterator[Wanted]:
    yield Wanted(services=(STORAGE,), description=rf"{rest} Storage (?!.*(Dual|Multi)-region).+", units=GIB_MONTH)


def _spot(spot: str) -> str:
    return "Spot Preemptible " if spot else ""


WANTED: Mapping[str, Callable[[str], Iterator[Wanted]]] = {
    "address": _one(NETWORK, "Static Ip Charge( in .+)?", HOUR),
    "node": _of_nodes,
    "gpu": _of_gpus,
    "disk": _of_disks,
    "local-ssd": _of_local_ssds,
    "cluster": _of_clusters,
    "bucket": _of_buckets,
    "nat": _one(NETWORK, "NAT Gateway: Uptime charge( in .+)?", HOUR),
    "nat-data": _one(NETWORK, "NAT Gateway: Data processing charge( in .+)?", GIB),
    "load-balancer": _one(NETWORK, "Cloud Load Balancer Forwarding Rule Minimum Global", HOUR),
    "logs": _one((LOGGING,), "Log Storage cost", GIB),
} | {resource: _of_pods(resource) for resource in PODS}

BY_MACHINE = "on Autopilot Google chooses a machine for it, and bills that"
REASONS: Mapping[str, str | Callable[[str], str]] = {
    **dict.fromkeys(PODS, BY_MACHINE),
    "node": _of_no_machine,
    "disk": "it is of a class that says nothing of its price, or is billed by its speed, too",
    "load-balancer-data": "its price depends on how much it is, and from where",
    "metrics": "its price depends on how many there are",
    "pod-gpu": BY_MACHINE,
    "tpu": "the catalog has other names for chips than GKE for machines",
    "traffic": "its price depends on where it goes, and how much it is",
}
"""Kind of a quantity that is not looked up, or not always -> why."""
