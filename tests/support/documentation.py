"""The parts of the documentation that are generated from the code."""

import re
from pathlib import Path
from typing import Any

from jupyter_on_gke.variables import VARIABLES
from jupyter_on_gke.variables.variable import Variable
from tests.support.synth import Json

MARK = "<!-- {} {}: `make refresh` writes this -->"


def replace_section(file: Path, name: str, text: str) -> str:
    """The file's text with the generated section put in."""
    begin, end = MARK.format("begin", name), MARK.format("end", name)
    content = file.read_text(encoding="utf-8")
    assert content.count(begin) == content.count(end) == 1, f"{file.name} has no section {name}"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{text}\n{end}", content)


def shown_default(variable: Variable) -> str:
    if variable.required:
        return "**required**"
    if variable.alias_of:
        return f"`{variable.alias_of}`"
    if variable.effective:
        return variable.effective
    return f"`{literal(variable.default)}`" if variable.default != "" else '`""`'


def literal(value: Any) -> str:
    """A value as it is written in tfvars; long ones by what they hold."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(each['name'] for each in value)}]"
    return str(value)


def shown_type(variable: Variable) -> str:
    return "list(object)" if variable.type.startswith("list(object") else variable.type


def variables_table() -> str:
    lines = ["| variable | type | default | what it does |", "|---|---|---|---|"]
    for variable in VARIABLES:
        description = variable.description.replace("|", "\\|").replace("<address>", "&lt;address&gt;")
        default = shown_default(variable).replace("<address>", "&lt;address&gt;")
        lines.append(f"| `{variable.name}` | {shown_type(variable)} | {default} | {description} |")
    return "\n".join(lines)


def outputs_table(synthesized: Json) -> str:
    lines = ["| output | what it is |", "|---|---|"]
    for name, output in sorted(synthesized["output"].items()):
        secret = " Sensitive." if output.get("sensitive") else ""
        lines.append(f"| `{name}` | {output['description']}{secret} |")
    return "\n".join(lines)
