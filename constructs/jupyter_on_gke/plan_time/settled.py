"""Puts plan-time functions into a stack."""

from typing import Any

from constructs import Construct
from jupyter_on_gke.expressions import Expression, interpolate, settle
from jupyter_on_gke.plan_time.function import PlanTime


def settle_logic(scope: Construct, function: PlanTime[..., Any], **arguments: str) -> Expression:
    """Defines a local of the function's name: what it gives for these expressions."""
    return settle(scope, function.python.__name__, interpolate(function.of(**arguments).text))
