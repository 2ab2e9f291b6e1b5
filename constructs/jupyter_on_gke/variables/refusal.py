"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from dataclasses import dataclass

from constructs import Construct
from jupyter_on_gke.cdk import Precondition
from jupyter_on_gke.expressions import interpolate, local
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.state import stack_of


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A condition that must hold, and the sentence for where it does not: texts of Terraform's language.

    `rule` is the plan-time function that both are made from.
    """

    condition: str
    message: str
    rule: PlanTime[..., str] | None = None

    def precondition(self) -> Precondition:
        """What stops a plan."""
        return Precondition(condition=interpolate(self.condition), error_message=self.message)

    def warn(self, scope: Construct, name: str) -> None:
        """Has each plan warn of it, by a check of the name."""
        block = {"condition": interpolate(self.condition), "error_message": self.message}
        stack_of(scope).add_override(f"check.{name}", {"assert": block})


def refusal(rule: PlanTime[..., str], **arguments: str) -> Refusal:
    """Where the rule gives a sentence; an argument that is not given is the local of its name."""
    every = {name: arguments.pop(name, local(name)) for name in rule.takes}
    condition, message = rule.rule(**every, **arguments)
    return Refusal(condition=condition, message=message, rule=rule)
