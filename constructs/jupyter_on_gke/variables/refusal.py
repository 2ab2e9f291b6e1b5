"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from dataclasses import dataclass

from jupyter_on_gke.expressions import local
from jupyter_on_gke.plan_time import PlanTime


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A condition that must hold, and the sentence for where it does not: texts of Terraform's language.

    `rule` is the plan-time function that both are made from.
    """

    condition: str
    message: str
    rule: PlanTime[..., str] | None = None


def refusal(rule: PlanTime[..., str], **arguments: str) -> Refusal:
    """Where the rule gives a sentence; an argument that is not given is the local of its name."""
    every = {name: arguments.pop(name, local(name)) for name in rule.takes}
    condition, message = rule.rule(**every, **arguments)
    return Refusal(condition=condition, message=message, rule=rule)
