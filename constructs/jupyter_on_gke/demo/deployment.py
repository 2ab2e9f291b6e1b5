"""What a deployment comes to, before there is one: the stack that is synthesized, computed by Python for tfvars."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Mapping
from typing import Any

import yaml

from jupyter_on_gke.cdk import App
from jupyter_on_gke.demo.merging import merge
from jupyter_on_gke.given import converted, plain, refusals
from jupyter_on_gke.known import Known
from jupyter_on_gke.stack import JupyterOnGke
from jupyter_on_gke.surface import VARIABLES

TYPES = {variable.name: variable.type for variable in VARIABLES}
DEFAULTS = {variable.name: plain(variable.default) for variable in VARIABLES if not variable.required}
ADDRESS, PROJECT_NUMBER = "198.51.100.20", "123456789012"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def stack() -> JupyterOnGke:
    """The stack, which is the same for all variables. It is never written."""
    return JupyterOnGke(App(outdir=tempfile.gettempdir()), "jupyter")


class Deployment:
    """The chart's values, and all else that Python knows, for variables. ValueError with the rules' own sentences.

    A cluster that is there already is taken for one of Autopilot: nobody asks Google.
    """

    def __init__(self, variables: Mapping[str, Any]) -> None:
        given = {name: converted(value, TYPES.get(name, "any")) for name, value in variables.items()}
        if missing := [each.name for each in VARIABLES if each.required and each.name not in given]:
            raise ValueError(
                f"no file says {', '.join(missing)}: write what is required, or name the file that has it."
            )
        if wrong := refusals(VARIABLES, DEFAULTS | given):
            raise ValueError("\n".join(wrong))
        self.known = Known(stack(), DEFAULTS | given, answers(DEFAULTS | given))

    def chart_values(self) -> dict[str, Any]:
        """What the chart is given, as helm merges it. Without IAP the password is missing, which Terraform makes."""
        merged: dict[str, Any] = {}
        for document in stack().jupyterhub.documents:
            merged = merge(merged, _read(document.computed(self.known)) or {})
        return merged


def answers(variables: Mapping[str, Any]) -> dict[str, Any]:
    """What Google would say of what a plan asks: by text in an expression. Nothing here decides what people see."""
    return {
        "google_compute_global_address.jupyterhub[*].address": [ADDRESS],
        "data.google_compute_global_address.existing[*].address": [],
        "google_compute_ssl_policy.jupyterhub[*].name": ["jupyterhub-tls-demo"],
        "kubernetes_service_account_v1.notebooks_kubernetes[*].metadata[0].name": [],
        "data.google_project.project.number": PROJECT_NUMBER,
        "local.existing_cluster": None if variables["create_cluster"] else {"enable_autopilot": True},
        "local.written_document": _read(variables["jupyterhub_values"]),
    }


def _read(text: str) -> Any:
    """A document of YAML, or of JSON, which is read faster."""
    try:
        return json.loads(text)
    except ValueError:
        return yaml.load(text, LOADER)  # noqa: S506  # a safe one
