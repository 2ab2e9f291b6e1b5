"""CPUs and memory that are written under `singleuser`. Plan-time functions."""

from dataclasses import dataclass

from jupyter_on_gke.plan_time import as_number, at, matches, number, plan_time, thousandths
from jupyter_on_gke.variables.memory import MEMORY
from jupyter_on_gke.written.reading import text_or

KIBIBYTES = "^(0|[1-9][0-9]*)([.][0-9]+)?K$"


@dataclass(frozen=True, kw_only=True)
class WrittenCpu:
    """CPUs that are written under `singleuser.cpu`."""

    guarantee: float | None
    limit: float | None


@dataclass(frozen=True, kw_only=True)
class WrittenMemory:
    """Memory that is written under `singleuser.memory`, as profiles have it."""

    guarantee: str | None
    limit: str | None


@plan_time
def written_cpu(written_singleuser: dict[str, object]) -> WrittenCpu:
    """The CPUs that are written."""
    return WrittenCpu(
        guarantee=as_number(at(written_singleuser, "cpu.guarantee")),
        limit=as_number(at(written_singleuser, "cpu.limit")),
    )


@plan_time
def memory_of_profiles(written: object) -> str | None:
    """An amount as KubeSpawner takes it (bytes, or with K, M, G, T), as profiles have it: whole MiB of what is less."""
    text = text_or(written, "")
    if matches(MEMORY, text):
        return text
    if matches(KIBIBYTES, text):
        return f"{(thousandths(number(text.strip('K'), 0)) + 1023999) // 1024000}M"
    in_bytes = as_number(written)
    return f"{(thousandths(in_bytes) + 1048575999) // 1048576000}M" if in_bytes is not None else None


@plan_time
def written_memory_guarantee(written_singleuser: dict[str, object]) -> str | None:
    """What every server is to have at least."""
    return memory_of_profiles(at(written_singleuser, "memory.guarantee"))


@plan_time
def written_memory_limit(written_singleuser: dict[str, object]) -> str | None:
    """What no server is to have more of."""
    return memory_of_profiles(at(written_singleuser, "memory.limit"))


@plan_time
def written_memory(written_memory_guarantee: str | None, written_memory_limit: str | None) -> WrittenMemory:
    """The memory that is written."""
    return WrittenMemory(guarantee=written_memory_guarantee, limit=written_memory_limit)
