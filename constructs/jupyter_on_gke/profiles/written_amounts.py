"""CPUs and memory of a default profile: those that `jupyterhub_values` has, and no guarantee above a limit."""

from dataclasses import replace

from jupyter_on_gke.plan_time import distinct, plan_time
from jupyter_on_gke.profiles.profile import Profile
from jupyter_on_gke.variables.memory import memory_amount
from jupyter_on_gke.written.amounts import WrittenCpu, WrittenMemory


@plan_time
def memory_amounts(wanted: list[Profile], default_profiles: list[Profile], memory: WrittenMemory) -> dict[str, int]:
    """An amount of memory that is written anywhere -> thousandths of a MiB."""
    every = [*wanted, *default_profiles]
    written = [amount for amount in [memory.guarantee, memory.limit] if amount is not None]
    texts = [*[profile.memory_guarantee for profile in every], *[profile.memory_limit for profile in every], *written]
    return {text: memory_amount(text) for text in distinct(texts)}


@plan_time
def is_more(one: str, other: str, memory_amounts: dict[str, int]) -> bool:
    """Whether one amount is larger than the other."""
    return memory_amounts.get(one, 0) > memory_amounts.get(other, 0)


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
def memory_guarantee(profile: Profile, memory: WrittenMemory, memory_amounts: dict[str, int]) -> str:
    """As of CPUs."""
    if memory.guarantee is not None:
        return memory.guarantee
    if memory.limit is not None and is_more(profile.memory_guarantee, memory.limit, memory_amounts):
        return memory.limit
    return profile.memory_guarantee


@plan_time
def memory_limit(profile: Profile, memory: WrittenMemory, memory_amounts: dict[str, int]) -> str:
    """As of CPUs; a profile without a limit has its guarantee as one later on."""
    if memory.limit is not None:
        return memory.limit
    guarantee = memory.guarantee if memory.guarantee is not None else profile.memory_guarantee
    is_below = profile.memory_limit != "" and is_more(guarantee, profile.memory_limit, memory_amounts)
    return guarantee if is_below else profile.memory_limit


@plan_time
def defaults_with_cpus(default_profiles: list[Profile], cpu: WrittenCpu) -> list[Profile]:
    """The default profiles with the CPUs."""
    return [
        replace(profile, cpu_guarantee=cpu_guarantee(profile, cpu), cpu_limit=cpu_limit(profile, cpu))
        for profile in default_profiles
    ]


@plan_time
def defaults_with_limits(
    defaults_with_cpus: list[Profile], memory: WrittenMemory, memory_amounts: dict[str, int]
) -> list[Profile]:
    """With the limit of memory, too."""
    return [
        replace(profile, memory_limit=memory_limit(profile, memory, memory_amounts)) for profile in defaults_with_cpus
    ]


@plan_time
def written_defaults(
    defaults_with_limits: list[Profile], memory: WrittenMemory, memory_amounts: dict[str, int]
) -> list[Profile]:
    """With all four."""
    return [
        replace(profile, memory_guarantee=memory_guarantee(profile, memory, memory_amounts))
        for profile in defaults_with_limits
    ]
