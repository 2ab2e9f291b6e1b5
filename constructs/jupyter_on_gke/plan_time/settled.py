"""Puts plan-time functions into a stack."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jupyter_on_gke.expressions import Expression, interpolate, local, settle
from jupyter_on_gke.plan_time.function import PlanTime

if TYPE_CHECKING:
    from constructs import Construct


def settle_logic(
    scope: Construct, function: PlanTime[..., Any], *, of: Callable[[str], str] = local, **arguments: str
) -> Expression:
    """Defines a local of the function's name: what it gives for these expressions.

    An argument that is not given is the local of its name, or what `of` makes of that.
    """
    every = {name: arguments.pop(name, of(name)) for name in function.signature.parameters}
    every |= arguments
    found = Expression(function.of(**every).text, function.computed(**every))
    # Not before there is a stack, which needs cdktf.
    from jupyter_on_gke.state import stack_of

    stack_of(scope).logic[function.python.__name__] = (function, every)
    return settle(scope, function.python.__name__, interpolate(found))
