"""What a program gives for variables: as Terraform has it, and what the variables' own rules say of it."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from jupyter_on_gke.expressions import Computed, UnknownError
from jupyter_on_gke.plan_time import as_text, records
from jupyter_on_gke.tokens import is_token
from jupyter_on_gke.variables.variable import Variable

TEXTS_OF_YAML = ("jupyterhub_values",)
"""Variables that are a text of YAML, for which a program gives the document."""


def written(settings: object) -> dict[str, Any]:
    """Variable -> what is given for it, as JSON has it; what is None or as by default is not given."""
    fields = {each.name: each for each in dataclasses.fields(settings)}  # type: ignore[arg-type]
    values = {name: getattr(settings, name) for name in fields}
    return {
        name: json.dumps(value) if name in TEXTS_OF_YAML and not isinstance(value, str) else plain(value)
        for name, value in values.items()
        if value is not None and value != records.default(fields[name])
    }


def plain(value: Any) -> Any:
    """Objects as maps of what is given, and all sequences as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return written(value)
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(entry) for entry in value]
    return value


def converted(value: Any, type_: str) -> Any:
    """The value as Terraform converts it to the type of a variable, where that is one of texts."""
    if type_ == "string":
        return as_text(value)
    if type_ == "list(string)":
        return [as_text(each) for each in value]
    return {key: as_text(each) for key, each in value.items()} if type_ == "map(string)" else value


def refusals(variables: Iterable[Variable], values: Mapping[str, Any]) -> list[str]:
    """The sentences with which rules refuse the values, in the order of the variables, as a plan gives them.

    A rule that reads what is not among the values, or was refused already, says nothing.
    """
    variables = tuple(variables)
    types = {variable.name: variable.type for variable in variables}
    left, found = {name: converted(value, types.get(name, "any")) for name, value in values.items()}, []
    for variable in variables:
        said = [sentence for each in variable.validations if (sentence := sentence_of(each.sentence, left))]
        if variable.name in values and said:
            found += said
            del left[variable.name]
    return found


def sentence_of(computed: Computed, values: Mapping[str, Any]) -> str:
    """What a rule refuses the values with; "" also where it reads something else."""
    try:
        return str(computed(values))
    except UnknownError:
        return ""


def checked(variables: Iterable[Variable], settings: object) -> dict[str, Any]:
    """What settings give. ValueError with every sentence, one a line, where rules refuse what is no token."""
    values = {} if settings is None else written(settings)
    if wrong := refusals(variables, {name: value for name, value in values.items() if not is_token(value)}):
        raise ValueError("\n".join(wrong))
    return values
