"""Terraform expressions as values: what is decided at plan time, written down in Python.

Python code never branches on a Terraform value. It composes expressions, which Terraform evaluates
for the tfvars at hand. An `Expression` is bare text (`var.project_id`); `interpolate` makes the
template that a JSON string needs (`${var.project_id}`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jupyter_on_gke import cdk

if TYPE_CHECKING:
    from constructs import Construct

Computed = Callable[[Mapping[str, Any]], Any]
"""The variables' values -> a value."""


class UnknownError(LookupError):
    """What Python cannot compute, as Terraform alone knows it."""


def unknown(values: Mapping[str, Any]) -> Any:
    """Nothing that Python could compute."""
    raise UnknownError


def among(text: str) -> Computed:
    """What is known by its text: of a local, or of what Google answers."""

    def known(values: Mapping[str, Any]) -> Any:
        if text not in values:
            raise UnknownError(text)
        return values[text]

    return known


class Expression(str):
    """Bare text of Terraform's language, and no text to write down.

    `computed` gives what Python makes of it for given variables; UnknownError where only Terraform can, and nothing
    is known by its text.
    """

    computed: Computed

    def __new__(cls, text: str, computed: Computed | None = None) -> Expression:
        """The text, and how Python computes it."""
        self = super().__new__(cls, text)
        self.computed = computed or among(text)
        return self


class Template(str):
    """A text with an expression in it, as JSON has it. Joined to another text, it is one of which nothing is known."""

    computed: Computed

    def __new__(cls, text: str, computed: Computed) -> Template:
        """The text, and how Python computes it."""
        self = super().__new__(cls, text)
        self.computed = computed
        return self


class Later:
    """An expression whose text is made when it is asked for: what Python computes needs none."""

    def __init__(self, text: Callable[[], str], computed: Computed) -> None:
        self._text = text
        self.computed = computed

    @cached_property
    def text(self) -> str:
        """The expression's text."""
        return self._text()

    def __str__(self) -> str:
        return self.text


def var(name: str) -> Expression:
    """The value of an input variable."""
    return Expression(f"var.{name}", among(name))


def local(name: str) -> Expression:
    """The value of a local."""
    return Expression(f"local.{name}")


def constant(name: str, value: object) -> Expression:
    """A local, whose value Python knows."""
    return Expression(f"local.{name}", lambda _: value)


def all_of(*conditions: str) -> Expression:
    """True where every condition holds."""
    return Expression(" && ".join(conditions))


def negate(condition: str) -> Expression:
    """True where the condition does not hold."""
    return Expression(f"!({condition})")


def decoded(yaml: str) -> Expression:
    """The document in a text of YAML; null where that is none, like a text of comments alone."""
    return Expression(f"try(yamldecode({yaml}), null)", _decoded(yaml))


def _decoded(yaml: str) -> Computed:
    def document(values: Mapping[str, Any]) -> Any:
        # PyYAML takes a while to import, and most who write nothing need none.
        from jupyter_on_gke.yaml_documents import yaml_document

        text = computed(yaml)(values)
        return yaml_document(text) if text != "" else None

    return document


def computed(expression: object) -> Computed:
    """How Python computes an expression or a template."""
    if isinstance(expression, (Expression, Template, Later)):
        return expression.computed
    return among(str(expression))


def first(*attributes: str) -> Expression:
    """The one value that is there among counted resources, given as splats; null if there is none."""

    def one(values: Mapping[str, Any]) -> Any:
        return next((each for attribute in attributes for each in computed(attribute)(values)), None)

    return Expression(f"one(concat({', '.join(attributes)}))", one)


def of_each(things: str, attribute: str) -> Expression:
    """A list: the attribute of each of the things."""
    return Expression(f"{things}[*].{attribute}", _of_each(things, attribute))


def of_each_later(things: Later, attribute: str) -> Later:
    """A list: the attribute of each of the things."""
    return Later(lambda: of_each(things.text, attribute), _of_each(things, attribute))


