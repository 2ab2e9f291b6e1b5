"""What pools refuse of hardware: unnamed, on a wrong machine, in a wrong variable, or always on. Plan-time rules."""

from jupyter_on_gke.accelerators.accelerator import Accelerator, GpuMachine, TpuMachine
from jupyter_on_gke.accelerators.lookups import family
from jupyter_on_gke.cluster.pool import CpuPool, GpuPool
from jupyter_on_gke.cluster.pools_filling import gpu_of, gpus
from jupyter_on_gke.plan_time import PlanTime, attribute, listed, number, plan_time, without
from jupyter_on_gke.variables.object_rules import shown_as

# GPUs are attached to these; all others have their own.
N1 = "n1"
N1_VCPUS = 96
N1_LIMITS = {
    "1 nvidia-tesla-p100": 16,
    "1 nvidia-tesla-p4": 24,
    "1 nvidia-tesla-t4": 48,
    "1 nvidia-tesla-v100": 12,
    "2 nvidia-tesla-p100": 32,
    "2 nvidia-tesla-p4": 48,
    "2 nvidia-tesla-t4": 48,
    "2 nvidia-tesla-v100": 24,
    "4 nvidia-tesla-v100": 48,
}
"""How many vCPUs a machine may have beside so many GPUs, where they are fewer than the largest has. From
docs.cloud.google.com/compute/docs/gpus; in some zones four P100 have fewer, which is not known here."""


@plan_time
def hardware_is_named(
    pools: list[GpuPool], gpu_machine_types: dict[str, GpuMachine], create_cluster: bool, autopilot_cluster: bool
) -> str:
    """Nobody pays for a GPU that was not asked for."""
    wrong = [
        pool.name
        for pool in pools
        if create_cluster and not autopilot_cluster and gpu_of(pool, gpu_machine_types) == ""
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)} names no GPU: write accelerator, like nvidia-tesla-t4, which it was when "
            "left out."
        )
    return ""


@plan_time
def families_of(known: Accelerator) -> list[str]:
    """The families of machines that carry an accelerator."""
    return [family(machine_type) for _, machine_type in sorted(known.machine_types.items())]


@plan_time
def is_carried(
    accelerator: str, count: int, machine_type: str, known: Accelerator, own: GpuMachine | None, families: list[str]
) -> bool:
    """Whether a machine can have so many of an accelerator, as far as both are known."""
    if own is not None:
        return own.accelerator == accelerator and own.count == count
    if family(machine_type) == N1 and N1 in families_of(known):
        vcpus = number(without("^n1-[a-z]+-", machine_type), 0)
        return f"{count}" in known.machine_types and vcpus <= N1_LIMITS.get(f"{count} {accelerator}", N1_VCPUS)
    return family(machine_type) in families_of(known) or family(machine_type) not in families


@plan_time
def machines_fit(
    pools: list[GpuPool],
    accelerators: dict[str, Accelerator],
    gpu_machine_types: dict[str, GpuMachine],
    boot_disks: dict[str, str],
) -> str:
    """A machine carries certain GPUs, and certain numbers of them."""
    wrong = [
        f"{pool.name} has {gpus(pool, gpu_machine_types)} {pool.accelerator} on {pool.machine_type}"
        for pool in pools
        for known in [accelerators.get(pool.accelerator)]
        for own in [gpu_machine_types.get(pool.machine_type)]
        if known is not None
        and pool.machine_type != ""
        and not is_carried(
            pool.accelerator, gpus(pool, gpu_machine_types), pool.machine_type, known, own, sorted(boot_disks)
        )
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)}, which that machine cannot carry: leave machine_type out for one that can, "
            "or write another accelerator or accelerator_count."
        )
    return ""


@plan_time
def machines_are_plain(
    pools: list[CpuPool], gpu_machine_types: dict[str, GpuMachine], tpu_machine_types: dict[str, TpuMachine]
) -> str:
    """Warns of machines with accelerators where pools for everybody are: nothing keeps them free for who asks."""
    wrong = [
        f"{pool.name} has {pool.machine_type}, which is for {where}"
        for pool in pools
        for where in [
            "gpu_pools"
            if pool.machine_type in gpu_machine_types
            else ("tpu_pools" if pool.machine_type in tpu_machine_types else "")
        ]
        if where != ""
    ]
    if len(wrong) > 0:
        return (
            f"cpu_pools: {', '.join(wrong)}: no profile is offered its accelerator, and everybody's server may be on "
            "it; write it there, or another machine_type."
        )
    return ""


@plan_time
def counts_are_used(value: object) -> str:
    """Warns of the autoscaler's bounds where it is off, as it is by default. The blueprint took them, too."""
    wrong = [
        shown_as(written, index)
        for index, written in enumerate(listed(value))
        if attribute(written, "autoscaling") is None
        and (attribute(written, "min_count") is not None or attribute(written, "max_count") is not None)
    ]
    if len(wrong) > 0:
        return (
            f"cpu_pools: {', '.join(wrong)} has min_count or max_count, but no autoscaling, so it has one node in each "
            "zone, or initial_node_count: write autoscaling = true beside it, or leave the counts out."
        )
    return ""


def sizes_are_meant(variable: str) -> PlanTime[[object], str]:
    """Refuses a size that the autoscaler does not look at, which is on where nothing is said."""

    @plan_time
    def sizes_of_accelerators(value: object) -> str:
        wrong = [
            shown_as(written, index)
            for index, written in enumerate(listed(value))
            if attribute(written, "initial_node_count") is not None and attribute(written, "autoscaling") is None
        ]
        if len(wrong) > 0:
            return (
                f"{variable}: {', '.join(wrong)} has initial_node_count, but pools with accelerators start from zero: "
                "write autoscaling = false beside it for nodes that are always there, or leave it out."
            )
        return ""

    return sizes_of_accelerators
