"""Amounts of memory, as profiles and KubeSpawner write them: of M, G and T each is 1,024 of the one before."""

from jupyter_on_gke.plan_time import number, plan_time, thousandths

MEMORY = "^((0|[1-9][0-9]*)([.][0-9]+)?)([MGT])$"


@plan_time
def memory_amount(memory: str) -> int:
    """Thousandths of a MiB; 0 for what is no amount, which a validation refuses."""
    unit = 1024 if memory.endswith("G") else 1048576 if memory.endswith("T") else 0
    return thousandths(number(memory.strip("MGT"), 0)) * (1 if memory.endswith("M") else unit)
