"""What stops a plan, or what a plan warns of: a precondition and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jupyter_on_gke import cdk
from jupyter_on_gke.expressions import interpolate, local
from jupyter_on_gke.plan_time import PlanTime

if TYPE_CHECKING:
    from constructs import Construct


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A condition that must hold, and the sentence for where it does not.

    `rule` is the plan-time function that both are made from, for these expressions.
    """

    rule: PlanTime[..., str]
    arguments: Mapping[str, str]

    @cached_property
    def _texts(self) -> tuple[str, str]:
        return self.rule.rule(**self.arguments)

    @property
    def condition(self) -> str:
        """A text of Terraform's language."""
        return self._texts[0]

    @property
    def message(self) -> str:
        """A template of Terraform's language."""
        return self._texts[1]

    def sentence(self, values: Mapping[str, Any]) -> str:
        """What Python refuses with, or an empty text; of variables, and of locals as `local.NAME`."""
        return self.rule.computed(**self.arguments)(values)  # type: ignore[no-any-return]

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
