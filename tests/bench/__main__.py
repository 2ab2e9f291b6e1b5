"""Measures everything and writes it into docs/performance.md: synth, Terraform's commands, growth."""

import statistics
import tempfile
from pathlib import Path

from tests.bench import page, synth, terraform
from tests.bench.process import seconds
from tests.support.cases import case_id
from tests.support.documentation import generated
from tests.support.synth import ROOT, STACK, copy_project, synthesize

PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "images" / "growth.svg"


def write(section: str, text: str) -> None:
    """Writes a section as soon as it is measured, and shows it."""
    PAGE.write_text(generated(PAGE, {section: text}, by="make bench"), encoding="utf-8")
    print(text, end="\n\n", flush=True)


def measure_growth(project: Path, scratch: Path) -> page.Growth:
    """Synth and plan times for numbers of node pools and of profiles."""
    growth: page.Growth = {}
    for what, variables in {"node pools": terraform.pools, "profiles": terraform.profiles}.items():
        growth[what] = {}
        for count in terraform.COUNTS:
            folder = scratch / f"{what}-{count}"
            folder.mkdir(parents=True)
            file = terraform.write_variables(folder / "bench.tfvars.json", variables(count))
            spent = statistics.median(seconds(synth.COMMAND, project) for _ in range(terraform.ROUNDS))
            growth[what][count] = (spent, terraform.measure_plan(project / STACK, file, folder))
    return growth


def main() -> None:
    """Takes ten minutes; other work on the machine makes the numbers larger."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        write("synth", page.synth_table(synth.measure(scratch / "synth")))

        project = copy_project(scratch / "project")
        stack = synthesize(project)
        files = sorted((ROOT / "tfvars").glob("*.tfvars"))
        times = {
            f"`{case_id(file)}`": terraform.measure_variant(stack, file, scratch / "variants" / file.stem)
            for file in files
        }
        write("terraform", page.terraform_table(times))

        growth = measure_growth(project, scratch / "growth")
        page.plot(growth, PLOT)
        write("growth", page.growth_table(growth))


if __name__ == "__main__":
    main()
