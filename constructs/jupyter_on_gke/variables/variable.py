"""What the declaration of one Terraform variable holds, and the checks that recur in declarations."""

import json
from dataclasses import dataclass
from typing import Any

REQUIRED = object()
"""The default of a variable that everybody must set."""

DNS_LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"
DNS_LABEL_FORM = "1 to 63 lowercase letters, digits and hyphens, with a letter or digit at both ends"


@dataclass(frozen=True, kw_only=True)
class Validation:
    """A condition that a value must fulfil, and the sentence that refuses it.

    Both are texts of Terraform's language. The condition is an expression over the variable itself
    and over variables that are declared before it: Terraform calls two variables that validate each
    other a cycle. The message is a template: what is wrong with which value, what to write instead.
    """

    condition: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A Terraform variable: the contract with the tfvars of the people who use the stack.

    `default` is what Terraform sees, `effective` what an empty default comes to (for the docs).
    `alias_of` names the variable that this is another name of.
    """

    name: str
    type: str = "string"
    description: str
    default: Any = REQUIRED
    effective: str = ""
    alias_of: str = ""
    sensitive: bool = False
    validations: tuple[Validation, ...] = ()

    @property
    def required(self) -> bool:
        """Whether everybody must set it."""
        return self.default is REQUIRED


def pattern(name: str, regex: str, form: str, *, optional: bool = False) -> Validation:
    """The value of `name` must match `regex`; `form` says in words what to write."""
    matches = f"can(regex({json.dumps(regex)}, var.{name}))"
    return Validation(
        condition=f'var.{name} == "" || {matches}' if optional else matches,
        message=f'{name} is "${{var.{name}}}": write {form}.',
    )


def dns_label(name: str, *, optional: bool = False) -> Validation:
    """The value of `name` must be a name that Kubernetes takes for any object."""
    return pattern(name, DNS_LABEL, DNS_LABEL_FORM, optional=optional)


def one_of(name: str, choices: tuple[str, ...]) -> Validation:
    """The value of `name` must be one of the choices."""
    return Validation(
        condition=f"contains({json.dumps(list(choices))}, var.{name})",
        message=f'{name} is "${{var.{name}}}": write one of {", ".join(choices)}.',
    )


def either(original: str, alias: str, default: str) -> str:
    """The value of a variable under either of its names."""
    return f'coalesce(var.{original}, var.{alias}, "{default}")'


def alias(name: str, original: str, *, description: str, check: Validation) -> Variable:
    """Another name, from the blueprint's first generation, of a variable that is declared before."""
    return Variable(
        name=name,
        default="",
        effective=original,
        alias_of=original,
        description=f"{description} Another name of {original}; set only one of them.",
        validations=(
            check,
            Validation(
                condition=f'var.{name} == "" || contains(["", var.{name}], var.{original})',
                message=f'{name} is "${{var.{name}}}" and {original} is "${{var.{original}}}", but '
                "they are two names of one setting: write only one of them.",
            ),
        ),
    )
