"""The stack's locals about pools and profiles, evaluated alone: no provider, and an existing cluster as one likes."""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.support.native import write_native
from tests.support.once import Run
from tests.support.synth import Json
from tests.support.terraform import Workspace

WANTED = (
    "pools",
    "profiles",
    "profile_list",
    "profile_zones",
    "home_zones",
    "mounts_buckets",
    "notebooks_use_google",
    "written_text",
    "all_pools",
    "values_place",
)
BY_RULES = ("Invalid value for variable: ", "Module output value precondition failed: ")
"""How Terraform begins a refusal."""
LOOKED_UP = "data.google_container_cluster.existing"
PLACE = {"project_id": "demo-project", "cluster_name": "ml-cluster", "cluster_location": "us-central1"}


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What Terraform made of the variables: the locals by name, or the sentences with which it refused them."""

    locals: dict[str, Json] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


def reduced(synthesized: Json, existing: Json | None) -> Json:
    """A configuration of the variables, and of the locals that WANTED and the refusals need."""
    release = synthesized["resource"]["helm_release"]["jupyterhub"]
    checks = release["lifecycle"]["precondition"]
    needed = needed_locals(synthesized, {*WANTED, *referred(checks)})
    needed["existing_clusters"] = [] if existing is None else [existing]
    alone = {
        "variable": synthesized["variable"],
        "locals": needed,
        "output": {name: {"value": f"${{local.{name}}}"} for name in WANTED},
    }
    alone["output"]["profile_list"]["precondition"] = checks
    text = json.dumps(alone).replace(LOOKED_UP, "local.existing_clusters")
    assert "data." not in re.findall(r"\$\{[^\"]*", text), "a local refers to what is not here"
    return json.loads(text)


def variables_without(synthesized: Json, *attributes: str) -> Json:
    """The stack's variables, without these attributes of their declarations."""
    every = synthesized["variable"].items()
    return {name: {key: it[key] for key in it if key not in attributes} for name, it in every}


def needed_locals(synthesized: Json, names: set[str]) -> dict[str, Any]:
    """The locals of these names, those that the variables refer to, and those that they in turn need."""
    needed: dict[str, Any] = {}
    names = names | referred(synthesized["variable"])
    while names:
        name = names.pop()
        needed[name] = synthesized["locals"][name]
        names |= referred(needed[name]) - needed.keys()
    return needed


def referred(data: Json) -> set[str]:
    """The locals that the data refers to."""
    return set(re.findall(r"\blocal\.(\w+)", json.dumps(data)))


def settled(
    synthesized: Json, folder: Path, variables: dict[str, Any], existing: dict[str, Any] | None = None
) -> Settled:
    """What the stack makes of the variables. `existing` is the cluster as Google would describe it.

    The same is asked by several tests, and computed once.
    """
    configuration, given = reduced(synthesized, existing), PLACE | {"add_auth": False} | variables
    made = Run.once_for(
        "settled", [configuration, given], lambda _: json.dumps(asdict(_settled(configuration, folder, given)))
    )
    return Settled(**json.loads(made))


def _settled(configuration: Json, folder: Path, variables: dict[str, Any]) -> Settled:
    def write(written: Path) -> str:
        written.mkdir()
        write_native(configuration, written)
        return str(written)

    # The same for all cases of a cluster. Each has a state of its own, which is locked.
    workspace = Workspace(folder=Path(Run.once_for("reduced", configuration, write)))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "case.tfvars.json"
    file.write_text(json.dumps(variables), encoding="utf-8")
    # Without providers, modules and a backend there is nothing to initialize. An apply computes all of it three times.
    wanted = "{" + ", ".join(f"{name} = local.{name}" for name in WANTED) + "}"
    result = workspace.asked(wanted, f"-var-file={file}", f"-state={folder}/terraform.tfstate")
    if refusals := [sentence(error) for error in result.errors if error.startswith(BY_RULES)]:
        return Settled(refusals=refusals)
    assert (result.code, result.errors) == (0, []), result.errors
    return Settled(locals=result.value)


def sentence(error: str) -> str:
    """What a rule says, without what Terraform adds."""
    for kind in BY_RULES:
        error = error.removeprefix(kind)
    return error.split(" This was checked by the validation rule")[0]
