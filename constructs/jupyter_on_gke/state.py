"""A Terraform stack whose addresses are plain names, and whose state is where people keep theirs."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

from constructs import Construct, Node
from jupyter_on_gke.cdk import (
    App,
    GcsBackend,
    LocalBackend,
    TerraformBackend,
    TerraformElement,
    TerraformLocal,
    TerraformStack,
    TerraformVariable,
)
from jupyter_on_gke.provider_lock import keep_lock
from jupyter_on_gke.state_settings import State

# Write-only attributes, by which the OAuth client's secret stays out of the state.
TERRAFORM_VERSION = ">= 1.11"
ASSETS = "assets"
"""The folder beside the JSON for files that Terraform only passes on."""
LOCAL_STATE = State()


class Stack(TerraformStack):
    """What holds for the stack before anything is in it: Terraform's version, state, names, files beside the JSON."""

    def __init__(self, scope: Construct, id_: str, *, state: State) -> None:
        super().__init__(scope, id_)
        self._named: dict[tuple[type, str], TerraformElement | Node] = {}
        self._state = state
        self.beside: dict[str, str] = {}
        """What is written beside the JSON: path with slashes -> text."""
        self._locals: dict[str, object] = {}
        self._variables: dict[str, tuple[Construct, Mapping[str, object]]] = {}
        self._overridden: list[tuple[str, object]] = []
        self.computed: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
        """Local -> how Python computes it of variables, other locals and what Google answers."""
        self.logic: dict[str, tuple[Any, Mapping[str, str]]] = {}
        """Local -> the plan-time function that it is made of, and the expressions that are its arguments."""
        # Not in the JSON, which checkov skips for it.
        self.put_beside({"versions.tf": f'terraform {{\n  required_version = "{TERRAFORM_VERSION}"\n}}\n'})

    def put_beside(self, files: Mapping[str, str]) -> None:
        """Has the synth write files beside the JSON: path with slashes -> text."""
        self.beside.update(files)

    def element(self, name: str) -> TerraformLocal:
        """A local as an element of cdktf, whose tokens know their stack. Few are asked for, and each costs its time."""
        if name in self._locals:
            self.give_name(TerraformLocal(self, f"local.{name}", self._locals.pop(name)), name)
        return cast("TerraformLocal", self._named[TerraformLocal, name])

    def variable(self, name: str) -> TerraformVariable:
        """A variable as an element of cdktf, as `element` is for a local."""
        if name in self._variables:
            scope, declaration = self._variables.pop(name)
            variable = TerraformVariable(scope, name)
            for attribute, value in declaration.items():
                variable.add_override(attribute, value)
            self.give_name(variable, name)
        return cast("TerraformVariable", self._named[TerraformVariable, name])

    def has_local(self, name: str) -> bool:
        """Whether there is a local of the name."""
        return name in self._locals or (TerraformLocal, name) in self._named

    def has_variable(self, name: str) -> bool:
        """Whether there is a variable of the name."""
        return name in self._variables or (TerraformVariable, name) in self._named

    def add_variable(self, scope: Construct, name: str, declaration: Mapping[str, object]) -> None:
        """Declares a variable: the attributes of its block."""
        if self.has_variable(name):
            raise ValueError(f"{self.node.id} has a variable {name} already: give this one another name.")
        self._variables[name] = scope, declaration

    def add_local(self, name: str, value: object, computed: Callable[[Mapping[str, Any]], Any]) -> None:
        """Defines a local of the name."""
        if self.has_local(name):
            raise ValueError(f"{self.node.id} has a local {name} already: give this one another name.")
        self._locals[name] = value
        self.computed[name] = computed

    def prepare_stack(self) -> None:
        """Writes the files beside the JSON. cdktf calls it when all constructs are there, before it writes that."""
        super().prepare_stack()
        self.put_declared()
        outdir = Path(App.of(self).outdir)
        keep_lock(outdir, self.node.id)
        folder = outdir / "stacks" / self.node.id
        shutil.rmtree(folder / ASSETS, ignore_errors=True)
        write(folder, self.beside)

    def put_declared(self) -> None:
        """Puts variables and locals into the JSON, at once: as elements of cdktf, each costs calls of Node.js."""
        variables = {name: declaration for name, (_, declaration) in self._variables.items()}
        for path, value in (("variable", variables), ("locals", self._locals), *self._overridden):
            super().add_override(path, value)

    def add_override(self, path: str, value: Any) -> None:
        """As cdktf's. What a program says of a variable or a local holds, though these are put there later."""
        if path.startswith(("variable.", "locals.")):
            self._overridden.append((path, value))
        super().add_override(path, value)

    def ensure_backend_exists(self) -> TerraformBackend:
        """The program's own backend, else that of `state`. cdktf asks when all constructs are there."""
        given = [each for each in self.node.find_all() if isinstance(each, TerraformBackend)]
        if given and self._state.bucket:
            raise ValueError(
                f"{self.node.id} has a backend of its own and the state bucket {self._state.bucket}: leave out one of "
                "them (main.py takes the bucket from STATE_BUCKET)."
            )
        if given:
            return given[0]
        id_ = self.node.id
        if self._state.bucket:
            return GcsBackend(self, bucket=self._state.bucket, prefix=self._state.prefix or id_)
        # Relative to cdktf.out/stacks/NAME, where Terraform runs: the folder that holds cdktf.out.
        file = f"../../../terraform.{id_}.tfstate"
        return LocalBackend(self, path=file, workspace_dir=f"{file}.d")

    def give_name(self, element: TerraformElement, name: str) -> None:
        """Names an element, which cdktf asks five times between Python and Node.js otherwise."""
        self._claim(element, name)
        element.override_logical_id(name)

    def _allocate_logical_id(self, tf_element: Any) -> str:
        """The name in a Terraform address: the construct's own id, without the hash of its path."""
        # What refers to another stack has dots in it.
        id_ = re.sub(r"[^\w-]", "", _id(tf_element))
        self._claim(tf_element, id_)
        return id_

    def _claim(self, element: TerraformElement | Node, name: str) -> None:
        """Addresses are a contract with people's state. Two elements of one kind with one name would become one."""
        first = self._named.setdefault((type(element), name), element)
        path = "" if first is element else _node(first).path
        if isinstance(element, TerraformVariable) and name in self._variables:
            path = f"{self._variables[name][0].node.path}/{name}"
        if path:
            raise ValueError(f"{_node(element).path} has the address of {path}: give it another id.")


def _node(element: TerraformElement | Node) -> Node:
    return element.node if isinstance(element, TerraformElement) else element


def _id(element: TerraformElement | Node) -> str:
    """The construct's own id: by its path, for which Node.js is asked once. A variable's text is a token."""
    if isinstance(element, TerraformElement) and not isinstance(element, TerraformVariable):
        return element.to_string().rpartition("/")[2]
    return _node(element).id


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files into the folder: path with slashes -> text."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def put_beside(scope: Construct, files: Mapping[str, str]) -> None:
    """Has the synth write files beside the JSON of the construct's stack: path with slashes -> text."""
    stack_of(scope).put_beside(files)


_STACKS: WeakKeyDictionary[Construct, Stack] = WeakKeyDictionary()


def stack_of(scope: Construct) -> Stack:
    """The stack that the construct is in."""
    if scope not in _STACKS:
        stack = TerraformStack.of(scope)
        if not isinstance(stack, Stack):
            raise TypeError(f"{scope.node.path} is in a {type(stack).__name__}: put it into a {Stack.__name__}.")
        _STACKS[scope] = stack
    return _STACKS[scope]
