"""CPUs and memory of a default profile: those that `jupyterhub_values` has, and no guarantee above a limit."""

from dataclasses import replace

from jupyter_on_gke.plan_time import plan_time
from jupyter_on_gke.profiles.profile import Profile
from jupyter_on_gke.variables.memory import memory_amount
from jupyter_on_gke.written_values import WrittenCpu, WrittenMemory


@plan_time
def cpu_guarantee(profile: Profile, cpu: WrittenCpu) -> float:
    """What is written, else the profile's, which goes no further than a limit that is written."""
    if cpu.guarantee is not None:
        return cpu.guarantee
    return min(profile.cpu_guarantee, cpu.limit) if cpu.limit is not None else profile.cpu_guarantee


@plan_time
def cpu_limit(profile: Profile, cpu: WrittenCpu) -> float | None:
    """What is written, else the profile's, which is not below a guarantee that is written."""
    if cpu.limit is not None:
        return cpu.limit
    if profile.cpu_limit is None or cpu.guarantee is None:
        return profile.cpu_limit
    return max(profile.cpu_limit, cpu.guarantee)


@plan_time
def memory_guarantee(profile: Profile, memory: WrittenMemory) -> str:
    """As of CPUs."""
    if memory.guarantee is not None:
        return memory.guarantee
    if memory.limit is not None and memory_amount(profile.memory_guarantee) > memory_amount(memory.limit):
        return memory.limit
    return profile.memory_guarantee


@plan_time
def memory_limit(profile: Profile, memory: WrittenMemory) -> str:
    """As of CPUs; a profile without a limit has its guarantee as one later on."""
    if memory.limit is not None:
        return memory.limit
    guarantee = memory.guarantee if memory.guarantee is not None else profile.memory_guarantee
    if profile.memory_limit != "" and memory_amount(profile.memory_limit) < memory_amount(guarantee):
        return guarantee
    return profile.memory_limit


@plan_time
def with_written_amounts(profile: Profile, cpu: WrittenCpu, memory: WrittenMemory) -> Profile:
    """The profile with these four."""
    return replace(
        profile,
        cpu_guarantee=cpu_guarantee(profile, cpu),
        cpu_limit=cpu_limit(profile, cpu),
        memory_guarantee=memory_guarantee(profile, memory),
        memory_limit=memory_limit(profile, memory),
    )
