"""Terraform's own commands on a copy of the synthesized stack, where nothing can reach a cloud."""

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from tests.support import providers
from tests.support.filled_in import filled_in
from tests.support.native import NATIVE, write_native
from tests.support.once import Run
from tests.support.synth import Json, read

# Real providers find neither credentials nor a network here: a test never touches somebody's project.
SAFE = {
    "GOOGLE_OAUTH_ACCESS_TOKEN": "not-a-token",
    "CLOUDSDK_CONFIG": "/nonexistent",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "KUBECONFIG": "/nonexistent",
    "CHECKPOINT_DISABLE": "1",
    "TF_IN_AUTOMATION": "1",
    "TF_CLI_ARGS": "-no-color",
    # Providers decode large schemas in short lives: collecting garbage costs a third of the time.
    "GOGC": "800",
}
# What `terraform init` makes.
PLUGINS, LOCK = ".terraform", ".terraform.lock.hcl"
UNSET = ("GOOGLE_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS", "STUB_FAIL", "KUBE_CONFIG_PATH")


def at_opentofu(text: str) -> str:
    """Addresses of providers as OpenTofu has them, where none is written out."""
    return text.replace("registry.terraform.io/", "registry.opentofu.org/")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a command answered."""

    code: int
    output: str

    @cached_property
    def errors(self) -> list[str]:
        """The errors of a command with -json, each as summary and detail on one line."""
        lines = [json.loads(line) for line in self.output.splitlines() if line.startswith("{")]
        found = [line["diagnostic"] for line in lines if line.get("@level") == "error" and "diagnostic" in line]
        return [f"{each['summary']}: {' '.join(each['detail'].split())}" for each in found]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What `terraform console` answered: a text, and what it said beside it."""

    code: int
    output: str
    said: str

    @property
    def value(self) -> Json:
        """What was `asked`. A warning about the values may go before it."""
        return json.loads(base64.b64decode(self.output.splitlines()[-1].strip('"')))

    @cached_property
    def errors(self) -> list[str]:
        """The errors, each as summary and detail on one line. Between the two is where they are."""
        found = re.split(r"^(Error|Warning): ", f"\n{self.said}", flags=re.MULTILINE)[1:]
        errors = (text for kind, text in zip(found[::2], found[1::2], strict=True) if kind == "Error")
        return [_on_one_line(text) for text in errors]


def _on_one_line(diagnostic: str) -> str:
    summary, _, rest = diagnostic.partition("\n\n")
    _, _, detail = rest.partition("\n\n") if rest.startswith("  on ") else ("", "", rest)
    return f"{summary.strip()}: {' '.join(detail.split())}"


def managed(resources: Iterable[str]) -> list[str]:
    """The addresses of what Terraform made, without data sources."""
    return [address for address in resources if not address.startswith("data.")]


