"""Puts plan-time functions into a stack."""

from collections.abc import Callable
from typing import Any

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate, local, settle
from jupyter_on_gke.plan_time.function import PlanTime


def settle_logic(
    scope: Construct, function: PlanTime[..., Any], *, of: Callable[[str], str] = local, **arguments: str
) -> Expression:
    """Defines a local of the function's name: what it gives for these expressions.

    An argument that is not given is the local of its name, or what `of` makes of that.
    """
    every = {name: arguments.pop(name, of(name)) for name in function.takes}
    return settle(scope, function.python.__name__, interpolate(function.of(**every, **arguments).text))
