"""A quantity per month, and what it is called in a list of prices."""

from dataclasses import dataclass, replace
from typing import TypedDict

HOURS = 730


class ByUse(TypedDict):
    """The part of a quantity that says that nobody knows it before."""

    least: None
    most: None


BY_USE: ByUse = {"least": None, "most": None}


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """What is billed in a month, at least and at most; None where it depends on use."""

    sku: str
    """Its name in a file of prices: node/n2-standard-8/spot, gpu/nvidia-l4, disk/pd-balanced, ..."""
    what: str
    """In words. What a plan may change of it, such as numbers, stands behind a comma."""
    unit: str
    least: float | None
    most: float | None
    per: str = ""
    """Whose month it is, where not the hub's: a person's, or a running server's."""

    @property
    def is_known(self) -> bool:
        """Whether it does not depend on use."""
        return self.least is not None and self.most is not None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is before and after a plan, however much there is of it: what stands before its first comma."""
        return self.per, self.what.partition(",")[0], self.sku

    def none(self) -> "Quantity":
        """The same, of which there is nothing."""
        return replace(self, least=0, most=0)


def always(sku: str, what: str, unit: str, amount: float = HOURS) -> Quantity:
    """A quantity that is the same in each month."""
    return Quantity(sku=sku, what=what, unit=unit, least=amount, most=amount)