def faster(stack: Path) -> Path:
    """A folder with the same as the stack's, in the form that Terraform reads faster; made once for what is in it."""

    def make(folder: Path) -> str:
        shutil.copytree(stack, folder)
        write_native(read(stack), folder, providers.schemas())
        return str(folder)

    files = {
        str(file.relative_to(stack)): file.read_text(encoding="utf-8") for file in stack.rglob("*") if file.is_file()
    }
    return Path(Run.once_for("faster", sorted(files.items()), make))


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with the stack and its own state."""

    folder: Path
    var_files: Sequence[Path] = ()
    environment: dict[str, str] = field(default_factory=dict)
    own_providers: bool = False
    """Started by each command, as users have them; else those that stay up for all tests."""
    tool: str = "terraform"
    """Or `tofu`, which has the providers from a registry of its own."""

    @staticmethod
    def create(
        stack: Path,
        folder: Path,
        *var_files: Path,
        environment: dict[str, str] | None = None,
        own_providers: bool = False,
        as_synthesized: bool = False,
    ) -> "Workspace":
        """A workspace in `folder/stacks/jupyter`, so that the state is in a folder of its own.

        The JSON is as it was synthesized if that or `own_providers` is asked, else the same in a form that is faster.
        """
        inner = folder / "project" / "cdktf.out" / "stacks" / "jupyter"
        shutil.copytree(stack if own_providers or as_synthesized else faster(stack), inner)
        var_files = tuple(filled_in(file, folder) for file in var_files)
        return Workspace(folder=inner, var_files=var_files, environment=environment or {}, own_providers=own_providers)

    @property
    def state(self) -> Path:
        return self.folder.parents[2] / "terraform.jupyter.tfstate"

    def run(self, *arguments: str, **environment: str) -> Result:
        # Only `init` may need a network: to get providers from a registry.
        online = {} if arguments[0] != "init" else {"HTTPS_PROXY": os.environ.get("HTTPS_PROXY", "")}
        return self._execute(self.tool, *arguments, **online, **environment)

    def shell(self, command: str) -> Result:
        """Runs a line of a shell in the stack's folder. `$TFVARS` is the first of the files."""
        return self._execute("bash", "-c", command, TFVARS=str(self.var_files[0]))

    def _execute(self, *command: str, **environment: str) -> Result:
        environment = {**self._outside(), **SAFE, **self.environment, **environment}
        if not self.own_providers:
            running = providers.running(self._files(), environment)
            environment["TF_REATTACH_PROVIDERS"] = running if self.tool == "terraform" else at_opentofu(running)
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Result(code=done.returncode, output=done.stdout)

    @staticmethod
    def _outside() -> dict[str, str]:
        return {key: value for key, value in os.environ.items() if key not in UNSET}

    def _files(self) -> list[Path]:
        """The configuration and the states."""
        there = [file for pattern in ("*.tf", "*.tf.json", "*.tfstate") for file in self.folder.rglob(pattern)]
        return [*there, *self.folder.parents[2].glob("*.tfstate")]

    def console(self, expression: str, *arguments: str) -> "Answered":
        """What an expression comes to, and what refuses it."""
        done = subprocess.run(
            [self.tool, "console", *arguments],
            cwd=self.folder,
            env={**self._outside(), **SAFE, **self.environment},
            input=f"{expression}\n",
            capture_output=True,
            text=True,
            check=False,
        )
        return Answered(code=done.returncode, output=done.stdout.strip().strip('"'), said=done.stderr)

    def evaluated(self, expression: str) -> Json:
        """What an expression has to come to: in one walk, where an apply computes everything three times."""
        answered = self.asked(expression)
        assert (answered.code, answered.errors) == (0, []), answered.errors
        return answered.value

    def asked(self, expression: str, *arguments: str) -> "Answered":
        """What an expression comes to, as a value, or what refuses it."""
        return self.console(f"base64encode(jsonencode({expression}))", *arguments)

    def must(self, *arguments: str, **environment: str) -> str:
        """Runs a command that has to succeed."""
        result = self.run(*arguments, **environment)
        assert result.code == 0, f"{self.tool} {' '.join(arguments)}:\n{result.output}"
        return result.output

    @property
    def variables(self) -> list[str]:
        return [f"-var-file={file}" for file in self.var_files]

    def init(self) -> None:
        """As `terraform init`. What it makes is the same for the same configuration without modules, and made once."""
        # What it needs of the configuration is in JSON, in a form or the other.
        configuration = self.configuration(native=False)
        has_modules = any('"module"' in text for text in configuration.values())
        if self.own_providers or has_modules or any((self.folder / name).exists() for name in (PLUGINS, LOCK)):
            self.must("init", "-input=false")
            return
        of = [self.tool, configuration]
        made = Path(Run.once_for("init", of, lambda folder: self._initialized(folder, configuration)))
        # No lock: of providers that are running, none is chosen. Without a backend there is nothing at all.
        if (made / PLUGINS).exists():
            shutil.copytree(made / PLUGINS, self.folder / PLUGINS, symlinks=True)

    def configuration(self, *, native: bool = True) -> dict[str, str]:
        """The configuration, with or without what is in the other form: a file's name -> its text."""
        files = sorted(file for name in ("*.tf", "*.tf.json") for file in self.folder.glob(name))
        return {
            file.name: file.read_text(encoding="utf-8") for file in files if native or not file.name.endswith(NATIVE)
        }

    def _initialized(self, folder: Path, configuration: Mapping[str, str]) -> str:
        """A folder with what init makes of the configuration."""
        folder.mkdir()
        for name, text in configuration.items():
            (folder / name).write_text(text, encoding="utf-8")
        replace(self, folder=folder).must("init", "-input=false")
        return str(folder)

    def plan(self, *arguments: str) -> Result:
        return self.run("plan", "-input=false", *self.variables, *arguments)

    def planned(self, **environment: str) -> tuple[str, Json]:
        """The text of a plan that has to succeed, and its JSON."""
        text = self.must("plan", "-input=false", "-out=plan", *self.variables, **environment)
        return text, json.loads(self.must("show", "-json", "plan"))

    def foreseen(self) -> Json:
        """The JSON of a plan on nothing, which nobody applies: made once for what it is of."""
        return json.loads(Run.once_for("foreseen", self._of(), lambda _: json.dumps(self.planned()[1])))

    def _of(self) -> list[Json]:
        """What a deployment is of."""
        return [self.tool, self.configuration(), [file.read_text(encoding="utf-8") for file in self.var_files]]

    def apply(self, **environment: str) -> Result:
        return self.run("apply", "-input=false", "-auto-approve", *self.variables, **environment)

    def applied(self, apply: Callable[["Workspace"], str]) -> str:
        """What `apply` says, which makes a whole deployment: run once for what it is of, and the state is copied."""
        of = [apply.__name__, *self._of()]
        made = Run.once_for("applied", of, lambda _: json.dumps([apply(self), self.state.read_text(encoding="utf-8")]))
        said: str
        said, state = json.loads(made)
        self.state.write_text(state, encoding="utf-8")
        return said

    def apply_planned(self) -> Result:
        """Applies the plan that `planned` made."""
        return self.run("apply", "-input=false", "plan")

    def destroy(self, *arguments: str) -> Result:
        return self.run("destroy", "-input=false", "-auto-approve", *self.variables, *arguments)

    def resources(self) -> dict[str, Json]:
        """Address -> values, of everything in the state: managed resources and data sources.

        Read from the file: `terraform show -json` would start every provider for its schema.
        """
        found = {}
        for resource in self._state().get("resources", []):
            prefix = "data." if resource["mode"] == "data" else ""
            for instance in resource["instances"]:
                key = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
                found[f"{prefix}{resource['type']}.{resource['name']}{key}"] = instance["attributes"]
        return found

    def outputs(self) -> dict[str, Json]:
        """Name -> value, of the outputs in the state."""
        return {name: output["value"] for name, output in self._state().get("outputs", {}).items()}

    def _state(self) -> Json:
        return json.loads(self.state.read_text(encoding="utf-8")) if self.state.exists() else {}
