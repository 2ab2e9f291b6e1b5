"""The same configuration in Terraform's other syntax: variables, locals, checks, and resources; the rest in JSON.

Of JSON, Terraform parses an expression anew each time it asks what it refers to and what it comes to, which is half of
a plan's time. In its own syntax it parses it once, and once more the whole file for each warning or error that it
shows a line of: a tenth of a plan, if all were in one file.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.support.expression import expression, literal
from tests.support.native_blocks import NONE, Schemas, block, conditions, written
from tests.support.synth import Json

NATIVE = ".native.tf"
"""How the names of these files end."""


def write_native(synthesized: Json, folder: Path, schemas: Schemas = NONE) -> None:
    """Writes the configuration into the folder: each block of the other syntax into a file of its own."""
    found, rest = written(synthesized, schemas)
    for name, declared in rest.pop("variable", {}).items():
        found[f"variable.{name}"] = [*block(f'variable "{name}"', _declaration(declared))]
    found["locals"] = [*_locals(rest.pop("locals", {}))]
    (folder / "cdk.tf.json").write_text(json.dumps(rest, indent=2), encoding="utf-8")
    for address, lines in found.items():
        (folder / f"{address}{NATIVE}").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _locals(values: Json) -> Iterator[str]:
    return block("locals", (f"{name} = {expression(value)}" for name, value in values.items()))


def _declaration(declared: Json) -> Iterator[str]:
    for name, value in declared.items():
        if name == "validation":
            yield from conditions(name, value)
        else:
            yield f"{name} = {value if name == 'type' else literal(value)}"
