"""Amounts of memory, as profiles and KubeSpawner write them: of M, G and T each is 1,024 of the one before."""

from jupyter_on_gke.plan_time import matches, number, plan_time, thousandths

MEMORY = "^((0|[1-9][0-9]*)([.][0-9]+)?)([MGT])$"


@plan_time
def memory_amount(memory: str) -> int:
    """Thousandths of a MiB; 0 for what is no amount, which a validation refuses."""
    if not matches(MEMORY, memory):
        return 0
    amount = thousandths(number(memory.strip("MGT"), 0))
    if memory.endswith("M"):
        return amount
    return amount * 1024 if memory.endswith("G") else amount * 1024 * 1024


@plan_time
def gibibytes(memory: str) -> float:
    """GiB of an amount."""
    return memory_amount(memory) / 1024000
