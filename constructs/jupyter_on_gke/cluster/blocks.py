"""What dynamic blocks of a cluster are there for: plan-time functions, of which a block has one element or none."""

from jupyter_on_gke.blocks import block_if
from jupyter_on_gke.cluster.names import Maintenance
from jupyter_on_gke.plan_time import plan_time


@plan_time
def networks(authorized_networks: list[str]) -> set[str]:
    """A block for each network."""
    return set(authorized_networks)


@plan_time
def windows(maintenance: Maintenance) -> list[str]:
    """A block with the recurrence of the window in which GKE may upgrade, if that is not always."""
    return [] if maintenance.start == "" else [maintenance.recurrence]


@plan_time
def daily(recurrence: str) -> list[bool]:
    """Four hours a day from a time."""
    return block_if(recurrence == "")


@plan_time
def recurring(recurrence: str) -> list[bool]:
    """A window that recurs."""
    return block_if(recurrence != "")


@plan_time
def named_reservation(reservation: str) -> list[str]:
    """A block with a reservation that is named. Others that fit are used without being told."""
    return [] if reservation in ("", "any") else [reservation]


@plan_time
def local_ssds(local_ssd_count: int) -> list[int]:
    """A block with the number of local SSDs, if there is one."""
    return [local_ssd_count] if local_ssd_count > 0 else []
