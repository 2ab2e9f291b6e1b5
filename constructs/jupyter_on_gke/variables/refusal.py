"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jupyter_on_gke.expressions import local
from jupyter_on_gke.plan_time import PlanTime
from jupyter_on_gke.variables.variable import Validation

if TYPE_CHECKING:
    from constructs import Construct
    from jupyter_on_gke.cdk import TerraformElement


class Refusal(Validation):
    """A condition that must hold, and the sentence for where it does not; of locals, too, as `local.NAME`."""

    def warn(self, scope: Construct, name: str) -> None:
        """Has each plan warn of it, by a check of the name."""
        from jupyter_on_gke.state import stack_of

        stack_of(scope).add_override(f"check.{name}", {"assert": self.block()})


def refuse(resource: TerraformElement, refusals: Sequence[Refusal]) -> None:
    """Has a plan of the resource stop where something is refused."""
    resource.add_override("lifecycle.precondition", [each.block() for each in refusals])


def refusal(rule: PlanTime[..., str], **arguments: str) -> Refusal:
    """Where the rule gives a sentence; an argument that is not given is the local of its name."""
    every = {name: arguments.pop(name, local(name)) for name in rule.signature.parameters}
    return Refusal(rule=rule, arguments=every | arguments)