def _of_each(things: object, attribute: str) -> Computed:
    return lambda values: [getattr(each, attribute) for each in computed(things)(values)]


def interpolate(expression: str | Later) -> Template:
    """The expression as a template, for attributes that are strings."""
    return Template(f"${{{expression}}}", computed(expression))


def value(expression: str) -> Any:
    """The expression as a token, for attributes that are booleans or objects."""
    return cdk.Token.as_any(interpolate(expression))


def principal(*, project: str, project_number: str, namespace: str, account: str) -> str:
    """A Kubernetes service account as IAM names it, a template of expressions.

    Source: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
    """
    return (
        f"principal://iam.googleapis.com/projects/{interpolate(project_number)}/locations/global/"
        f"workloadIdentityPools/{interpolate(project)}.svc.id.goog/subject/ns/{interpolate(namespace)}/sa/{account}"
    )


def text(template: str) -> Expression:
    """A template without quotes, like `n2-${var.size}`, as an expression."""
    return Expression(f'"{template}"')


def number(expression: str) -> float:
    """The expression as a token, for attributes that are numbers."""
    return cdk.Token.as_number(interpolate(expression))


def strings(expression: str) -> list[str]:
    """The expression as a token, for attributes that are lists of strings."""
    return cdk.Token.as_list(interpolate(expression))


def string_map(expression: str) -> Mapping[str, str]:
    """The expression as a token, for attributes that are maps of strings."""
    return cdk.Token.as_string_map(interpolate(expression))


def when(condition: str) -> cdk.TerraformCount:
    """`count` of a resource that is there only under the condition."""
    return cdk.TerraformCount.of(number(f"{condition} ? 1 : 0"))


def dynamic(for_each: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a `dynamic` block, for `add_override("dynamic.NAME", ...)`: the content for each element."""
    return {"for_each": interpolate(for_each), "content": content}


def settle(scope: Construct, name: str, template: object) -> Expression:
    """Defines a local of this name. The template may be nested data with templates in it."""
    # Not before there is a stack: cdktf takes three seconds, and what Python computes needs none.
    from jupyter_on_gke.state import stack_of

    stack_of(scope).add_local(name, _plain(template), lambda values: filled_in(template, values))
    return local(name)


def filled_in(template: object, values: Mapping[str, Any]) -> Any:
    """Nested data with what Python computes of its templates."""
    if isinstance(template, Template):
        return template.computed(values)
    if isinstance(template, Mapping):
        return {key: filled_in(value, values) for key, value in template.items()}
    return [filled_in(value, values) for value in template] if isinstance(template, (list, tuple)) else template


def expressions_in(data: object) -> Iterator[Expression]:
    """The expressions in nested data, where their texts would stand for themselves."""
    if isinstance(data, Expression):
        yield data
    for each in data.values() if isinstance(data, Mapping) else data if isinstance(data, (list, tuple)) else ():
        yield from expressions_in(each)


def _plain(template: object) -> object:
    """The template with the attributes of objects as maps."""
    if isinstance(template, Mapping):
        return {key: _plain(value) for key, value in template.items()}
    if isinstance(template, (list, tuple)):
        return [_plain(value) for value in template]
    return asdict(template) if is_dataclass(template) and not isinstance(template, type) else template


def quoted(text: str) -> str:
    """A text as a literal."""
    return f'"{escaped(text)}"'


ESCAPES = {number: f"\\u{number:04x}" for number in range(32)} | str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)


def escaped(text: str) -> str:
    """A text as it stands within quotes."""
    return undirected(text.translate(ESCAPES))


def undirected(text: str) -> str:
    """A text as it stands where JSON has one: what looks like a template is none."""
    return text.replace("${", "$${").replace("%{", "%%{")


def but_for_tokens(text: str) -> str:
    """A text as it stands where JSON has one: cdktf's tokens alone are templates."""
    return undirected(text).replace("$${TfToken[", "${TfToken[")
