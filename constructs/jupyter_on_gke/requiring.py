"""Makes a refusal of somebody's own plan-time rule, of what a stack has settled."""

from collections.abc import Mapping
from typing import Any

from jupyter_on_gke.expressions import local, var
from jupyter_on_gke.given import sentence_of
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.state import Stack
from jupyter_on_gke.variables.refusal import Refusal, refusal


def required(stack: Stack, rule: PlanTime[..., str], given: Mapping[str, Any]) -> Refusal:
    """The refusal. ValueError where what is given is refused already, or where an argument is nothing of the stack's.

    The rule's arguments are called as locals are, which are settled, or else as variables.
    """
    arguments = {name: local(name) if stack.has_local(name) else var(name) for name in rule.signature.parameters}
    if unknown := [name for name in arguments if not (stack.has_local(name) or stack.has_variable(name))]:
        raise ValueError(f"{rule.python.__name__} takes {', '.join(unknown)}: write names of variables or locals.")
    if sentence := sentence_of(rule.computed(**arguments), given):
        raise ValueError(sentence)
    return refusal(rule, **arguments)
