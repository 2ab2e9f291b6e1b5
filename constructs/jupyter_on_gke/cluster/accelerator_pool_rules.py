"""What gpu_pools and tpu_pools refuse of accelerators: plan-time rules, each giving the sentence."""

from jupyter_on_gke.accelerators.accelerator import Accelerator, GpuMachine, TpuMachine
from jupyter_on_gke.accelerators.catalog import spot_only_machines
from jupyter_on_gke.accelerators.lookups import family, offered
from jupyter_on_gke.accelerators.machines import ARM_FAMILIES
from jupyter_on_gke.cluster.pool import AnyPool, GpuPool
from jupyter_on_gke.cluster.pools_filling import gpu_machine, gpu_of, tpu_of
from jupyter_on_gke.plan_time import plan_time

DRIVER_VERSIONS = ("DEFAULT", "LATEST", "INSTALLATION_DISABLED", "GPU_DRIVER_VERSION_UNSPECIFIED")
LISTED_DRIVERS = ", ".join(DRIVER_VERSIONS)
SPOT_ONLY = tuple(spot_only_machines())


@plan_time
def drivers(pools: list[GpuPool]) -> str:
    """What GKE installs."""
    wrong = [pool.name for pool in pools if pool.gpu_driver_version not in ("", *DRIVER_VERSIONS)]
    if len(wrong) > 0:
        return f"gpu_pools: {', '.join(wrong)} has an unknown gpu_driver_version: write one of {LISTED_DRIVERS}."
    return ""


@plan_time
def is_offered(pool: AnyPool, accelerator: str, accelerators: dict[str, Accelerator], cluster_location: str) -> bool:
    """Whether the zones were written, or the accelerator is offered there, or nothing is known of it."""
    return pool.node_locations != "" or offered(accelerator, accelerators, cluster_location)


@plan_time
def gpus_are_offered(
    pools: list[GpuPool],
    accelerators: dict[str, Accelerator],
    gpu_machine_types: dict[str, GpuMachine],
    cluster_location: str,
) -> str:
    """Google has them there."""
    wrong = [
        pool.name
        for pool in pools
        if not is_offered(pool, gpu_of(pool, gpu_machine_types), accelerators, cluster_location)
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)} has an accelerator that is not known to be offered in "
            f"{cluster_location}: write another one, another cluster_location, or node_locations to try certain zones."
        )
    return ""


@plan_time
def machines_carry_gpus(
    pools: list[GpuPool], accelerators: dict[str, Accelerator], gpu_machine_types: dict[str, GpuMachine]
) -> str:
    """There is a machine for so many."""
    wrong = [
        pool.name
        for pool in pools
        if pool.accelerator != "" and gpu_machine(pool, accelerators, gpu_machine_types) == ""
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)} has an accelerator and accelerator_count that no machine type is "
            f"known for: write the machine_type, or another accelerator or accelerator_count."
        )
    return ""


@plan_time
def spot_machines(
    pools: list[GpuPool],
    accelerators: dict[str, Accelerator],
    gpu_machine_types: dict[str, GpuMachine],
    create_cluster: bool,
    autopilot_cluster: bool,
) -> str:
    """Google sells some as spot alone."""
    wrong = [
        f"{pool.name} has {machine_type}"
        for pool in pools
        for machine_type in [gpu_machine(pool, accelerators, gpu_machine_types)]
        if create_cluster and not autopilot_cluster and not pool.spot and machine_type in SPOT_ONLY
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)}, which Google sells as spot or flex-start alone: write spot = true, or "
            "another accelerator_count."
        )
    return ""


@plan_time
def has_arm(pool: GpuPool, accelerators: dict[str, Accelerator], gpu_machine_types: dict[str, GpuMachine]) -> bool:
    """Whether its machines have Arm processors."""
    return family(gpu_machine(pool, accelerators, gpu_machine_types)) in ARM_FAMILIES


@plan_time
def is_reserved(accelerator: str, accelerators: dict[str, Accelerator]) -> bool:
    """Whether Google sells it by reservation."""
    known = accelerators.get(accelerator)
    return known is not None and known.reserved


@plan_time
def reserved_machines(
    pools: list[GpuPool],
    accelerators: dict[str, Accelerator],
    gpu_machine_types: dict[str, GpuMachine],
    create_cluster: bool,
    autopilot_cluster: bool,
) -> str:
    """Google sells some by reservation; of those with Arm processors the next rule speaks."""
    wrong = [
        pool.name
        for pool in pools
        if create_cluster
        and not autopilot_cluster
        and not pool.spot
        and pool.reservation == ""
        and is_reserved(gpu_of(pool, gpu_machine_types), accelerators)
        and not has_arm(pool, accelerators, gpu_machine_types)
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)} has an accelerator that Google sells by reservation, or as spot: "
            f"write reservation = the name of yours (any, if nodes use it without being told), or spot = true."
        )
    return ""


@plan_time
def no_arm(
    pools: list[GpuPool],
    accelerators: dict[str, Accelerator],
    gpu_machine_types: dict[str, GpuMachine],
    create_cluster: bool,
    autopilot_cluster: bool,
) -> str:
    """Images are for x86."""
    wrong = [
        pool.name
        for pool in pools
        if create_cluster and not autopilot_cluster and has_arm(pool, accelerators, gpu_machine_types)
    ]
    if len(wrong) > 0:
        return (
            f"gpu_pools: {', '.join(wrong)} has Arm processors, for which JupyterHub's servers are not built: write "
            f"another accelerator."
        )
    return ""


@plan_time
def machines_are_tpus(pools: list[AnyPool], tpu_machine_types: dict[str, TpuMachine]) -> str:
    """A notebook is one pod, on one host."""
    wrong = [pool.name for pool in pools if pool.machine_type not in tpu_machine_types]
    if len(wrong) > 0:
        return (
            f"tpu_pools: {', '.join(wrong)} has a machine_type that is no TPU host for a notebook: write one of "
            f"{', '.join(sorted(tpu_machine_types))}."
        )
    return ""


@plan_time
def tpus_are_offered(
    pools: list[AnyPool],
    tpu_machine_types: dict[str, TpuMachine],
    accelerators: dict[str, Accelerator],
    cluster_location: str,
) -> str:
    """Google has them there."""
    wrong = [
        pool.name
        for pool in pools
        if not is_offered(pool, tpu_of(pool.machine_type, tpu_machine_types), accelerators, cluster_location)
    ]
    if len(wrong) > 0:
        return (
            f"tpu_pools: {', '.join(wrong)} has a machine_type whose TPU is not known to be offered in "
            f"{cluster_location}: write another one, another cluster_location, or node_locations to try certain zones."
        )
    return ""
