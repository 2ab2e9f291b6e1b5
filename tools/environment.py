"""One environment: a file of variables and a file that says where its state is, both in git."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyter_on_gke.state_settings import bucket_refused, meant_by

FOLDER = "environments"
SETTING = re.compile(r'^\s*(\w+)\s*=\s*"(.*)"\s*(?:(?:#|//).*)?$', re.MULTILINE)
# With these Terraform does something else than what its command says.
UNWANTED = ("TF_CLI_ARGS", "TF_WORKSPACE", "TF_DATA_DIR")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Its name and the project's folder; what else it is follows from the names of its files."""

    name: str
    project: Path

    @property
    def variables(self) -> Path:
        """The file of its variables."""
        return self.project / FOLDER / f"{self.name}.tfvars"

    @property
    def backends(self) -> list[Path]:
        """Files such as dev.gcs.tfbackend; there should be one."""
        return sorted((self.project / FOLDER).glob(f"{self.name}.*.tfbackend"))

    @property
    def kind(self) -> str:
        """Terraform's name of the backend."""
        return self.backends[0].name.removeprefix(f"{self.name}.").removesuffix(".tfbackend")

    @property
    def out(self) -> Path:
        """What is synthesized for it, which may be deleted."""
        return self.project / FOLDER / f"{self.name}.out"

    def settings(self) -> dict[str, str]:
        """The texts in its backend's file. Terraform reads the file itself, with all that may be in it."""
        return dict(SETTING.findall(self.backends[0].read_text(encoding="utf-8")))

    def state(self) -> tuple[str, ...]:
        """What is the same for two environments with one state."""
        settings = self.settings()
        if self.kind == "gcs":
            return (self.kind, settings.get("bucket", ""), settings.get("prefix", "").strip("/"))
        return (self.kind, *(f"{name}={value}" for name, value in sorted(settings.items())))


def environments(project: Path) -> list[str]:
    """The names of the environments that have a file."""
    files = (file.name.removesuffix(".tfvars") for file in (project / FOLDER).glob("*.tfvars"))
    return sorted(name for name in files if "." not in name)


def refused(environment: Environment, shell: Mapping[str, str]) -> str:
    """Why there is nothing to run: a sentence, or an empty text."""
    return (
        name_refused(environment.name, environments(environment.project))
        or backend_refused(environment)
        or state_refused(environment)
        or shell_refused(environment, shell)
    )


def name_refused(name: str, known: list[str]) -> str:
    """Refuses an environment that has no file."""
    first = known[0] if known else "dev"
    there = f"there are {', '.join(known)}" if known else "first cp tfvars/workloads.tfvars environments/dev.tfvars"
    if not name:
        return f"ENV is missing: write it behind the command, ENV={first} ({there})."
    if "." in name and "/" not in name:
        return (
            f"ENV is {name}, and there is no environments/{name}.tfvars that is read: its name has a dot, so write "
            f"ENV={first} ({there})."
        )
    if name not in known:
        return f"ENV is {name}, and there is no environments/{name}.tfvars: write that file, or ENV={first} ({there})."
    return ""


def backend_refused(environment: Environment) -> str:
    """Refuses an environment whose state would be nowhere, or in two places, or on this machine alone."""
    name, found = environment.name, [file.name for file in environment.backends]
    wanted = f'write environments/{name}.gcs.tfbackend with bucket = "your-states" and prefix = "jupyter/{name}"'
    if not found:
        return f"{name} has no backend, so its state would be on this machine alone: {wanted}."
    if len(found) > 1:
        return f"{name} has {len(found)} backends, {' and '.join(found)}: leave the one that holds its state."
    if environment.kind == "local":
        return f"{found[0]} keeps the state on this machine alone, where no colleague and no CI has it: {wanted}."
    return ""


def state_refused(environment: Environment) -> str:
    """Refuses a state that is not where it seems to be, or that another environment has."""
    file, bucket = environment.backends[0].name, environment.settings().get("bucket", "")
    if environment.kind == "gcs" and not bucket:
        return f'{file} names no bucket: write bucket = "your-states" into it.'
    if environment.kind == "gcs" and (sentence := bucket_refused(bucket, f"The bucket in {file}")):
        return sentence
    for name in environments(environment.project):
        other = Environment(name=name, project=environment.project)
        if name != environment.name and other.backends and other.state() == environment.state():
            key = {"gcs": "prefix", "s3": "key", "azurerm": "key"}.get(environment.kind, "address")
            return f"{environment.name} and {name} have one state: write another {key} into {file}."
    return ""


def shell_refused(environment: Environment, shell: Mapping[str, str]) -> str:
    """Refuses what is set in the shell and would change what Terraform does, or where the state is."""
    for name in sorted(shell):
        if name.startswith(UNWANTED):
            return f"{name} is set, which changes what Terraform does: unset it, or write it into ARGS."
        if meant_by(name):
            return f"{name} is set, and {environment.backends[0].name} says where the state is: unset it."
    return ""


def variables_refused(environment: Environment, shell: Mapping[str, str], sensitive: frozenset[str]) -> str:
    """Refuses values that are in no file. Those of sensitive variables should not be in one."""
    for name in sorted(shell):
        variable = name.removeprefix("TF_VAR_")
        if variable != name and variable not in sensitive:
            return f"{name} is set: write {variable} into environments/{environment.variables.name}, and unset it."
    return ""


def unsaved_refused(environment: Environment) -> str:
    """Refuses to go on while what was made is in no state."""
    for file in sorted(environment.out.glob("stacks/*/errored.tfstate")):
        shown = file.relative_to(environment.project)
        push = f"make terraform ENV={environment.name} ARGS='state push errored.tfstate'"
        return f"{shown} is what an apply made and could not save: run {push}, and delete it."
    return ""
