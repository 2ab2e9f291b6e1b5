"""Terraform expressions as values: what is decided at plan time, written down in Python.

Python code never branches on a Terraform value. It composes expressions, which Terraform evaluates
for the tfvars at hand. An `Expression` is bare text (`var.project_id`); `interpolate` makes the
template that a JSON string needs (`${var.project_id}`).
"""

from collections.abc import Mapping
from typing import Any, NewType

from cdktf import TerraformCount, TerraformLocal, Token

from constructs import Construct

Expression = NewType("Expression", str)


def var(name: str) -> Expression:
    """The value of an input variable."""
    return Expression(f"var.{name}")


def local(name: str) -> Expression:
    """The value of a local."""
    return Expression(f"local.{name}")


def all_of(*conditions: str) -> Expression:
    """True where every condition holds."""
    return Expression(" && ".join(conditions))


def negate(condition: str) -> Expression:
    """True where the condition does not hold."""
    return Expression(f"!({condition})")


def first(*attributes: str) -> Expression:
    """The one value that is there among counted resources, given as splats; null if there is none."""
    return Expression(f"one(concat({', '.join(attributes)}))")


def interpolate(expression: str) -> str:
    """The expression as a template, for attributes that are strings."""
    return "${" + expression + "}"


def value(expression: str) -> Any:
    """The expression as a token, for attributes that are booleans or objects."""
    return Token.as_any(interpolate(expression))


def number(expression: str) -> float:
    """The expression as a token, for attributes that are numbers."""
    return Token.as_number(interpolate(expression))


def strings(expression: str) -> list[str]:
    """The expression as a token, for attributes that are lists of strings."""
    return Token.as_list(interpolate(expression))


def string_map(expression: str) -> Mapping[str, str]:
    """The expression as a token, for attributes that are maps of strings."""
    return Token.as_string_map(interpolate(expression))


def when(condition: str) -> TerraformCount:
    """`count` of a resource that is there only under the condition."""
    return TerraformCount.of(number(f"{condition} ? 1 : 0"))


def settle(scope: Construct, name: str, template: object) -> Expression:
    """Defines a local of this name. The template may be nested data with templates in it."""
    TerraformLocal(scope, name, template)
    return local(name)
