"""Makes what is in a part: a stack of its own, of which the JSON of a Terraform module is made."""

from collections.abc import Sequence
from typing import Any

from jupyter_on_gke.cdk import App, ITerraformDependable
from jupyter_on_gke.declared import Variables, declare, deployment_of
from jupyter_on_gke.deployment import Deployment
from jupyter_on_gke.expressions import interpolate
from jupyter_on_gke.imports.google import DataGoogleProject, GoogleProvider
from jupyter_on_gke.imports.helm import HelmProvider
from jupyter_on_gke.imports.kubernetes import KubernetesProvider
from jupyter_on_gke.imports.random import RandomProvider
from jupyter_on_gke.parts.needed import Json, needed
from jupyter_on_gke.state import LOCAL_STATE, Stack
from jupyter_on_gke.variables.variable import Variable

AFTER = Variable(
    name="after",
    type="any",
    default=[],
    description="What resources of this module wait for: attributes of others. Nothing by default; a change changes "
    "nothing.",
)


class Inside(Stack):
    """The constructs of a part, by the addresses that they have in the hub's own stack. No state is its own."""

    deployment: Deployment

    def __init__(self, own: Sequence[Variable]) -> None:
        super().__init__(App(), "inside", state=LOCAL_STATE)
        # They say which versions the module needs. Who uses the module configures them.
        for provider in (GoogleProvider, HelmProvider, KubernetesProvider, RandomProvider):
            provider(self, provider.__name__)
        self.deployment = deployment_of(Variables(self, "variables", given={}))
        for variable in own:
            declare(self, variable, {})
        # Of a module, `depends_on` would have data looked up anew whenever something changes there; this has not.
        declare(self, AFTER, {})
        self.after: list[ITerraformDependable] = [self.variable(AFTER.name)]

    def add_output(self, name: str, expression: str, *, sensitive: bool = False) -> None:
        """Declares an attribute. Who takes it waits for all that is in the part."""
        output: Json = {"value": interpolate(expression)}
        self.add_override(f"output.{name}", output | ({"sensitive": True} if sensitive else {}))

    def look_up_project(self) -> None:
        """Has the project's number and organization looked up, as `deployment` has them."""
        DataGoogleProject(self, "project", project_id=interpolate(self.deployment.project))

    def module(self) -> Json:
        """The JSON of the module."""
        self.put_declared()
        made: Any = needed(self.to_terraform())
        there = sorted(f"{type_}.{name}" for type_, each in made.get("resource", {}).items() for name in each)
        for output in made["output"].values():
            output["depends_on"] = there
        return dict(made)
