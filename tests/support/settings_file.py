"""The class of settings, made from the variables: types for editors and type checkers."""

import re
import textwrap

from jupyter_on_gke.given import TEXTS_OF_YAML
from jupyter_on_gke.surface import OBJECTS, VARIABLES
from jupyter_on_gke.variables.variable import Variable
from tests.support.synth import ROOT

FILE = ROOT / "constructs/jupyter_on_gke/settings.py"
TYPES = {
    "string": "str",
    "bool": "bool",
    "number": "float",
    "list(string)": "Sequence[str]",
    "map(string)": "Mapping[str, str]",
    "any": "str | Sequence[str]",
}
CLASSES = {each.variable: each.cls for each in OBJECTS}


def python_type(variable: Variable) -> str:
    """The type of a setting."""
    if variable.name in CLASSES:
        return f"Sequence[{CLASSES[variable.name].__name__}]"
    return "str | Mapping[str, Any]" if variable.name in TEXTS_OF_YAML else TYPES[variable.type]


def said(variable: Variable) -> str:
    """A field, and the first sentence of its description."""
    sentence = re.split(r"(?<=[.])\s", variable.description.strip())[0].rstrip(".")
    text = textwrap.fill(f'"""{sentence}."""', width=112, initial_indent="    ", subsequent_indent="    ")
    return f"    {variable.name}: {python_type(variable)} | None = None\n{text}"


def settings_file() -> str:
    """The module's text."""
    modules = sorted({cls.__module__ for cls in CLASSES.values()})
    lines = [
        f"from {module} import {', '.join(sorted(c.__name__ for c in CLASSES.values() if c.__module__ == module))}"
        for module in modules
    ]
    fields = [said(each) for each in VARIABLES if not each.sensitive]
    return HEAD.format(imports="\n".join(lines), fields="\n".join(fields))


HEAD = '''"""What a program can set instead of tfvars. The tests make this file of the variables: `make refresh`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

{imports}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The variables' defaults of one stack, so that tfvars still override them. None leaves a default as it is.

    They are judged by the variables' own rules when the stack is made: a ValueError has every sentence, one a line.
    A secret is none of them, as it would be in the JSON.
    """

{fields}
'''
