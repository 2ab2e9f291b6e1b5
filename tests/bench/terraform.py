"""What Terraform's commands take on the synthesized JSON, variant by variant and as it grows."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.synth import Json
from tests.support.terraform import Result, Workspace, managed

ROUNDS = 3
COUNTS = (1, 10, 50)
COMMANDS = ("init", "validate", "plan", "apply")
# The tests' own setting makes providers faster than users have them.
AS_USERS = {"GOGC": "100"}

STANDARD = {
    "project_id": "demo-project",
    "cluster_name": "ml-cluster",
    "cluster_location": "us-central1",
    "create_cluster": True,
    "autopilot_cluster": False,
    "create_network": True,
    "network": "jupyter",
    "deletion_protection": False,
    "members_allowlist": ["user:ann@example.com"],
}


@dataclass(frozen=True, kw_only=True)
class Times:
    """Seconds of each command, and the number of resources."""

    resources: int
    init: float
    validate: float
    plan: float
    apply: float


def timed(act: Callable[[], Result]) -> float:
    """Seconds of a command that has to succeed."""
    begin = time.perf_counter()
    result = act()
    spent = time.perf_counter() - begin
    if result.code:
        raise RuntimeError(result.output)
    return spent


def measure_variant(stack: Path, file: Path, scratch: Path) -> Times:
    """Medians for one tfvars file, each round in a folder of its own."""
    rounds = [
        _round(Workspace.create(stack, scratch / str(number), file, environment=AS_USERS, own_providers=True))
        for number in range(ROUNDS)
    ]
    commands = {name: statistics.median(getattr(each, name) for each in rounds) for name in COMMANDS}
    return Times(resources=rounds[0].resources, **commands)


def _round(workspace: Workspace) -> Times:
    return Times(
        init=timed(lambda: workspace.run("init", "-input=false")),
        validate=timed(lambda: workspace.run("validate")),
        plan=timed(workspace.plan),
        apply=timed(workspace.apply),
        resources=len(managed(workspace.resources())),
    )


def pools(count: int) -> Json:
    """Variables of a Standard cluster with so many node pools."""
    pool = {"machine_type": "n2-standard-8", "autoscaling": True, "min_count": 0, "max_count": 3}
    return {"cpu_pools": [{"name": f"cpu-{number}", **pool} for number in range(count)]}


def profiles(count: int) -> Json:
    """Variables of a Standard cluster with so many profiles."""
    return {
        "profiles": [
            {"name": f"profile-{number}", "cpu_guarantee": 1, "memory_guarantee": f"{number % 8 + 1}G"}
            for number in range(count)
        ]
    }


def write_variables(file: Path, more: Json) -> Path:
    """A tfvars file with these variables beside those of a Standard cluster."""
    file.write_text(json.dumps({**STANDARD, **more}), encoding="utf-8")
    return file


def measure_plan(stack: Path, file: Path, folder: Path) -> float:
    """The median of plans with nothing made yet."""
    workspace = Workspace.create(stack, folder, file, environment=AS_USERS, own_providers=True)
    workspace.init()
    return statistics.median(timed(workspace.plan) for _ in range(ROUNDS))
