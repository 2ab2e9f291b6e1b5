"""Puts a part of the hub into anybody's stack: a Terraform module, whose names meet nobody else's."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import jsii

from constructs import Construct, IConstruct
from jupyter_on_gke.cdk import App, Aspects, IAspect, TerraformHclModule, TerraformStack, Token
from jupyter_on_gke.expressions import but_for_tokens
from jupyter_on_gke.given import refusals, written
from jupyter_on_gke.parts.inside import Inside
from jupyter_on_gke.settings import Settings
from jupyter_on_gke.state import write
from jupyter_on_gke.surface import VARIABLES
from jupyter_on_gke.tokens import is_token
from jupyter_on_gke.variables.variable import Variable

MODULES = "modules"
"""The folder beside the JSON with a module for each part."""


class Part(TerraformHclModule):
    """A part of the hub. It takes of `settings` what concerns it; its attributes are tokens.

    Whoever takes an attribute waits until all of the part is there. The part's resources wait for what gives the
    tokens in `after`. The providers are those of the stack. `inside` holds the constructs, for overrides and aspects.

    Wrong values are refused when the part is made: ValueError with each sentence, one a line. Tokens are left to the
    plan.
    """

    DEFAULTS: ClassVar[Mapping[str, Any]] = {}
    """Variable -> its value where the settings say nothing, if the part's default is another than the hub's."""
    FIXED: ClassVar[Mapping[str, Any]] = {}
    """Variable -> its value, whatever the settings say."""
    OWN: ClassVar[tuple[Variable, ...]] = ()
    """The variables that no stack of the hub has: what another part gives."""

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings, after: Sequence[Any] = (), **own: Any
    ) -> None:
        super().__init__(scope, id_, source=f"./{MODULES}", skip_asset_creation_from_local_modules=True)
        self.folder = f"{MODULES}/{self.friendly_unique_id}"
        self.add_override("source", f"./{self.folder}")
        self.inside = Inside(self.OWN)
        self._fill(self.inside)
        self._given = {**self.DEFAULTS, **written(settings), **own, **self.FIXED, "after": [*after]}
        try:
            self._pass()
        except ValueError:
            # It knows its variables only once it is made. Who goes on without it must not find half of it in the stack.
            scope.node.try_remove_child(id_)
            raise
        Aspects.of(self).add(_Writing())

    def _fill(self, inside: Inside) -> None:
        """Makes what is in the part, and declares its attributes."""
        raise NotImplementedError

    def _pass(self) -> None:
        """Passes the module what is given for its variables. ValueError where that is wrong."""
        takes = self.inside.module()["variable"]
        given = {name: value for name, value in self._given.items() if name in takes}
        defaults = {name: each["default"] for name, each in takes.items() if "default" in each}
        if missing := [name for name in takes if name not in given | defaults]:
            raise ValueError(f"{self.node.path} lacks {', '.join(missing)}: write them into its settings.")
        rules = [each for each in (*VARIABLES, *self.OWN) if each.name in takes]
        known = {name: value for name, value in (defaults | given).items() if not is_token(value)}
        if wrong := refusals(rules, known):
            raise ValueError("\n".join(wrong))
        for name, value in given.items():
            self.add_override(name, _literal(value))

    def _attribute(self, name: str) -> Any:
        """An attribute that is no text, as a token."""
        return Token.as_any(self.interpolation_for_output(name))

    def write(self) -> None:
        """Writes the module beside the JSON of the stack."""
        stack = TerraformStack.of(self)
        folder = Path(App.of(self).outdir) / "stacks" / stack.node.id / self.folder
        shutil.rmtree(folder, ignore_errors=True)
        module = json.dumps(self.inside.module(), indent=2) + "\n"
        write(folder, {"main.tf.json": module, **self.inside.beside})


def _literal(value: Any) -> Any:
    """The value, of which tokens alone are templates."""
    if isinstance(value, str):
        return but_for_tokens(value)
    if isinstance(value, Mapping):
        return {key: _literal(each) for key, each in value.items()}
    return [_literal(each) for each in value] if isinstance(value, list) else value


@jsii.implements(IAspect)
class _Writing:
    """Has a part write its module while cdktf synthesizes."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, Part):
            node.write()
