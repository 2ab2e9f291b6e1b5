"""Variables that are numbers."""

import math

from jupyter_on_gke.expressions import var
from jupyter_on_gke.plan_time import plan_time, shown
from jupyter_on_gke.variables.variable import Validation, validation


@plan_time
def is_whole(value: float, low: int, high: int) -> bool:
    """Whether it is a whole number in this range."""
    return low <= value <= high and math.floor(value) == value


def whole_number(name: str, low: int, high: int, what: str) -> Validation:
    """The value of `name` must be a whole number in this range; `what` says in words what to write."""
    numbers = f"{what} from {low} to {high}"

    @plan_time
    def number_in_range(value: float) -> str:
        if is_whole(value, low, high):
            return ""
        return f"{name} is {shown(value)}: write {numbers}."

    return validation(number_in_range, value=var(name))
