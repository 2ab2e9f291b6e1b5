"""Puts plan-time functions into a stack."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate, local, settle
from jupyter_on_gke.plan_time.function import PlanTime


def settle_logic(scope: Construct, function: PlanTime[..., Any], **arguments: str) -> Expression:
    """Defines a local of the function's name: what it gives for these expressions.

    An argument that is not given is the local of its name.
    """
    every = {name: arguments.pop(name, local(name)) for name in function.takes}
    return settle(scope, function.python.__name__, interpolate(function.of(**every, **arguments).text))
