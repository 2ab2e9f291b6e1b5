"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_on_gke import cdk
from jupyter_on_gke.expressions import interpolate, local
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.variables.variable import Validation

if TYPE_CHECKING:
    from constructs import Construct


class Refusal(Validation):
    """A condition that must hold, and the sentence for where it does not; of locals, too, as `local.NAME`."""

    def precondition(self) -> cdk.Precondition:
        """What stops a plan."""
        return cdk.Precondition(condition=interpolate(self.condition), error_message=self.message)

    def warn(self, scope: Construct, name: str) -> None:
        """Has each plan warn of it, by a check of the name."""
        from jupyter_on_gke.state import stack_of

        block = {"condition": interpolate(self.condition), "error_message": self.message}
        stack_of(scope).add_override(f"check.{name}", {"assert": block})


def refusal(rule: PlanTime[..., str], **arguments: str) -> Refusal:
    """Where the rule gives a sentence; an argument that is not given is the local of its name."""
    every = {name: arguments.pop(name, local(name)) for name in rule.signature.parameters}
    return Refusal(rule=rule, arguments=every | arguments)
