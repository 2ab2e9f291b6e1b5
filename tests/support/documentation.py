"""The parts of the documentation that are generated from the code."""

from pathlib import Path
from typing import Any

from jupyter_on_gke.accelerators.catalog import accelerators
from jupyter_on_gke.accelerators.gpus import GPUS
from jupyter_on_gke.accelerators.tpus import TPU_SLICES
from jupyter_on_gke.surface import OBJECTS
from jupyter_on_gke.variables.variable import Variable
from tests.support.synth import ROOT, Json

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda page: page.relative_to(ROOT).as_posix())
MARK = "<!-- {} {}: `{}` writes this -->"


def generated(file: Path, sections: dict[str, str], by: str = "make refresh") -> str:
    """The file's text with the sections put in that a command writes."""
    content = file.read_text(encoding="utf-8")
    for name, text in sections.items():
        begin, end = MARK.format("begin", name, by), MARK.format("end", name, by)
        assert content.count(begin) == content.count(end) == 1, f"{file.name} has no section {name}"
        before, _, rest = content.partition(begin)
        content = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return content


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
    return "list(object)" if variable.name in [each.variable for each in OBJECTS] else variable.type


def gpus_table() -> str:
    lines = ["| accelerator | | counts (machine type) | Autopilot | driver | home disks |", "|---|---|---|---|---|---|"]
    for gpu in GPUS:
        counts = ", ".join(f"{count} (`{machine_type}`)" for count, machine_type in gpu.machine_types)
        autopilot = ", ".join(str(count) for count in gpu.autopilot_counts) or "no"
        disks = ", ".join(gpu.home_disks)
        lines.append(f"| `{gpu.name}` | {gpu.title} | {counts} | {autopilot} | {gpu.driver} | {disks} |")
    return "\n".join(lines)


def tpus_table() -> str:
    lines = [
        "| accelerator | | count | machine type | topology | Autopilot | home disks |",
        "|---|---|---|---|---|---|---|",
    ]
    for tpu in TPU_SLICES:
        autopilot = "yes" if tpu.autopilot else "no"
        lines.append(
            f"| `{tpu.accelerator}` | {tpu.title} | {tpu.chips} | `{tpu.machine_type}` | {tpu.topology} | {autopilot} "
            f"| {', '.join(tpu.home_disks)} |"
        )
    return "\n".join(lines)


def zones_table() -> str:
    lines = ["| accelerator | zones |", "|---|---|"]
    for name, accelerator in accelerators().items():
        by_region: dict[str, list[str]] = {}
        for zone in sorted(accelerator.zones):
            by_region.setdefault(zone.rpartition("-")[0], []).append(zone.rpartition("-")[2])
        places = "; ".join(f"{region} {', '.join(letters)}" for region, letters in by_region.items())
        lines.append(f"| `{name}` | {places or 'not known'} |")
    return "\n".join(lines)


def outputs_table(synthesized: Json) -> str:
    lines = ["| output | what it is |", "|---|---|"]
    for name, output in sorted(synthesized["output"].items()):
        secret = " Sensitive." if output.get("sensitive") else ""
        lines.append(f"| `{name}` | {output['description']}{secret} |")
    return "\n".join(lines)
