"""What the declaration of one Terraform variable holds, and the checks that recur in declarations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jupyter_on_gke.expressions import Later, interpolate, var
from jupyter_on_gke.plan_time import PlanTime, matches, plan_time
from jupyter_on_gke.plan_time.types import Type

REQUIRED = object()
"""The default of a variable that everybody must set."""

DNS_LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"
DNS_LABEL_FORM = "1 to 63 lowercase letters, digits and hyphens, with a letter or digit at both ends"


PLAIN_VARIABLE = re.compile(r"var\.\w+")


def of_objects(type_: Type) -> bool:
    """Whether values of the type are objects, or hold some."""
    return type_.cls is not None or (type_.of is not None and of_objects(type_.of))


@dataclass(frozen=True, kw_only=True)
class Validation:
    """A condition that a value must fulfil, and the sentence that refuses it.

    `rule` is the plan-time function that both are made from. Its arguments are expressions over the variable itself
    and over variables that are declared before it: Terraform calls two variables that validate each other a cycle.
    The sentence says what is wrong with which value, and what to write instead.
    """

    rule: PlanTime[..., str]
    arguments: Mapping[str, str | Later]

    @cached_property
    def _texts(self) -> tuple[str, str]:
        """Condition and message. TypeError where the rule takes objects, and is given what people write of them."""
        for name, type_ in self.rule.takes.items():
            if of_objects(type_) and PLAIN_VARIABLE.fullmatch(str(self.arguments[name])):
                raise TypeError(
                    f"{self.rule.place} takes {name}: {type_}, but in {self.arguments[name]} attributes may be "
                    f"missing: give {name} as the variable's Objects fill it in, as its other rules do."
                )
        return self.rule.rule(**{name: str(each) for name, each in self.arguments.items()})

    @property
    def condition(self) -> str:
        """A text of Terraform's language."""
        return self._texts[0]

    @property
    def message(self) -> str:
        """A template of Terraform's language."""
        return self._texts[1]

    def block(self) -> dict[str, str]:
        """The block of Terraform, with a comment that says where in the logic it comes from."""
        return {"//": self.rule.place, "condition": interpolate(self.condition), "error_message": self.message}

    def sentence(self, values: Mapping[str, Any]) -> str:
        """What Python refuses with, or an empty text."""
        return self.rule.computed(**self.arguments)(values)  # type: ignore[no-any-return]


def validation(rule: PlanTime[..., str], **arguments: str | Later) -> Validation:
    """Refuses where the rule gives a sentence; an argument that is not given is the variable of its name."""
    every = {name: arguments.pop(name, var(name)) for name in rule.signature.parameters}
    return Validation(rule=rule, arguments=every | arguments)


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

    @plan_time
    def form_of_text(value: str) -> str:
        if (optional and value == "") or matches(regex, value):
            return ""
        return f'{name} is "{value}": write {form}.'

    return validation(form_of_text, value=var(name))


def dns_label(name: str, *, optional: bool = False) -> Validation:
    """The value of `name` must be a name that Kubernetes takes for any object."""
    return pattern(name, DNS_LABEL, DNS_LABEL_FORM, optional=optional)


def one_of(name: str, choices: tuple[str, ...]) -> Validation:
    """The value of `name` must be one of the choices."""
    listed = ", ".join(choices)

    @plan_time
    def choice(value: str) -> str:
        if value in choices:
            return ""
        return f'{name} is "{value}": write one of {listed}.'

    return validation(choice, value=var(name))


@plan_time
def first_written(original: str, other: str, default: str) -> str:
    """The text that is not empty, of a variable's two names and what it is by default."""
    if original != "":
        return original
    return other if other != "" else default


def alias(name: str, original: str, *, description: str, check: Validation) -> Variable:
    """Another name, from the blueprint's first generation, of a variable that is declared before."""

    @plan_time
    def one_of_two_names(value: str, original_value: str) -> str:
        if value == "" or original_value in ("", value):
            return ""
        return (
            f'{name} is "{value}" and {original} is "{original_value}", but they are two names of one setting: write '
            f"only one of them."
        )

    return Variable(
        name=name,
        default="",
        effective=original,
        alias_of=original,
        description=f"{description} Another name of {original}; set only one of them.",
        validations=(check, validation(one_of_two_names, value=var(name), original_value=var(original))),
    )
