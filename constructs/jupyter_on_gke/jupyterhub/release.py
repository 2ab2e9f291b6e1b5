"""What the release of JupyterHub is given: the chart, documents of values, and who signs in. Plan-time functions."""

from dataclasses import dataclass

from jupyter_on_gke.plan_time import as_json, matches, plan_time

ADMIN = "admin"
SENSITIVE_VALUE = "hub.config.SharedPasswordAuthenticator.admin_password"


@dataclass(frozen=True, kw_only=True)
class SensitiveValue:
    """A value of the chart that stands by itself, so that a plan can show all others."""

    name: str
    type: str
    value: str


@plan_time
def repository(chart: str, repository: str) -> str | None:
    """Where helm looks for the chart; a folder and a reference say it themselves."""
    return None if matches("^([./]|oci://)", chart) else repository


@plan_time
def version(chart: str, version: str) -> str | None:
    """The chart's version; a folder has its own."""
    return None if matches("^[./]", chart) else version


@plan_time
def document(values: object) -> str:
    """The values as a document for helm, which takes JSON for YAML."""
    return as_json(values)


@plan_time
def document_where(condition: bool, values: object) -> str:
    """The values as a document; elsewhere an empty one, which changes nothing."""
    return as_json(values) if condition else ""


@plan_time
def one_document(condition: bool, values: object, otherwise: object) -> str:
    """One of two values as a document."""
    return as_json(values) if condition else as_json(otherwise)


@plan_time
def sensitive_values(passwords: list[str]) -> list[SensitiveValue]:
    """The generated password, where there is one."""
    return [SensitiveValue(name=SENSITIVE_VALUE, type="string", value=password) for password in passwords]


@plan_time
def jupyterhub_user(behind_iap: bool) -> str:
    """Who signs in with the password; behind IAP nobody does."""
    return "" if behind_iap else ADMIN


@plan_time
def jupyterhub_password(passwords: list[str]) -> str:
    """The generated password; empty where there is none."""
    return "".join(passwords)
