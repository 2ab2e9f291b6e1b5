"""The measurements as tables of docs/performance.md, and growth as a plot."""

import os
import platform
import subprocess
from pathlib import Path

from tests.bench.synth import OURS, PLAIN, Cost
from tests.bench.terraform import COMMANDS, Times

Growth = dict[str, dict[int, tuple[float, float]]]
"""What grows -> how many -> seconds of synth and of plan."""


def synth_table(costs: dict[str, Cost]) -> str:
    """Every way of importing, and how plain imports compare with it."""
    plain = costs[PLAIN]
    lines = ["| | s | MiB | plain imports take |", "|---|---|---|---|"]
    for name, cost in costs.items():
        ratio = f"{plain.seconds / cost.seconds:.1f} x the time, {plain.mib / cost.mib:.1f} x the memory"
        shown = f"**{name}**" if name == OURS else name
        lines.append(f"| {shown} | {cost.seconds:.2f} | {cost.mib:.0f} | {'' if name == PLAIN else ratio} |")
    return "\n".join([*lines, "", machine()])


def terraform_table(times: dict[str, Times]) -> str:
    """Every variant's commands in seconds."""
    lines = [f"| tfvars | resources | {' | '.join(COMMANDS)} |", f"|---|---|{'---|' * len(COMMANDS)}"]
    for name, each in times.items():
        spent = " | ".join(f"{getattr(each, command):.1f}" for command in COMMANDS)
        lines.append(f"| {name} | {each.resources} | {spent} |")
    return "\n".join(lines)


def growth_table(growth: Growth) -> str:
    """What the plot shows, in numbers."""
    lines = ["| | synth, s | plan, s |", "|---|---|---|"]
    for what, points in growth.items():
        for count, (synth, plan) in points.items():
            lines.append(f"| {count} {what if count > 1 else what.removesuffix('s')} | {synth:.2f} | {plan:.1f} |")
    return "\n".join(lines)


def machine() -> str:
    """Where it was measured, as far as it matters."""
    node, terraform = (
        subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[index]
        for program, index in (("node", 0), ("terraform", 1))
    )
    system = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"Measured on {system}; Python {platform.python_version()}, Node.js {node}, Terraform {terraform}."


def plot(growth: Growth, file: Path) -> None:
    """Draws synth and plan time over the number of things, one panel for each kind."""
    # Only `make bench` installs it.
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "growth"  # the same picture for the same numbers
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    panels = figure.subplots(1, len(growth), sharey=True)
    for panel, (what, points) in zip(panels, growth.items(), strict=True):
        for index, command in enumerate(("synth", "plan")):
            panel.plot(list(points), [each[index] for each in points.values()], marker="o", label=command)
        panel.set_xlabel(what)
        panel.set_xticks(list(points))
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("seconds")
    panels[0].set_ylim(bottom=0)
    panels[0].legend()
    figure.savefig(file, format="svg", metadata={"Date": None})
